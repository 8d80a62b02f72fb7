package org.neuronbench.spi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The neurons of a network: its convolutions in network order. Immutable. A neuron is what the
 * {@link Unit} of the run says: an output channel or an input channel.
 *
 * <p>Every neuron has one global index: the neurons of layer 0 first, in channel order, then those
 * of layer 1, and so on. Batch norm and classifier are outside the budget and not described.
 */
public final class Network {

  private final String name;
  private final List<ConvolutionLayer> layers;
  private final int[] layerOfNeuron;
  private final int[] costs;
  private final long parameters;
  private final long macs;

  /**
   * Creates a network of these layers.
   *
   * @param name the model's id, such as {@code mobilenet-v2}
   * @param layers the convolutions, in network order, their indices and first neurons consecutive
   * @throws IllegalArgumentException if there is no layer, the indices leave a gap, a layer reads
   *     from one that does not come before it, or the layers are not of one unit
   */
  public Network(String name, List<ConvolutionLayer> layers) {
    this.name = name;
    this.layers = List.copyOf(layers);
    if (this.layers.isEmpty()) {
      throw new IllegalArgumentException("Network " + name + " has no convolution");
    }
    int neurons = 0;
    for (int i = 0; i < this.layers.size(); i++) {
      ConvolutionLayer layer = this.layers.get(i);
      if (layer.unit() != unit()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "Layer %s counts in units of %s, those before it in %s",
                layer.name(),
                layer.unit().id(),
                unit().id()));
      }
      if (layer.index() != i || layer.firstNeuron() != neurons) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "Layer %s must have index %d and first neuron %d, not %d and %d",
                layer.name(),
                i,
                neurons,
                layer.index(),
                layer.firstNeuron()));
      }
      int index = i;
      if (layer.place().before().stream().anyMatch(before -> before < 0 || before >= index)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "Layer %s has index %d and cannot read from layers %s",
                layer.name(),
                i,
                layer.place().before()));
      }
      neurons += layer.neurons();
    }
    layerOfNeuron = new int[neurons];
    costs = new int[neurons];
    long parameterSum = 0;
    long macSum = 0;
    for (ConvolutionLayer layer : this.layers) {
      int end = layer.firstNeuron() + layer.neurons();
      Arrays.fill(layerOfNeuron, layer.firstNeuron(), end, layer.index());
      Arrays.fill(costs, layer.firstNeuron(), end, layer.parametersPerNeuron());
      parameterSum += layer.parameters();
      macSum += layer.macs();
    }
    parameters = parameterSum;
    macs = macSum;
  }

  /**
   * Returns what a neuron of this network is.
   *
   * @return the unit of the run
   */
  public Unit unit() {
    return layers.get(0).unit();
  }

  /**
   * Describes the same network in another unit.
   *
   * @param unit what a neuron is to be
   * @return this network if that is its unit already
   */
  public Network in(Unit unit) {
    if (unit == unit()) {
      return this;
    }
    List<ConvolutionLayer> others = new ArrayList<>();
    int first = 0;
    for (ConvolutionLayer layer : layers) {
      ConvolutionLayer other = layer.in(unit, first);
      others.add(other);
      first += other.neurons();
    }
    return new Network(name, others);
  }

  /**
   * Returns the model's id.
   *
   * @return the id, such as {@code mobilenet-v2}
   */
  public String name() {
    return name;
  }

  /**
   * Returns the convolutions in network order.
   *
   * @return an immutable list
   */
  public List<ConvolutionLayer> layers() {
    return layers;
  }

  /**
   * Returns the number of neurons.
   *
   * @return neurons, the sum over all layers
   */
  public int neurons() {
    return costs.length;
  }

  /**
   * Returns the parameters of all neurons: what a budget of 100 % allows.
   *
   * @return parameters
   */
  public long parameters() {
    return parameters;
  }

  /**
   * Returns the multiply-accumulates of all convolutions in one forward pass of one image.
   *
   * @return MACs
   */
  public long macs() {
    return macs;
  }

  /**
   * Returns the cost of a neuron.
   *
   * @param neuron a global index
   * @return parameters
   * @throws IndexOutOfBoundsException if there is no such neuron
   */
  public int cost(int neuron) {
    checkNeuron(neuron);
    return costs[neuron];
  }

  /**
   * Returns the layer that a neuron belongs to.
   *
   * @param neuron a global index
   * @return its layer
   * @throws IndexOutOfBoundsException if there is no such neuron
   */
  public ConvolutionLayer layerOf(int neuron) {
    checkNeuron(neuron);
    return layers.get(layerOfNeuron[neuron]);
  }

  private void checkNeuron(int neuron) {
    if (neuron < 0 || neuron >= costs.length) {
      throw new IndexOutOfBoundsException(
          String.format(
              Locale.ROOT,
              "Neuron %d does not exist: %s has neurons 0 to %d",
              neuron,
              name,
              costs.length - 1));
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %d convolutions, %d neurons, %d parameters",
        name,
        layers.size(),
        neurons(),
        parameters);
  }
}
