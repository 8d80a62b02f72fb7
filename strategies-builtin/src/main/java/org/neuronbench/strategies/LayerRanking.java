package org.neuronbench.strategies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;

/**
 * Which convolutions matter, best first: published, or learned on another dataset by {@code
 * neuronbench strategies rank-layers}, whose file holds a line {@code layer: INDEX NAME RGN LARA}
 * for each convolution.
 */
record LayerRanking(List<Integer> layers, boolean learned) {

  /**
   * TraDy's layers of MobileNetV2-w0.35, best first: the 35 that reach 97 % of the cumulated RGN.
   * Recovered from the vector graphics of Fig. 9 of arXiv 2510.19675v2 (CIFAR-10); convolution 51,
   * the last 1x1 one of the float network, is not in networks that end before it.
   */
  private static final List<Integer> MOBILE_NET_V2 =
      List.of(
          43, 46, 49, 44, 47, 41, 50, 40, 38, 35, 34, 37, 32, 31, 25, 26, 23, 22, 29, 20, 28, 51,
          48, 45, 42, 39, 36, 33, 14, 30, 13, 17, 24, 16, 27);

  private static final String LAYER = "layer:";

  /** What a learned ranking says of a convolution. */
  enum By {
    /** Relative gradient norm of arXiv 2510.19675: summed channel norms over a channel's cost. */
    RGN,
    /** Layer ranking of arXiv 2510.20979: the norm of the layer's gradient over its cost. */
    LARA
  }

  static List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.file(
            "ranking",
            "layer ranking made by 'neuronbench strategies rank-layers' on another dataset; without"
                + " it the published layers of MobileNetV2-w0.35"),
        ParameterSpec.choice(
            "same-data",
            List.of("refuse", "allow"),
            "what to do with a ranking learned on the images that it is judged on"));
  }

  /** Reads the ranking of a run, sorted by one of its scores. */
  static LayerRanking of(Run run, By by) {
    String text = run.parameters().text("ranking");
    return text.isBlank() ? published(run.network()) : learned(text, run, by);
  }

  /** Returns TraDy's published layers. */
  static LayerRanking published(Network network) {
    String name = network.name();
    if (!name.startsWith("mobilenet-v2") && !name.startsWith("mbv2")) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "There is a published layer ranking for MobileNetV2 only, not for %s; learn one with"
                  + " 'neuronbench strategies rank-layers' and name it as ranking",
              name));
    }
    return new LayerRanking(
        MOBILE_NET_V2.stream().filter(i -> i < network.layers().size()).toList(), false);
  }

  private static LayerRanking learned(String text, Run run, By by) {
    Map<String, String> facts = new HashMap<>();
    List<String[]> rows = new ArrayList<>();
    for (String line : text.split("\\R")) {
      if (line.startsWith(LAYER)) {
        rows.add(line.substring(LAYER.length()).trim().split("\\s+"));
      } else if (!line.startsWith("#") && line.contains(":")) {
        String[] parts = line.split(":", 2);
        facts.put(parts[0].trim(), parts[1].trim());
      }
    }
    check(facts, rows, run);
    double[] scores = rows.stream().mapToDouble(row -> score(row, by)).toArray();
    List<Integer> order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .toList();
    return new LayerRanking(by == By.RGN ? order.subList(0, enough(order, scores)) : order, true);
  }

  /** Counts the first layers that reach 97 % of the sum (arXiv 2510.19675). */
  private static int enough(List<Integer> order, double[] scores) {
    double all = Arrays.stream(scores).sum();
    if (!(all > 0)) {
      throw new IllegalArgumentException("ranking: no convolution has a score above 0");
    }
    double sum = 0;
    int count = 0;
    while (count < order.size() && sum < 0.97 * all) {
      sum += scores[order.get(count++)];
    }
    return count;
  }

  private static double score(String[] row, By by) {
    try {
      double score = Double.parseDouble(row[by == By.RGN ? 2 : 3]);
      if (score >= 0 && score < Double.POSITIVE_INFINITY) {
        return score;
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "ranking: the line 'layer: "
            + String.join(" ", row)
            + "' has no index, name and two scores");
  }

  private static void check(Map<String, String> facts, List<String[]> rows, Run run) {
    List<String> names = run.network().layers().stream().map(ConvolutionLayer::name).toList();
    List<String> ranked = rows.stream().map(row -> row.length > 1 ? row[1] : "").toList();
    if (!ranked.equals(names)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "ranking: it ranks %d convolutions of %s, which are not the %d of %s",
              ranked.size(),
              facts.getOrDefault("network", "no network"),
              names.size(),
              run.network().name()));
    }
    boolean same = run.task().data().equals(facts.get("data"));
    if (same && run.parameters().text("same-data").equals("refuse")) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "ranking: it was learned on the images that it is judged on (%s); learn it on another"
                  + " dataset, or say same-data: allow",
              facts.get("dataset")));
    }
  }

  /** Lists the channels of the first so many layers. */
  int[] channels(Network network, int count) {
    return layers.stream()
        .limit(count)
        .map(network.layers()::get)
        .flatMapToInt(l -> IntStream.range(l.firstNeuron(), l.firstNeuron() + l.neurons()))
        .toArray();
  }

  /** Counts the first layers whose cost is so many times the budget; all, if none are enough. */
  int worth(Network network, CostModel model, double cost) {
    for (int count = 1; count <= layers.size(); count++) {
      if (model.cost(Selection.of(network, channels(network, count))) >= cost) {
        return count;
      }
    }
    return layers.size();
  }
}
