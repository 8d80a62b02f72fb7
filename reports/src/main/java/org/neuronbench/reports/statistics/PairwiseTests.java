package org.neuronbench.reports.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Paired differences between entries, with p-values corrected for how many there are (Holm). */
public final class PairwiseTests {

  /**
   * One comparison.
   *
   * @param difference of the entry and what it is compared with
   * @param adjustedP the two-sided p-value, corrected; empty for one common seed
   */
  public record Comparison(PairedDifference difference, OptionalDouble adjustedP) {

    /** Tells whether the difference is more than chance; false also if there is no p-value. */
    public boolean toldApart(double alpha) {
      return adjustedP.isPresent() && adjustedP.getAsDouble() < alpha;
    }
  }

  private record Pair(String entry, String other) {}

  private PairwiseTests() {}

  /**
   * Compares every entry with one of them.
   *
   * @param entries for each entry, seed to value
   * @param confidence of the intervals, between 0 and 1
   * @return the differences entry minus reference, in the order of the entries, without the
   *     reference and those that share no seed with it
   */
  public static Map<String, Comparison> against(
      String reference, Map<String, ? extends Map<Long, Double>> entries, double confidence) {
    Map<String, PairedDifference> differences = new LinkedHashMap<>();
    Map<Long, Double> subtracted = values(reference, entries);
    entries.forEach(
        (entry, values) -> {
          if (!entry.equals(reference)) {
            PairedDifference.of(values, subtracted, confidence)
                .ifPresent(difference -> differences.put(entry, difference));
          }
        });
    return corrected(differences);
  }

  /**
   * Compares every two entries.
   *
   * @param entries for each entry, seed to value
   * @return finds a comparison by its two entries, in either order
   */
  static Matrix all(Map<String, ? extends Map<Long, Double>> entries) {
    List<String> names = List.copyOf(entries.keySet());
    Map<Pair, PairedDifference> differences = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      for (String other : names.subList(i + 1, names.size())) {
        Pair pair = new Pair(names.get(i), other);
        PairedDifference.of(
                values(pair.entry(), entries), values(other, entries), Levels.CONFIDENCE)
            .ifPresent(difference -> differences.put(pair, difference));
      }
    }
    return new Matrix(corrected(differences));
  }

  /** The comparisons of every two entries. */
  static final class Matrix {

    private final Map<Pair, Comparison> comparisons;

    private Matrix(Map<Pair, Comparison> comparisons) {
      this.comparisons = new HashMap<>(comparisons);
    }

    boolean toldApart(String one, String other, double alpha) {
      return Optional.ofNullable(comparisons.get(new Pair(one, other)))
          .or(() -> Optional.ofNullable(comparisons.get(new Pair(other, one))))
          .filter(comparison -> comparison.toldApart(alpha))
          .isPresent();
    }

    boolean tested() {
      return comparisons.values().stream().anyMatch(c -> c.adjustedP().isPresent());
    }
  }

  private static Map<Long, Double> values(
      String entry, Map<String, ? extends Map<Long, Double>> entries) {
    Map<Long, Double> values = entries.get(entry);
    if (values == null) {
      throw new IllegalArgumentException(entry + " is not among " + entries.keySet());
    }
    return values;
  }

  private static <K> Map<K, Comparison> corrected(Map<K, PairedDifference> differences) {
    List<OptionalDouble> adjusted =
        Holm.adjust(differences.values().stream().map(PairedDifference::pValue).toList());
    Map<K, Comparison> comparisons = new LinkedHashMap<>();
    List<K> keys = new ArrayList<>(differences.keySet());
    List<PairedDifference> values = new ArrayList<>(differences.values());
    for (int i = 0; i < keys.size(); i++) {
      comparisons.put(keys.get(i), new Comparison(values.get(i), adjusted.get(i)));
    }
    return comparisons;
  }
}
