package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.engine.OutputMaps;
import org.neuronbench.engine.onednn.Emission.Emitted;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Unit;

/** A forward pass with running statistics, compiled for a number of images. */
record ForwardProgram(Program program, Arena.Slot input, Arena.Slot output)
    implements AutoCloseable {

  private static ForwardProgram of(
      Graph graph, Value output, int images, NativeParameters parameters, Kernels kernels) {
    graph.add(new MapOps.Keep(output));
    int convolutions = graph.network().convolutions().size();
    StepShape shape =
        new StepShape(
            images,
            BatchNormMode.FROZEN,
            graph.precision(),
            Unit.OUTPUT_CHANNEL,
            Collections.nCopies(convolutions, StepShape.Width.NONE),
            Collections.nCopies(convolutions, 0),
            false);
    Fusion.fuse(graph, shape, true);
    Emitted emitted = Emission.emit(graph.dropUnused(), shape, parameters, kernels);
    return new ForwardProgram(
        emitted.program(), emitted.slot(graph.images()), emitted.slot(output));
  }

  /** Compiles an evaluation, of which the logits are read. */
  static ForwardProgram evaluation(
      LoweredNetwork network,
      int images,
      Precision precision,
      NativeParameters parameters,
      Kernels kernels) {
    Graph graph = Graph.forward(network, BatchNormMode.FROZEN, precision, (g, node, output) -> {});
    return of(graph, graph.logits(), images, parameters, kernels);
  }

  /** Compiles a pass of which what the classifier reads is read. */
  static ForwardProgram features(
      LoweredNetwork network,
      int images,
      Precision precision,
      NativeParameters parameters,
      Kernels kernels) {
    Graph graph = Graph.forward(network, BatchNormMode.FROZEN, precision, (g, node, output) -> {});
    return of(graph, graph.features(), images, parameters, kernels);
  }

  /**
   * Compiles a pass that hands every raw convolution output over; only one layer's output lives at
   * a time beside what is kept for the next comparison. Always float32.
   */
  static ForwardProgram observation(
      LoweredNetwork network,
      int images,
      NativeParameters parameters,
      Kernels kernels,
      OutputMaps maps) {
    Comparison comparison = new Comparison(images, maps);
    Graph graph =
        Graph.forward(
            network,
            BatchNormMode.FROZEN,
            Precision.FLOAT32,
            (g, node, output) ->
                g.add(
                    new MapOps.Tap(
                        List.of(output),
                        (p, slots) ->
                            comparison.compare(node.weights().layer(), p.view(slots.get(0))))));
    return of(graph, graph.logits(), images, parameters, kernels);
  }

  private static final class Comparison {
    private final int images;
    private final OutputMaps maps;
    private float[] map = new float[0];

    Comparison(int images, OutputMaps maps) {
      this.images = images;
      this.maps = maps;
    }

    void compare(ConvolutionLayer layer, FloatBuffer outputs) {
      int length = layer.outputChannels() * layer.outputArea();
      if (map.length < length) {
        map = new float[length];
      }
      for (int i = 0; i < images; i++) {
        outputs.get(i * length, map, 0, length);
        maps.acceptChannelsLast(layer, i, map);
      }
    }
  }

  FloatBuffer logits() {
    return program.view(output);
  }

  @Override
  public void close() {
    program.close();
  }
}
