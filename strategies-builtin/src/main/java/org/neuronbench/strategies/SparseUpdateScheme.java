package org.neuronbench.strategies;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Unit;

/** Which share of which convolutions Sparse Update trains: layer index to share in [0, 1]. */
final class SparseUpdateScheme {

  private static final Map<String, List<SparseUpdateScheme>> PUBLISHED =
      Map.of(
          "mobilenet-v2",
          List.of(
              parse("s1", 16, "36:1 39:1 40:0 41:.25 42:.125 45:.125 48:.125 49:.125"),
              parse("s2", 20, "32:.125 33:.5 36:.5 39:1 41:.25 42:.125 45:.125 48:1"),
              parse("s3", 25, "27:1 30:1 33:1 36:1 39:1 42:.125 45:.5 48:1"),
              parse("s4", 31, "27:1 30:1 33:1 36:1 39:1 42:.5 45:1 48:1"),
              parse("s5", 34, "27:1 30:1 33:1 36:1 39:1 42:1 45:1 48:1")),
          "micro", // made by hand for the quickstart, in the published ones' manner
          List.of(
              parse("s1", 0, "12:.25 15:.25"),
              parse("s2", 0, "9:.5 12:.5 15:.5"),
              parse("s3", 0, "9:1 12:1 15:.75"),
              parse("s4", 0, "6:1 9:1 12:1 15:1"),
              parse("s5", 0, "6:1 9:1 12:1 15:1 17:.25")),
          "mcunet",
          List.of(
              parse("s1", 20, "23:0 24:.25 27:.5 30:.5 33:0 39:0"),
              parse("s2", 21, "21:1 23:0 24:1 26:0 27:.5 30:1"),
              parse("s3", 22, "21:1 24:1 27:1 30:1 36:.125 39:.25"),
              parse("s4", 24, "21:.25 24:1 27:1 30:1 33:.5 39:.5"),
              parse("s5", 23, "21:1 24:1 27:1 30:1 36:1 39:.5")),
          "proxyless",
          List.of(
              parse("s1", 21, "39:.25 42:1 44:0 45:1 50:0 51:.125 54:.25 57:.25"),
              parse("s2", 28, "33:.5 36:.25 39:1 42:1 45:1 51:.5 54:.25 57:.5"),
              parse("s3", 25, "36:1 39:.5 42:1 45:1 48:.25 51:.5 54:1 57:1"),
              parse("s4", 32, "36:1 39:1 42:1 45:1 48:.5 51:1 54:1 57:1"),
              parse("s5", 45, "36:1 39:1 42:1 45:1 48:1 51:1 54:1 57:1")));

  private final String name;
  private final int biases;
  private final SortedMap<Integer, Double> shares;

  private SparseUpdateScheme(String name, int biases, SortedMap<Integer, Double> shares) {
    this.name = name;
    this.biases = biases;
    this.shares = shares;
  }

  /** Reads {@code "36:1 39:.25"}; of so many last convolutions the biases are trained. */
  static SparseUpdateScheme parse(String name, int biases, String text) {
    SortedMap<Integer, Double> shares = new TreeMap<>();
    for (String entry : text.trim().split("[\\s,]+")) {
      String[] parts = entry.split(":", -1);
      try {
        double share = Double.parseDouble(parts[1]);
        if (parts.length != 2 || !(share >= 0 && share <= 1)) {
          throw refusal(entry);
        }
        shares.put(Integer.valueOf(parts[0]), share);
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw refusal(entry);
      }
    }
    return new SparseUpdateScheme(name, biases, shares);
  }

  private static IllegalArgumentException refusal(String entry) {
    return new IllegalArgumentException(
        String.format(
                Locale.ROOT,
                "layers: '%s' is not allowed, expected LAYER:SHARE pairs such as '36:1 39:.25', shares",
                entry)
            + " from 0 to 1");
  }

  static SparseUpdateScheme published(Network network, String name) {
    return publishedFor(network).stream()
        .filter(s -> s.name.equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the most costly published scheme that fits, or one that trains nothing. */
  static SparseUpdateScheme largestWithin(Network network, Budget budget) {
    return publishedFor(network).stream()
        .filter(s -> s.fits(network, budget))
        .max(Comparator.comparingLong(s -> s.cost(network, budget.model())))
        .orElseGet(() -> new SparseUpdateScheme("none", 0, new TreeMap<>()));
  }

  private static List<SparseUpdateScheme> publishedFor(Network network) {
    return family(network)
        .map(PUBLISHED::get)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "sparse-update has no published scheme for %s, only for %s; give your own",
                            network.name(),
                            PUBLISHED.keySet().stream().sorted().toList())
                        + " with layers: '36:1 39:.25'"));
  }

  private static Optional<String> family(Network network) {
    String name = network.name();
    boolean mobileNet = name.startsWith("mobilenet-v2") || name.startsWith("mbv2");
    return mobileNet
        ? Optional.of("mobilenet-v2")
        : PUBLISHED.keySet().stream().filter(name::startsWith).findFirst();
  }

  /** Returns how many of the last convolutions have their biases trained where there are any. */
  int biases() {
    return biases;
  }

  /** Returns what the scheme costs, which does not depend on the channels. */
  long cost(Network network, CostModel model) {
    return model.cost(select(network, new double[network.neurons()]));
  }

  /** Says whether a budget allows it; one that trains nothing always is. */
  boolean fits(Network network, Budget budget) {
    return budget.allows(select(network, new double[network.neurons()]));
  }

  /** Selects, in each layer of the scheme, its share of channels of greatest weight norm. */
  Selection select(Network network, double[] weightNorms) {
    BitSet chosen = new BitSet(network.neurons());
    for (int index : shares.keySet()) {
      ConvolutionLayer layer = layer(network, index);
      IntStream.range(layer.firstNeuron(), layer.firstNeuron() + layer.neurons())
          .boxed()
          .sorted(Comparator.comparingDouble((Integer n) -> -weightNorms[n]))
          .limit(neurons(layer))
          .forEach(chosen::set);
    }
    return Selection.of(network, chosen);
  }

  /** Of output channels so many are frozen, rounded down; of input channels so many kept. */
  private int neurons(ConvolutionLayer layer) {
    double share = shares.getOrDefault(layer.index(), 0.0);
    return layer.unit() == Unit.INPUT_CHANNEL
        ? (int) (layer.neurons() * share)
        : layer.neurons() - (int) (layer.neurons() * (1 - share));
  }

  private ConvolutionLayer layer(Network network, int index) {
    if (index < 0 || index >= network.layers().size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "scheme %s names convolution %d; %s has convolutions 0 to %d",
              name,
              index,
              network.name(),
              network.layers().size() - 1));
    }
    return network.layers().get(index);
  }

  @Override
  public String toString() {
    return shares.entrySet().stream()
        .map(e -> e.getKey() + ":" + e.getValue())
        .collect(Collectors.joining(" ", name + " (", ")"));
  }
}
