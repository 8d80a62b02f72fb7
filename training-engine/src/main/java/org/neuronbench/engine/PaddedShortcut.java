package org.neuronbench.engine;

import java.util.Objects;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A shortcut without parameters (He et al., CVPR 2016, option A): takes every second pixel, and
 * puts channels of zeros before and behind those there are, as many on either side.
 */
public final class PaddedShortcut extends GraphVertex {

  /** Step between the pixels taken. */
  public static final int STRIDE = 2;

  private static final long serialVersionUID = 1L;

  private final int added;

  /**
   * Creates the vertex.
   *
   * @param added channels of zeros, even
   */
  public PaddedShortcut(int added) {
    if (added <= 0 || added % 2 != 0) {
      throw new IllegalArgumentException("added must be even and positive, not " + added);
    }
    this.added = added;
  }

  /** Returns the channels of zeros before the first that is there. */
  public int before() {
    return added / 2;
  }

  @Override
  public PaddedShortcut clone() {
    return new PaddedShortcut(added);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PaddedShortcut that && that.added == added;
  }

  @Override
  public int hashCode() {
    return Objects.hash(added);
  }

  @Override
  public long numParams(boolean backprop) {
    return 0;
  }

  @Override
  public int minVertexInputs() {
    return 1;
  }

  @Override
  public int maxVertexInputs() {
    return 1;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    return new PaddedShortcutVertex(graph, name, index, type, added);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... inputs) {
    if (!(inputs[0] instanceof InputTypeConvolutional map)) {
      throw new InvalidInputTypeException("A padded shortcut takes a map, not " + inputs[0]);
    }
    return InputType.convolutional(
        taken(map.getHeight()), taken(map.getWidth()), map.getChannels() + added);
  }

  static long taken(long pixels) {
    return (pixels + STRIDE - 1) / STRIDE;
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    return new LayerMemoryReport.Builder(
            null, PaddedShortcut.class, inputs[0], getOutputType(-1, inputs))
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(0, 0)
        .build();
  }
}
