package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import org.neuronbench.engine.OutputMaps;
import org.neuronbench.engine.onednn.Arena.Slot;
import org.neuronbench.spi.ConvolutionLayer;

/**
 * Passes the velocity images through the network in evaluation mode and hands every raw convolution
 * output over; only one layer's output lives at a time beside what is kept for the next comparison.
 */
final class ObservationProgram {

  private final LoweredNetwork network;
  private final int images;
  private final OutputMaps maps;
  private final Program.Builder program;
  private final NetworkProgram forward;
  private float[] map = new float[0];

  ObservationProgram(
      LoweredNetwork network,
      int images,
      NativeParameters parameters,
      Kernels kernels,
      OutputMaps maps) {
    this.network = network;
    this.images = images;
    this.maps = maps;
    this.program = new Program.Builder(kernels);
    this.forward = new NetworkProgram(network, images, parameters, program);
  }

  Slot input() {
    return forward.value(0);
  }

  Program build() {
    for (Node node : network.nodes()) {
      if (node instanceof Node.Convolution convolution) {
        Slot convolved = forward.convolve(convolution);
        forward.ownActivation(convolution, convolved);
        program.java(p -> compare(convolution.weights().layer(), p.view(convolved)), convolved);
        forward.runningStatisticsTail(convolution, convolved);
      } else if (node != network.head()) {
        forward.other(node);
      }
    }
    return program.build();
  }

  private void compare(ConvolutionLayer layer, FloatBuffer outputs) {
    int length = layer.neurons() * layer.outputHeight() * layer.outputWidth();
    if (map.length < length) {
      map = new float[length];
    }
    for (int i = 0; i < images; i++) {
      outputs.get(i * length, map, 0, length);
      maps.acceptChannelsLast(layer, i, map);
    }
  }
}
