package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.neuronbench.engine.ParameterLayout.BatchNorm;
import org.neuronbench.engine.onednn.Arena.Slot;
import org.neuronbench.engine.onednn.Node.Convolution;

/** Batch norm, its gradients, and its statistics. */
final class NormOps {

  private NormOps() {}

  /** What a normalisation found out about the batch. */
  record Statistics(Value mean, Value variance, Value workspace) {
    static Statistics fresh() {
      return new Statistics(
          Value.of(Value.Part.ACTIVATION),
          Value.of(Value.Part.ACTIVATION),
          Value.of(Value.Part.ACTIVATION));
    }
  }

  /** Batch norm by the batch's statistics, with ReLU if wanted. */
  record Normalise(
      Convolution node,
      BatchNorm norm,
      Value input,
      Value output,
      Statistics statistics,
      boolean relu)
      implements Op {

    static Normalise of(Convolution node, BatchNorm norm, Value input, Value output) {
      return new Normalise(node, norm, input, output, Statistics.fresh(), false);
    }

    Normalise withRelu(Value to) {
      return new Normalise(node, norm, input, to, statistics, true);
    }

    @Override
    public List<Value> reads() {
      return List.of(input);
    }

    @Override
    public List<Value> writes() {
      return List.of(output, statistics.mean, statistics.variance, statistics.workspace);
    }

    private Kernel kernel(Emission to) {
      long[] dims = input.extent().dims(to.batch());
      return to.kernels()
          .batchNorms(input.precision())
          .forward(dims, node.settings().epsilon(), relu);
    }

    @Override
    public void emit(Emission to) {
      long channels = input.extent().channels();
      memory.desc vector = Layouts.vector(channels);
      Kernel kernel = kernel(to);
      memory.desc layout = kernel.argument(dnnl.DNNL_ARG_SRC);
      Slot source = to.reordered(norm.name(), to.slot(input), to.layout(input), layout);
      Slot target = to.place(output, layout);
      Program.Builder.Call call =
          to.program()
              .call(norm.name(), kernel)
              .with(dnnl.DNNL_ARG_SRC, layout, source)
              .with(dnnl.DNNL_ARG_MEAN, vector, to.floats(statistics.mean, channels))
              .with(dnnl.DNNL_ARG_VARIANCE, vector, to.floats(statistics.variance, channels))
              .with(dnnl.DNNL_ARG_SCALE, vector, to.parameters().at(norm.scale()))
              .with(dnnl.DNNL_ARG_SHIFT, vector, to.parameters().at(norm.shift()))
              .with(dnnl.DNNL_ARG_DST, layout, target);
      if (relu) {
        Slot slot = to.slot(statistics.workspace, kernel.workspace().get_size());
        call.with(dnnl.DNNL_ARG_WORKSPACE, kernel.workspace(), slot);
      }
      call.add();
      to.reorder(norm.name(), target, layout, to.slot(output), to.layout(output));
    }
  }

  /** Moves the running statistics; the variance takes the unbiased batch variance, as PyTorch's. */
  record MoveRunning(Convolution node, BatchNorm norm, Statistics statistics) implements Op.Effect {
    @Override
    public List<Value> reads() {
      return List.of(statistics.mean, statistics.variance);
    }

    @Override
    public void emit(Emission to) {
      Slot means = to.slot(statistics.mean);
      Slot variances = to.slot(statistics.variance);
      float count = (float) to.batch() * node.geometry().output().area();
      float unbiased = count > 1 ? count / (count - 1) : 1;
      float decay = node.settings().decay();
      FloatBuffer all = to.parameters().view();
      to.program()
          .java(
              "statistics",
              p -> {
                FloatBuffer mean = p.view(means);
                FloatBuffer variance = p.view(variances);
                for (int c = 0; c < norm.mean().length(); c++) {
                  int m = norm.mean().offset() + c;
                  int v = norm.variance().offset() + c;
                  all.put(m, decay * all.get(m) + (1 - decay) * mean.get(c));
                  all.put(v, decay * all.get(v) + (1 - decay) * unbiased * variance.get(c));
                }
              },
              means,
              variances);
    }
  }

  /** Batch norm by running statistics, apart from its convolution. */
  record NormaliseRunning(Convolution node, BatchNorm norm, Value input, Value output)
      implements Op {
    @Override
    public List<Value> reads() {
      return List.of(input);
    }

    @Override
    public List<Value> writes() {
      return List.of(output);
    }

    @Override
    public void emit(Emission to) {
      memory.desc vector = Layouts.vector(input.extent().channels());
      long[] dims = input.extent().dims(to.batch());
      to.program()
          .call(
              norm.name(),
              to.kernels().batchNorms(input.precision()).inference(dims, node.settings().epsilon()))
          .with(dnnl.DNNL_ARG_SRC, to.layout(input), to.slot(input))
          .with(dnnl.DNNL_ARG_MEAN, vector, to.parameters().at(norm.mean()))
          .with(dnnl.DNNL_ARG_VARIANCE, vector, to.parameters().at(norm.variance()))
          .with(dnnl.DNNL_ARG_SCALE, vector, to.parameters().at(norm.scale()))
          .with(dnnl.DNNL_ARG_SHIFT, vector, to.parameters().at(norm.shift()))
          .with(dnnl.DNNL_ARG_DST, to.layout(output), to.slot(output))
          .add();
    }
  }

  /** The gradients of a normalisation: of its input, scale and shift. */
  record NormaliseBack(Normalise of, Value above, Value below, Value scale, Value shift)
      implements Op {
    @Override
    public List<Value> reads() {
      Statistics s = of.statistics;
      return of.relu
          ? List.of(above, of.input, s.mean, s.variance, s.workspace)
          : List.of(above, of.input, s.mean, s.variance);
    }

    @Override
    public List<Value> writes() {
      return List.of(below, scale, shift);
    }

    @Override
    public List<Value> overwritable() {
      return List.of(above);
    }

    @Override
    public void emit(Emission to) {
      long channels = above.extent().channels();
      memory.desc vector = Layouts.vector(channels);
      long[] dims = above.extent().dims(to.batch());
      float epsilon = of.node.settings().epsilon();
      String name = of.norm.name();
      Kernel kernel = to.kernels().batchNorms(above.precision()).backward(dims, epsilon, of.relu);
      memory.desc layout = kernel.argument(dnnl.DNNL_ARG_SRC);
      Slot source = to.reordered(name, to.slot(of.input), to.layout(of.input), layout);
      Slot error = to.reordered(name, to.slot(above), to.layout(above), layout);
      Slot target = to.place(below, layout);
      Program.Builder.Call call =
          to.program()
              .call(name, kernel)
              .with(dnnl.DNNL_ARG_SRC, layout, source)
              .with(dnnl.DNNL_ARG_MEAN, vector, to.slot(of.statistics.mean))
              .with(dnnl.DNNL_ARG_VARIANCE, vector, to.slot(of.statistics.variance))
              .with(dnnl.DNNL_ARG_DIFF_DST, layout, error)
              .with(dnnl.DNNL_ARG_SCALE, vector, to.parameters().at(of.norm.scale()))
              .with(dnnl.DNNL_ARG_DIFF_SRC, layout, target)
              .with(dnnl.DNNL_ARG_DIFF_SCALE, vector, to.floats(scale, channels))
              .with(dnnl.DNNL_ARG_DIFF_SHIFT, vector, to.floats(shift, channels));
      if (of.relu) {
        memory.desc workspace = of.kernel(to).workspace();
        call.with(dnnl.DNNL_ARG_WORKSPACE, workspace, to.slot(of.statistics.workspace));
      }
      call.add();
      to.reorder(name, target, layout, to.slot(below), to.layout(below));
    }
  }
}
