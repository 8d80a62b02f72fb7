package org.neuronbench.spi;

import java.util.BitSet;
import java.util.List;

/**
 * A selection that grows neuron by neuron within a budget, and what it has cost so far. Not
 * thread-safe.
 */
public final class Tally {

  private static final long INT8_BIAS = 4;
  private static final long FLOAT = 4;
  private static final long BFLOAT = 2;

  private final CostModel model;
  private final Network network;
  private final long limit;
  private final BitSet chosen = new BitSet();
  private final BitSet groups = new BitSet();
  private final BitSet opened = new BitSet();
  private final BitSet awake = new BitSet();
  private final long[] ofNeuron;
  private final long[] ofGroup;
  private final long[] whenAwake;
  private final BitSet[] wakes;
  private final int[] firstGroup;
  private long used;

  Tally(CostModel model, Network network, long limit) {
    this.model = model;
    this.network = network;
    this.limit = limit;
    int layers = network.layers().size();
    ofNeuron = new long[layers];
    ofGroup = new long[layers];
    whenAwake = new long[layers];
    wakes = new BitSet[layers];
    firstGroup = new int[layers + 1];
    for (ConvolutionLayer layer : network.layers()) {
      int i = layer.index();
      firstGroup[i + 1] = firstGroup[i] + layer.groups();
      price(layer);
    }
    paths();
    if (model.kind() == CostModel.Kind.SU_INT8) {
      used = network.layers().get(layers - 1).outputChannels();
      if (model.biases() >= 0) {
        wake(lastLayers(layers - model.biases()));
      }
    }
  }

  private void price(ConvolutionLayer layer) {
    int i = layer.index();
    CostModel.Kind kind = model.kind();
    boolean wholeMaps =
        network.unit() == Unit.OUTPUT_CHANNEL
            || kind == CostModel.Kind.OUTPUT_CHANNEL_FP32
            || kind == CostModel.Kind.OUTPUT_CHANNEL_BF16;
    long weights =
        model.depthwiseAsReleased() && layer.depthwise() ? 1 : layer.parametersPerNeuron();
    long map = layer.inputArea();
    long group = (long) layer.inputChannels() / layer.groups() * map;
    switch (kind) {
      case WEIGHTS -> ofNeuron[i] = weights;
      case INPUT_CHANNEL_FP32, OUTPUT_CHANNEL_FP32 -> keeping(i, wholeMaps, weights, FLOAT);
      case INPUT_CHANNEL_BF16, OUTPUT_CHANNEL_BF16 -> keeping(i, wholeMaps, weights, BFLOAT);
      case SU_INT8 -> {
        ofNeuron[i] = layer.weightsPerNeuron() + (wholeMaps ? 0 : map);
        ofGroup[i] = wholeMaps ? group : 0;
        long values = (long) layer.outputChannels() * layer.outputArea();
        whenAwake[i] = INT8_BIAS * layer.outputChannels() + (values + Byte.SIZE - 1) / Byte.SIZE;
      }
      case MACS -> {
        ofNeuron[i] = layer.macsPerNeuron();
        whenAwake[i] = layer.macs();
      }
    }
  }

  /** Weights of 32 bits, and what they read in so many bytes a value. */
  private void keeping(int index, boolean wholeMaps, long weights, long bytes) {
    ConvolutionLayer layer = network.layers().get(index);
    long map = bytes * layer.inputArea();
    ofNeuron[index] = FLOAT * weights + (wholeMaps ? 0 : map);
    ofGroup[index] = wholeMaps ? layer.inputChannels() / layer.groups() * map : 0;
  }

  /** What opening a layer wakes: its biases and those behind it, or input gradients down to it. */
  private void paths() {
    List<ConvolutionLayer> layers = network.layers();
    for (int i = layers.size() - 1; i >= 0; i--) {
      wakes[i] = new BitSet();
      if (model.kind() == CostModel.Kind.SU_INT8 && model.biases() < 0) {
        wakes[i] = lastLayers(i);
      }
    }
    if (model.kind() == CostModel.Kind.MACS) {
      BitSet[] below = new BitSet[layers.size()];
      for (ConvolutionLayer layer : layers) { // its input gradient is needed for all before it
        BitSet all = new BitSet();
        for (int before : layer.place().before()) {
          all.or(below[before]);
          all.set(before);
        }
        all.stream().forEach(i -> wakes[i].set(layer.index()));
        below[layer.index()] = all;
      }
    }
  }

  private BitSet lastLayers(int from) {
    BitSet last = new BitSet();
    last.set(Math.max(0, from), network.layers().size());
    return last;
  }

  private void wake(BitSet layers) {
    layers.stream().filter(i -> !awake.get(i)).forEach(i -> used += whenAwake[i]);
    awake.or(layers);
  }

  private int group(ConvolutionLayer layer, int neuron) {
    return firstGroup[layer.index()] + (neuron - layer.firstNeuron()) / layer.neuronsPerGroup();
  }

  /**
   * Returns what adding a neuron now would cost.
   *
   * @param neuron a global index
   * @return 0 if it was added already
   * @throws IndexOutOfBoundsException if there is no such neuron
   */
  public long costOf(int neuron) {
    ConvolutionLayer layer = network.layerOf(neuron);
    if (chosen.get(neuron)) {
      return 0;
    }
    int i = layer.index();
    long cost = ofNeuron[i];
    if (ofGroup[i] > 0 && !groups.get(group(layer, neuron))) {
      cost += ofGroup[i];
    }
    if (!opened.get(i)) {
      for (int w = wakes[i].nextSetBit(0); w >= 0; w = wakes[i].nextSetBit(w + 1)) {
        cost += awake.get(w) ? 0 : whenAwake[w];
      }
    }
    return cost;
  }

  /** Prices a whole selection layer by layer, which is faster than neuron by neuron. */
  long costOf(Selection selection) {
    long cost = used;
    BitSet woken = (BitSet) awake.clone();
    for (ConvolutionLayer layer : network.layers()) {
      int i = layer.index();
      int count = selection.sizeIn(layer);
      if (count > 0) {
        long touched =
            layer.neuronsPerGroup() == 1 || ofGroup[i] == 0
                ? count
                : selection.neuronsIn(layer).map(n -> group(layer, n)).distinct().count();
        cost += count * ofNeuron[i] + touched * ofGroup[i];
        woken.or(wakes[i]);
      }
    }
    woken.andNot(awake);
    return cost + woken.stream().mapToLong(w -> whenAwake[w]).sum();
  }

  /**
   * Adds a neuron if the budget allows it.
   *
   * @param neuron a global index
   * @return whether it is part of the selection now; {@code true} if it was before
   * @throws IndexOutOfBoundsException if there is no such neuron
   */
  public boolean tryAdd(int neuron) {
    if (chosen.get(neuron)) {
      return true;
    }
    long cost = costOf(neuron);
    if (cost > limit - used) {
      return false;
    }
    ConvolutionLayer layer = network.layerOf(neuron);
    int i = layer.index();
    used += cost;
    chosen.set(neuron);
    if (ofGroup[i] > 0) {
      groups.set(group(layer, neuron));
    }
    opened.set(i);
    awake.or(wakes[i]);
    return true;
  }

  /**
   * Returns what was spent.
   *
   * @return the cost of the selection
   */
  public long used() {
    return used;
  }

  /**
   * Returns what is left of the budget.
   *
   * @return the bound less what was spent; negative if even nothing costs more than the bound
   */
  public long left() {
    return limit - used;
  }

  /**
   * Returns the neurons added so far.
   *
   * @return a selection
   */
  public Selection selection() {
    return Selection.of(network, chosen);
  }
}
