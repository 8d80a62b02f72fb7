package org.neuronbench.engine.onednn;

import java.util.List;

/** The gradient of losses of the features by what the network reads; changes no parameter. */
final class PixelGradient implements Differentiation.Taps, AutoCloseable {

  private final StepProgram program;
  private final float[] values;

  /** Compiles it for a shape that updates no convolution. */
  PixelGradient(
      StepShape shape, LoweredNetwork network, NativeParameters parameters, Kernels kernels) {
    values = new float[(int) network.extent(0).values(shape.batch())];
    program = StepProgram.ofFeatures(shape, network, parameters, kernels, this);
  }

  @Override
  public void images(Graph graph, Value gradient) {
    graph.add(new MapOps.Tap(List.of(gradient), (p, slots) -> p.view(slots.get(0)).get(0, values)));
  }

  StepProgram program() {
    return program;
  }

  /** Returns the gradient of the mean of the last losses, channels last; not a copy. */
  float[] values() {
    return values;
  }

  @Override
  public void close() {
    program.close();
  }
}
