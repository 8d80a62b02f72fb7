package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;
import org.neuronbench.engine.ParameterLayout.Weights;
import org.neuronbench.engine.onednn.Arena.Slot;
import org.neuronbench.engine.onednn.Node.Convolution;

/** Operations on error maps, between a convolution's output and its two gradients. */
final class ErrorOps {

  private ErrorOps() {}

  /**
   * Picks the channels of an error map that travel on. The error at the convolution's own output is
   * what it puts out after batch norm times that channel's factor, if batch norm is folded into it.
   */
  record Pick(Convolution node, boolean folded, Value above, Value picked) implements Op {
    @Override
    public List<Value> reads() {
      return List.of(above);
    }

    @Override
    public List<Value> writes() {
      return List.of(picked);
    }

    @Override
    public void emit(Emission to) {
      Geometry g = node.geometry();
      int channels = g.outputChannels();
      int pixels = to.batch() * g.output().area();
      int bytes = above.precision().bytes();
      int kept = picked.extent().channels();
      Slot from = to.slot(above);
      Slot into = to.slot(picked);
      ChannelNorms norms = new ChannelNorms(channels, pixels, to.threads());
      ChannelGather gather = new ChannelGather(channels, to.threads(), pixels);
      Emission.Bound bound = to.bound();
      int batch = to.batch();
      to.program()
          .java(
              "choice of errors",
              p ->
                  bound.travel(
                      node,
                      batch,
                      scaled(
                          norms.of(p.numbers(from, bytes)), to.parameters().factors(node, folded)),
                      weightNorms(to.parameters().view(), node.weights(), to.threads())),
              from);
      to.program()
          .java(
              "gather",
              p ->
                  gather.gather(
                      p.numbers(from, bytes), p.numbers(into, bytes), bound.travelling(node), kept),
              from,
              into);
    }

    private static double[] scaled(double[] norms, float[] factors) {
      for (int c = 0; c < norms.length; c++) {
        norms[c] *= Math.abs(factors[c]);
      }
      return norms;
    }

    private static double[] weightNorms(FloatBuffer all, Weights weights, int threads) {
      double[] norms = new double[weights.layer().outputChannels()];
      Ranges.each(
          threads,
          norms.length,
          (long) norms.length * weights.rowLength(),
          (thread, first, last) -> {
            float[] row = new float[weights.rowLength()];
            for (int c = first; c < last; c++) {
              all.get(weights.index(c, 0), row);
              norms[c] = ChannelNorms.sum(row);
            }
          });
      return norms;
    }
  }

  /** The gradient of a convolution's input from the channels that travel on. */
  record PickedBack(Convolution node, boolean folded, Value picked, Value below) implements Op {
    @Override
    public List<Value> reads() {
      return List.of(picked);
    }

    @Override
    public List<Value> writes() {
      return List.of(below);
    }

    @Override
    public void emit(Emission to) {
      int kept = picked.extent().channels();
      Geometry problem = node.geometry().withOutputs(kept);
      Kernel kernel =
          to.kernels().convolutions(picked.precision()).backwardData(problem, to.batch());
      memory.desc plain = Layouts.plainWeights(problem);
      memory.desc wanted = kernel.weights();
      int length = node.weights().rowLength();
      FloatPointer rows = to.program().own((long) kept * length);
      FloatBuffer into = rows.asBuffer();
      Emission.Bound bound = to.bound();
      to.program()
          .java(
              "weight copies",
              p ->
                  rows(
                      to.parameters().view(),
                      node.weights(),
                      bound.travelling(node),
                      to.parameters().factors(node, folded),
                      into));
      Slot laidOut = to.program().bytes(wanted.get_size(), Value.Part.WORKSPACE);
      to.program()
          .call(node.name(), to.kernels().reorder("weights", Reordering.AS_THEY_ARE, plain, wanted))
          .with(dnnl.DNNL_ARG_FROM, plain, rows)
          .with(dnnl.DNNL_ARG_TO, wanted, laidOut)
          .add();
      to.program()
          .call(node.name(), kernel)
          .with(
              dnnl.DNNL_ARG_DIFF_DST,
              Layouts.channelsLast(picked.precision(), problem.output(to.batch())),
              to.slot(picked))
          .with(dnnl.DNNL_ARG_WEIGHTS, wanted, laidOut)
          .with(dnnl.DNNL_ARG_DIFF_SRC, to.layout(below), to.slot(below))
          .add();
    }

    private static void rows(
        FloatBuffer all, Weights weights, int[] chosen, float[] factors, FloatBuffer into) {
      float[] row = new float[weights.rowLength()];
      for (int r = 0; r < chosen.length; r++) {
        all.get(weights.index(chosen[r], 0), row);
        float factor = factors[chosen[r]];
        for (int k = 0; k < row.length; k++) {
          row[k] *= factor;
        }
        into.put(r * row.length, row);
      }
    }
  }

  /** The whole map again, with zeros where channels do not travel on. */
  record Widen(Convolution node, Value picked, Value widened) implements Op {
    @Override
    public List<Value> reads() {
      return List.of(picked);
    }

    @Override
    public List<Value> writes() {
      return List.of(widened);
    }

    @Override
    public void emit(Emission to) {
      int pixels = to.batch() * node.geometry().output().area();
      int bytes = picked.precision().bytes();
      Slot from = to.slot(picked);
      Slot into = to.slot(widened);
      int channels = node.geometry().outputChannels();
      ChannelGather gather = new ChannelGather(channels, to.threads(), pixels);
      Emission.Bound bound = to.bound();
      to.program()
          .java(
              "errors",
              p ->
                  gather.spread(
                      p.numbers(from, bytes), p.numbers(into, bytes), bound.travelling(node)),
              from,
              into);
    }
  }

  /** Changes an error map element by element. */
  record Transform(Convolution node, boolean folded, Value above, Value changed) implements Op {
    @Override
    public List<Value> reads() {
      return List.of(above);
    }

    @Override
    public List<Value> writes() {
      return List.of(changed);
    }

    @Override
    public void emit(Emission to) {
      Slot from = to.slot(above);
      Slot into = to.slot(changed);
      int batch = to.batch();
      float[] errors = new float[Math.toIntExact(above.extent().values(batch))];
      Emission.Bound bound = to.bound();
      to.program()
          .java(
              "errors",
              p -> {
                p.view(from).get(0, errors);
                float[] factors = to.parameters().factors(node, folded);
                scale(errors, factors, false);
                bound.errors().transform(node.weights().layer(), batch, errors);
                scale(errors, factors, true);
                p.view(into).put(0, errors);
              },
              from,
              into);
    }

    /** A channel that batch norm sets to zero passes no error on, whatever it is changed to. */
    private void scale(float[] errors, float[] factors, boolean back) {
      if (!folded) {
        return;
      }
      for (int i = 0; i < errors.length; i++) {
        float factor = factors[i % factors.length];
        errors[i] = !back ? errors[i] * factor : factor == 0 ? 0 : errors[i] / factor;
      }
    }
  }
}
