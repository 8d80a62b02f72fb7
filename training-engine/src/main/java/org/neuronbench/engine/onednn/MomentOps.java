package org.neuronbench.engine.onednn;

import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.neuronbench.engine.ParameterLayout.BatchNorm;
import org.neuronbench.engine.ParameterLayout.Range;
import org.neuronbench.engine.onednn.Arena.Slot;
import org.neuronbench.engine.onednn.Node.Convolution;

/**
 * A 1x1 convolution that widens, its batch norm and its activation as one convolution: {@link
 * BatchFold} finds the batch's statistics from the moments of the input. What the convolution alone
 * puts out, the widest maps of a MobileNet, is never written.
 */
final class MomentOps {

  private MomentOps() {}

  /** The convolution with all that follows it; writes the statistics of the batch, too. */
  record Expand(
      Convolution node,
      BatchNorm norm,
      BatchFold fold,
      Value input,
      Value output,
      NormOps.Statistics statistics,
      Value weights,
      Activation activation)
      implements Op {

    static Expand of(Convolution node, BatchNorm norm, Value input, Value output) {
      Geometry g = node.geometry();
      float epsilon = node.settings().epsilon();
      return new Expand(
          node,
          norm,
          new BatchFold(g.outputChannels(), g.inputChannels(), epsilon, input.precision()),
          input,
          output,
          NormOps.Statistics.fresh(),
          Value.of(Value.Part.ACTIVATION),
          Activation.NONE);
    }

    Expand activated(Activation with, Value to) {
      return new Expand(node, norm, fold, input, to, statistics, weights, with);
    }

    private Geometry geometry() {
      return node.geometry();
    }

    /** The convolution of the input by a square matrix. */
    private Geometry square() {
      return geometry().withOutputs(geometry().inputChannels());
    }

    @Override
    public List<Value> reads() {
      return List.of(input);
    }

    @Override
    public List<Value> writes() {
      return List.of(output, statistics.mean(), statistics.variance(), weights);
    }

    @Override
    public void emit(Emission to) {
      int wide = geometry().outputChannels();
      ConvolutionKernels kernels = to.kernels().convolutions(input.precision());
      Slot sums = to.program().floats(geometry().inputChannels(), Value.Part.WORKSPACE);
      Slot products = products(to, kernels.moments(square(), to.batch()), sums);
      Slot folded = to.floats(weights, (long) wide * geometry().inputChannels());
      Slot bias = to.program().floats(wide, Value.Part.WORKSPACE);
      Slot mean = to.floats(statistics.mean(), wide);
      Slot variance = to.floats(statistics.variance(), wide);
      double pixels = (double) to.batch() * geometry().input().area();
      Range of = node.all();
      to.program()
          .java(
              "statistics",
              p -> {
                to.parameters().view().get(of.offset(), fold.weights());
                fold.fold(
                    p.floats(products, fold.squareLength()),
                    p.floats(sums, geometry().inputChannels()),
                    pixels,
                    to.parameters().read(norm.scale()),
                    to.parameters().read(norm.shift()));
                p.view(folded).put(0, fold.folded());
                p.view(bias).put(0, fold.bias());
                p.view(mean).put(0, fold.mean());
                p.view(variance).put(0, fold.variance());
              },
              products,
              sums,
              folded,
              bias,
              mean,
              variance);
      Kernel kernel = kernels.forward(geometry(), to.batch(), true, false, activation);
      memory.desc layout = kernel.weights();
      to.program()
          .call(node.name(), kernel)
          .with(dnnl.DNNL_ARG_SRC, to.layout(input), to.slot(input))
          .with(
              dnnl.DNNL_ARG_WEIGHTS,
              layout,
              to.reordered(node.name(), folded, Layouts.rowWeights(geometry()), layout))
          .with(dnnl.DNNL_ARG_BIAS, Layouts.vector(wide), bias)
          .with(dnnl.DNNL_ARG_DST, to.layout(output), to.slot(output))
          .add();
    }

    private Slot products(Emission to, Kernel moments, Slot sums) {
      memory.desc layout = moments.diffWeights();
      Slot blocked = to.program().bytes(layout.get_size(), Value.Part.WORKSPACE);
      to.program()
          .call(node.name(), moments)
          .with(dnnl.DNNL_ARG_SRC, to.layout(input), to.slot(input))
          .with(dnnl.DNNL_ARG_DIFF_DST, to.layout(input), to.slot(input))
          .with(dnnl.DNNL_ARG_DIFF_WEIGHTS, layout, blocked)
          .with(dnnl.DNNL_ARG_DIFF_BIAS, Layouts.vector(geometry().inputChannels()), sums)
          .add();
      return to.reordered(node.name(), blocked, layout, Layouts.rowWeights(square()));
    }
  }

  /** The gradients of weights, scale and shift. */
  record ExpandGradients(Expand of, Value above, Value rows, Value scale, Value shift)
      implements Op {
    @Override
    public List<Value> reads() {
      return List.of(of.input, above);
    }

    @Override
    public List<Value> writes() {
      return List.of(rows, scale, shift);
    }

    @Override
    public void emit(Emission to) {
      Geometry g = of.geometry();
      int wide = g.outputChannels();
      Kernel kernel =
          to.kernels().convolutions(above.precision()).backwardWeights(g, to.batch(), true);
      memory.desc layout = kernel.diffWeights();
      memory.desc plain = Layouts.rowWeights(g);
      Slot blocked = to.program().bytes(layout.get_size(), Value.Part.GRADIENT);
      Slot ofShift = to.floats(shift, wide);
      Slot ofScale = to.floats(scale, wide);
      to.program()
          .call(of.node.name(), kernel)
          .with(dnnl.DNNL_ARG_SRC, to.layout(of.input), to.slot(of.input))
          .with(dnnl.DNNL_ARG_DIFF_DST, to.layout(above), to.slot(above))
          .with(dnnl.DNNL_ARG_DIFF_WEIGHTS, layout, blocked)
          .with(dnnl.DNNL_ARG_DIFF_BIAS, Layouts.vector(wide), ofShift)
          .add();
      Slot products = to.reordered(of.node.name(), blocked, layout, plain);
      Slot result = to.laidOut(rows, plain);
      to.program()
          .java(
              "statistics",
              p -> {
                float[] values = p.floats(products, of.fold.weights().length);
                float[] scales = new float[wide];
                of.fold.gradients(values, p.floats(ofShift, wide), scales);
                p.view(result).put(0, values);
                p.view(ofScale).put(0, scales);
              },
              products,
              result,
              ofShift,
              ofScale);
    }
  }

  /** The gradient of the input. */
  record ExpandBack(Expand of, Value above, Value scale, Value shift, Value below) implements Op {
    @Override
    public List<Value> reads() {
      return List.of(of.input, above, scale, shift, of.weights);
    }

    @Override
    public List<Value> writes() {
      return List.of(below);
    }

    @Override
    public void emit(Emission to) {
      Geometry g = of.geometry();
      int narrow = g.inputChannels();
      int wide = g.outputChannels();
      String name = of.node.name();
      ConvolutionKernels kernels = to.kernels().convolutions(above.precision());
      Slot matrix = to.program().floats(of.fold.squareLength(), Value.Part.WORKSPACE);
      Slot constant = to.program().floats(narrow, Value.Part.WORKSPACE);
      Slot ofShift = to.slot(shift);
      Slot ofScale = to.slot(scale);
      to.program()
          .java(
              "statistics",
              p -> {
                float[] product = new float[of.fold.squareLength()];
                float[] offsets = new float[narrow];
                of.fold.inputGradient(
                    p.floats(ofShift, wide), p.floats(ofScale, wide), product, offsets);
                p.view(matrix).put(0, product);
                p.view(constant).put(0, offsets);
              },
              matrix,
              constant,
              ofShift,
              ofScale);
      Kernel ofStatistics = kernels.product(of.square(), to.batch());
      memory.desc square = ofStatistics.weights();
      long values = of.input.extent().values(to.batch());
      Slot part = to.program().bytes(values * above.precision().bytes(), Value.Part.GRADIENT);
      to.program()
          .call(name, ofStatistics)
          .with(dnnl.DNNL_ARG_SRC, to.layout(of.input), to.slot(of.input))
          .with(
              dnnl.DNNL_ARG_WEIGHTS,
              square,
              to.reordered(name, matrix, Layouts.rowWeights(of.square()), square))
          .with(dnnl.DNNL_ARG_BIAS, Layouts.vector(narrow), constant)
          .with(dnnl.DNNL_ARG_DST, to.layout(below), part)
          .add();
      Geometry back = g.withInputs(wide).withOutputs(narrow);
      Kernel kernel = kernels.forward(back, to.batch(), false, true, Activation.NONE);
      memory.desc layout = kernel.weights();
      Slot turned = to.reordered(name, to.slot(of.weights), Layouts.turnedWeights(back), layout);
      to.program()
          .call(name, kernel)
          .with(dnnl.DNNL_ARG_SRC, to.layout(above), to.slot(above))
          .with(dnnl.DNNL_ARG_WEIGHTS, layout, turned)
          .with(ConvolutionKernels.ADDEND, to.layout(below), part)
          .with(dnnl.DNNL_ARG_DST, to.layout(below), to.slot(below))
          .add();
    }
  }
}
