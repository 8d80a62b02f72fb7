package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.engine.onednn.Arena.Slot;
import org.neuronbench.engine.onednn.Node.Convolution;
import org.neuronbench.engine.onednn.StepShape.Width;
import org.neuronbench.spi.Unit;

/** Convolutions, their gradients, and the update of their weights. */
final class ConvolutionOps {

  private ConvolutionOps() {}

  /**
   * A convolution. With {@code folded}, batch norm by running statistics is in its weights; the
   * addend is added before the activation.
   */
  record Convolve(
      Convolution node,
      Value input,
      Value output,
      boolean folded,
      Optional<Value> addend,
      Activation activation)
      implements Op {

    static Convolve raw(Convolution node, Value input, Value output) {
      return new Convolve(node, input, output, false, Optional.empty(), Activation.NONE);
    }

    Convolve folded(Value to) {
      return new Convolve(node, input, to, true, addend, activation);
    }

    Convolve activated(Activation with, Value to) {
      return new Convolve(node, input, to, folded, addend, with);
    }

    Convolve adding(Value other, Value to) {
      return new Convolve(node, input, to, folded, Optional.of(other), activation);
    }

    @Override
    public List<Value> reads() {
      return addend.map(other -> List.of(input, other)).orElse(List.of(input));
    }

    @Override
    public List<Value> writes() {
      return List.of(output);
    }

    @Override
    public void emit(Emission to) {
      boolean bias = folded || node.hasBias();
      Kernel kernel =
          to.kernels()
              .convolutions(output.precision())
              .forward(node.geometry(), to.batch(), bias, addend.isPresent(), activation);
      NativeParameters.Copy weights = to.parameters().copy(node, folded, kernel.weights());
      to.program().java("weight copies", p -> weights.refresh());
      Program.Builder.Call call =
          to.program()
              .call(node.name(), kernel)
              .with(dnnl.DNNL_ARG_SRC, to.layout(input), to.slot(input))
              .with(dnnl.DNNL_ARG_WEIGHTS, weights.layout(), weights.pointer())
              .with(dnnl.DNNL_ARG_DST, to.layout(output), to.slot(output));
      if (bias) {
        Pointer biases = folded ? weights.bias() : to.parameters().at(node.biases());
        call.with(dnnl.DNNL_ARG_BIAS, Layouts.vector(node.geometry().outputChannels()), biases);
      }
      addend.ifPresent(
          other -> call.with(ConvolutionKernels.ADDEND, to.layout(other), to.slot(other)));
      call.add();
    }
  }

  /** The gradient of a convolution's input. */
  record ConvolveBack(Convolution node, boolean folded, Value above, Value below) implements Op {
    @Override
    public List<Value> reads() {
      return List.of(above);
    }

    @Override
    public List<Value> writes() {
      return List.of(below);
    }

    @Override
    public void emit(Emission to) {
      Kernel kernel =
          to.kernels().convolutions(above.precision()).backwardData(node.geometry(), to.batch());
      NativeParameters.Copy weights = to.parameters().copy(node, folded, kernel.weights());
      to.program().java("weight copies", p -> weights.refresh());
      to.program()
          .call(node.name(), kernel)
          .with(dnnl.DNNL_ARG_DIFF_DST, to.layout(above), to.slot(above))
          .with(dnnl.DNNL_ARG_WEIGHTS, weights.layout(), weights.pointer())
          .with(dnnl.DNNL_ARG_DIFF_SRC, to.layout(below), to.slot(below))
          .add();
    }
  }

  /**
   * The gradient of a convolution's weights, of so many channels: rows in kernel order, and biases
   * where rows have any.
   */
  record WeightGradient(
      Convolution node, Width width, Value input, Value above, Value rows, Value biases)
      implements Op {

    WeightGradient reading(Value kept) {
      return new WeightGradient(node, width, kept, above, rows, biases);
    }

    /** Whether only chosen channels of the input are read. */
    boolean readsChosenInputs(Unit unit) {
      return width.compact() && (unit == Unit.INPUT_CHANNEL || node.geometry().depthwise());
    }

    private boolean readsChosenOutputs(Unit unit) {
      return width.compact() && (unit == Unit.OUTPUT_CHANNEL || node.geometry().depthwise());
    }

    @Override
    public List<Value> reads() {
      return List.of(input, above);
    }

    @Override
    public List<Value> writes() {
      return List.of(rows, biases);
    }

    @Override
    public void emit(Emission to) {
      Unit unit = to.shape().unit();
      Geometry problem = problem(node, width, unit);
      Precision precision = above.precision();
      boolean bias = biased(to, node);
      Slot source = readsChosenInputs(unit) ? to.widened(input, width) : to.slot(input);
      Slot error = readsChosenOutputs(unit) ? gathered(to) : to.slot(above);
      if (!bias && Unfolding.pays(problem)) {
        unfolded(to, problem, source, error);
        return;
      }
      Kernel kernel =
          to.kernels().convolutions(precision).backwardWeights(problem, to.batch(), bias);
      memory.desc layout = kernel.diffWeights();
      Program.Builder.Call call =
          to.program()
              .call(node.name(), kernel)
              .with(
                  dnnl.DNNL_ARG_SRC,
                  Layouts.channelsLast(precision, problem.input(to.batch())),
                  source)
              .with(
                  dnnl.DNNL_ARG_DIFF_DST,
                  Layouts.channelsLast(precision, problem.output(to.batch())),
                  error)
              .with(dnnl.DNNL_ARG_DIFF_WEIGHTS, layout, to.laidOut(rows, layout));
      if (bias) {
        long outputs = problem.outputChannels();
        Slot slot = to.slot(biases, outputs * Float.BYTES);
        call.with(dnnl.DNNL_ARG_DIFF_BIAS, Layouts.vector(outputs), slot);
      }
      call.add();
    }

    private void unfolded(Emission to, Geometry problem, Slot source, Slot error) {
      Precision precision = above.precision();
      Unfolding unfolding = new Unfolding(problem, to.batch(), to.threads());
      long values = (long) unfolding.rows() * unfolding.rowLength();
      Slot windows = to.program().bytes(values * precision.bytes(), Value.Part.WORKSPACE);
      to.program()
          .java(
              "windows",
              p -> unfolding.unfold(p.bytes(source), p.bytes(windows), precision),
              source,
              windows);
      Kernel kernel = to.kernels().linears().productOfRows(unfolding, precision);
      to.program()
          .call(node.name(), kernel)
          .with(dnnl.DNNL_ARG_SRC, kernel.argument(dnnl.DNNL_ARG_SRC), error)
          .with(dnnl.DNNL_ARG_WEIGHTS, kernel.argument(dnnl.DNNL_ARG_WEIGHTS), windows)
          .with(
              dnnl.DNNL_ARG_DST,
              kernel.argument(dnnl.DNNL_ARG_DST),
              to.laidOut(rows, Layouts.windowWeights(problem)))
          .add();
    }

    /** Copies the chosen channels of the error map, followed by zeros. */
    private Slot gathered(Emission to) {
      if (width.travelling()) {
        return to.slot(above);
      }
      int pixels = to.batch() * node.geometry().output().area();
      ChannelGather gather = new ChannelGather(above.extent().channels(), to.threads(), pixels);
      Slot from = to.slot(above);
      int bytes = above.precision().bytes();
      Slot target =
          to.program().bytes((long) pixels * width.channels() * bytes, Value.Part.GRADIENT);
      Emission.Bound bound = to.bound();
      to.program()
          .java(
              "gather",
              p ->
                  gather.gather(
                      p.numbers(from, bytes),
                      p.numbers(target, bytes),
                      bound.places(node),
                      width.channels()),
              from,
              target);
      return target;
    }
  }

  /** The convolution of the channels computed. */
  private static Geometry problem(Convolution node, Width width, Unit unit) {
    if (!width.compact()) {
      return node.geometry();
    }
    return unit == Unit.INPUT_CHANNEL
        ? node.geometry().withInputs(width.channels())
        : node.geometry().withOutputs(width.channels());
  }

  /** Makes the step of all of a convolution's weights by a primitive: adds what it scales. */
  record UpdateAll(Convolution node, boolean folded, Value rows, Value biases)
      implements Op.Effect {
    @Override
    public List<Value> reads() {
      return List.of(rows, biases);
    }

    @Override
    public void emit(Emission to) {
      memory.desc layout = to.layout(rows);
      memory.desc weights = Layouts.plainWeights(node.geometry());
      Kernel kernel = to.kernels().reorder("step", Reordering.SCALED_AND_ADDED, layout, weights);
      FloatPointer scales = to.program().own(node.geometry().outputChannels());
      FloatBuffer scale = scales.asBuffer();
      Emission.Bound bound = to.bound();
      Slot ofBiases = biased(to, node) ? to.slot(biases) : null;
      Slot[] used = ofBiases == null ? new Slot[0] : new Slot[] {ofBiases};
      to.program()
          .java(
              "update",
              p -> {
                float[] factors = to.parameters().factors(node, folded);
                float rate = (float) bound.update().rate();
                for (int c = 0; c < factors.length; c++) {
                  scale.put(c, -rate * factors[c]);
                }
                if (ofBiases != null) {
                  bound.update().biases(node, factors, p.view(ofBiases));
                }
                to.parameters().changed(node);
              },
              used);
      to.program()
          .call(node.name(), kernel)
          .with(dnnl.DNNL_ARG_FROM, layout, to.slot(rows))
          .with(dnnl.DNNL_ARG_TO, weights, to.parameters().at(node.all()))
          .scaled(dnnl.DNNL_ARG_FROM, Layouts.vector(scale.capacity()), scales)
          .add();
    }
  }

  /** Whether the gradient of biases is computed beside that of rows. */
  private static boolean biased(Emission to, Convolution node) {
    return node.hasBias() && to.shape().unit() == Unit.OUTPUT_CHANNEL;
  }

  /** Makes the step of a convolution's chosen weights. */
  record Update(Convolution node, Width width, boolean folded, Value rows, Value biases)
      implements Op.Effect {
    @Override
    public List<Value> reads() {
      return List.of(rows, biases);
    }

    @Override
    public void emit(Emission to) {
      List<Slot> used = new ArrayList<>(List.of(plainRows(to)));
      boolean bias = biased(to, node);
      if (bias) {
        used.add(to.slot(biases));
      }
      Emission.Bound bound = to.bound();
      to.program()
          .java(
              "update",
              p -> {
                FloatBuffer ofBiases = bias ? p.view(used.get(1)) : FloatBuffer.allocate(0);
                bound
                    .update()
                    .neurons(
                        new NeuronGradient(
                            node,
                            bound.chosen(node),
                            width,
                            p.view(used.get(0)),
                            ofBiases,
                            to.parameters().factors(node, folded)));
                if (to.shape().travelling(node) > 0 && to.shape().unit() == Unit.OUTPUT_CHANNEL) {
                  bound.update().rest(node, bound.resting(node));
                }
              },
              used.toArray(Slot[]::new));
    }

    /** The gradient as rows in kernel order. */
    private Slot plainRows(Emission to) {
      Geometry problem = problem(node, width, to.shape().unit());
      return to.reordered(node.name(), to.slot(rows), to.layout(rows), Layouts.rowWeights(problem));
    }
  }
}
