package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.jspecify.annotations.Nullable;
import org.neuronbench.engine.ParameterLayout.Range;
import org.neuronbench.engine.onednn.Arena.Slot;
import org.neuronbench.spi.method.Targets;

/** Fully connected layers, the loss, and the update of what is trained whole. */
final class HeadOps {

  private HeadOps() {}

  /** A fully connected layer with its activation. */
  record Multiply(Node.Dense node, Value input, Value output) implements Op {
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
      Program.Builder.Call call =
          to.program()
              .call(node.name(), to.kernels().linears().forward(node, to.batch()))
              .with(dnnl.DNNL_ARG_SRC, LinearKernels.features(node, to.batch()), to.slot(input))
              .with(dnnl.DNNL_ARG_WEIGHTS, LinearKernels.weights(node), weights(to, node))
              .with(dnnl.DNNL_ARG_DST, LinearKernels.outputs(node, to.batch()), to.slot(output));
      Range biases = node.parameters().biases();
      if (biases != null) {
        call.with(dnnl.DNNL_ARG_BIAS, Layouts.vector(node.outputs()), to.parameters().at(biases));
      }
      call.add();
    }
  }

  private static org.bytedeco.javacpp.Pointer weights(Emission to, Node.Dense node) {
    return to.parameters().at(node.parameters().weights());
  }

  /** The gradient of a fully connected layer's input. */
  record MultiplyBack(Node.Dense node, Value above, Value below) implements Op {
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
      to.program()
          .call(node.name(), to.kernels().linears().backwardData(node, to.batch()))
          .with(dnnl.DNNL_ARG_DIFF_DST, LinearKernels.outputs(node, to.batch()), to.slot(above))
          .with(dnnl.DNNL_ARG_WEIGHTS, LinearKernels.weights(node), weights(to, node))
          .with(dnnl.DNNL_ARG_DIFF_SRC, LinearKernels.features(node, to.batch()), to.slot(below))
          .add();
    }
  }

  /** The gradients of a fully connected layer's weights and biases. */
  record MultiplyWeights(Node.Dense node, Value input, Value above, Value weights, Value biases)
      implements Op {
    @Override
    public List<Value> reads() {
      return List.of(input, above);
    }

    @Override
    public List<Value> writes() {
      return List.of(weights, biases);
    }

    @Override
    public void emit(Emission to) {
      Program.Builder.Call call =
          to.program()
              .call(node.name(), to.kernels().linears().backwardWeights(node, to.batch()))
              .with(dnnl.DNNL_ARG_SRC, LinearKernels.features(node, to.batch()), to.slot(input))
              .with(dnnl.DNNL_ARG_DIFF_DST, LinearKernels.outputs(node, to.batch()), to.slot(above))
              .with(
                  dnnl.DNNL_ARG_DIFF_WEIGHTS,
                  LinearKernels.weights(node),
                  to.floats(weights, node.parameters().weights().length()));
      if (node.parameters().biases() != null) {
        call.with(
            dnnl.DNNL_ARG_DIFF_BIAS,
            Layouts.vector(node.outputs()),
            to.floats(biases, node.outputs()));
      }
      call.add();
    }
  }

  /** Softmax cross-entropy: adds up the loss, and writes its gradient. */
  record Loss(SoftmaxCrossEntropy loss, Value logits, Value gradient) implements Op {
    @Override
    public List<Value> reads() {
      return List.of(logits);
    }

    @Override
    public List<Value> writes() {
      return List.of(gradient);
    }

    @Override
    public boolean acts() {
      return true;
    }

    @Override
    public void emit(Emission to) {
      Slot from = to.slot(logits);
      Slot into = to.slot(gradient);
      int batch = to.batch();
      Emission.Bound bound = to.bound();
      to.program().beginBackward();
      to.program()
          .java(
              "loss",
              p -> evaluate(p.view(from), bound.labels(), batch, bound.aim(), p.view(into)),
              from,
              into);
    }

    private void evaluate(
        FloatBuffer outputs,
        int[] labels,
        int batch,
        Emission.@Nullable Aim aim,
        FloatBuffer gradient) {
      Targets targets = aim == null ? null : aim.towards(loss.rows(outputs, batch));
      if (targets == null) {
        loss.evaluate(outputs, labels, batch, gradient);
      } else {
        loss.evaluate(outputs, labels, batch, targets, gradient);
      }
    }
  }

  /** Makes the step of parameters that are trained whole. */
  record UpdateRange(@Nullable Range range, Value gradient) implements Op.Effect {
    @Override
    public List<Value> reads() {
      return List.of(gradient);
    }

    @Override
    public boolean acts() {
      return range != null;
    }

    @Override
    public void emit(Emission to) {
      Range trained = range;
      if (trained != null) {
        Slot slot = to.slot(gradient);
        Emission.Bound bound = to.bound();
        to.program().java("update", p -> bound.update().range(trained, p.view(slot)), slot);
      }
    }
  }
}
