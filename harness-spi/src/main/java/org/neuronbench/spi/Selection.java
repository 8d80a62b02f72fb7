package org.neuronbench.spi;

import java.util.BitSet;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/** The neurons of a network to update until the next selection. Immutable. */
public final class Selection {

  private final Network network;
  private final BitSet neurons;
  private final long cost;

  private Selection(Network network, BitSet neurons) {
    this.network = network;
    this.neurons = neurons;
    this.cost = neurons.stream().mapToLong(network::cost).sum();
  }

  /**
   * Selects these neurons; one named twice counts once.
   *
   * @param network the network
   * @param neurons global indices
   * @return the selection
   * @throws IndexOutOfBoundsException if a neuron does not exist
   */
  public static Selection of(Network network, int... neurons) {
    BitSet set = new BitSet(network.neurons());
    for (int neuron : neurons) {
      network.cost(neuron);
      set.set(neuron);
    }
    return new Selection(network, set);
  }

  /**
   * Selects the neurons of a bit set.
   *
   * @param network the network
   * @param neurons a set bit for each selected neuron; copied
   * @return the selection
   * @throws IndexOutOfBoundsException if a neuron does not exist
   */
  public static Selection of(Network network, BitSet neurons) {
    Objects.requireNonNull(network, "network");
    BitSet own = BitSet.valueOf(neurons.toLongArray()); // a subclass could clone itself otherwise
    if (own.length() > network.neurons()) {
      network.cost(own.length() - 1);
    }
    return new Selection(network, own);
  }

  /**
   * Selects nothing: only what is outside the budget is trained.
   *
   * @param network the network
   * @return the empty selection
   */
  public static Selection none(Network network) {
    return new Selection(network, new BitSet());
  }

  /**
   * Selects every neuron.
   *
   * @param network the network
   * @return the full selection
   */
  public static Selection all(Network network) {
    BitSet set = new BitSet(network.neurons());
    set.set(0, network.neurons());
    return new Selection(network, set);
  }

  /**
   * Returns the network selected from.
   *
   * @return the network
   */
  public Network network() {
    return network;
  }

  /**
   * Says whether a neuron is selected.
   *
   * @param neuron a global index
   * @return whether it is updated
   */
  public boolean contains(int neuron) {
    return neurons.get(neuron);
  }

  /**
   * Returns the number of selected neurons.
   *
   * @return neurons
   */
  public int size() {
    return neurons.cardinality();
  }

  /**
   * Returns the number of selected neurons in a layer.
   *
   * @param layer a layer of the network
   * @return neurons, from 0 to {@code layer.neurons()}
   */
  public int sizeIn(ConvolutionLayer layer) {
    return (int) neuronsIn(layer).count();
  }

  /**
   * Returns the parameters of the selected neurons; see {@link CostModel#cost} for other costs.
   *
   * @return parameters
   */
  public long cost() {
    return cost;
  }

  /**
   * Returns the selected neurons.
   *
   * @return global indices, ascending
   */
  public IntStream neurons() {
    return neurons.stream();
  }

  /**
   * Returns the selected neurons of a layer.
   *
   * @param layer a layer of the network
   * @return global indices, ascending
   */
  public IntStream neuronsIn(ConvolutionLayer layer) {
    int end = layer.firstNeuron() + layer.neurons();
    return IntStream.iterate(
        neurons.nextSetBit(layer.firstNeuron()),
        i -> i >= 0 && i < end,
        i -> neurons.nextSetBit(i + 1));
  }

  /**
   * Returns the selected neurons as a fresh bit set.
   *
   * @return a copy
   */
  public BitSet toBitSet() {
    return (BitSet) neurons.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Selection that
        && network == that.network
        && neurons.equals(that.neurons);
  }

  @Override
  public int hashCode() {
    return neurons.hashCode();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d of %d neurons, %d parameters", size(), network.neurons(), cost);
  }
}
