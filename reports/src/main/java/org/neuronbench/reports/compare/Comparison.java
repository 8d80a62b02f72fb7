package org.neuronbench.reports.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.reports.leaderboard.Bound;

/**
 * Results compared with a baseline.
 *
 * @param baseline what was before
 * @param current what is now
 * @param settings how it was judged
 * @param tested entries that were tested, which p-values are corrected for
 * @param entries every entry of either side, by model, dataset, rising budget and strategy
 */
public record Comparison(
    Side baseline,
    Side current,
    CompareSettings settings,
    int tested,
    List<EntryComparison> entries) {

  /** Copies the list. */
  public Comparison {
    entries = List.copyOf(entries);
  }

  /**
   * Compares.
   *
   * @throws InputException if the two have no entry in common, or a seed is there twice
   */
  public static Comparison of(Side baseline, Side current, CompareSettings settings) {
    List<Pair> pairs =
        Pair.of(baseline.entries(), current.entries()).stream().sorted(order()).toList();
    checkCommon(pairs, baseline, current);
    List<Optional<Matched>> matched =
        pairs.stream().map(pair -> matched(pair, settings.acrossSettings())).toList();
    Tested tested = new Tested(matched.stream().flatMap(Optional::stream).toList());
    Judge judge = new Judge(settings, tested);
    List<EntryComparison> entries = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      entries.add(matched.get(i).map(judge::judge).orElseGet(() -> unmatched(pair)));
    }
    return new Comparison(baseline, current, settings, tested.count(), entries);
  }

  /** Counts the entries with a verdict. */
  public long count(Verdict verdict) {
    return entries.stream().filter(entry -> entry.verdict() == verdict).count();
  }

  /** Tells whether any entry is worse. */
  public boolean regressed() {
    return count(Verdict.WORSE) > 0;
  }

  /** Tells whether a regression may hide: an entry is undecided, or has no current result. */
  public boolean undecided() {
    return count(Verdict.UNDECIDED) + count(Verdict.MISSING) > 0;
  }

  private static Optional<Matched> matched(Pair pair, boolean acrossSettings) {
    return pair.baseline()
        .flatMap(
            baseline ->
                pair.current().map(current -> new Matched(baseline, current, acrossSettings)));
  }

  private static EntryComparison unmatched(Pair pair) {
    return pair.baseline().isPresent()
        ? Judge.unmatched(pair.any(), Verdict.MISSING, "in the baseline only")
        : Judge.unmatched(pair.any(), Verdict.NEW, "not in the baseline");
  }

  private static void checkCommon(List<Pair> pairs, Side baseline, Side current) {
    if (pairs.stream()
        .noneMatch(pair -> pair.baseline().isPresent() && pair.current().isPresent())) {
      throw new InputException(
          Text.format(
              "%s and %s have no entry in common (same model, dataset, budget and strategy), so there is"
                  + " nothing to compare; the baseline has %s, the current results have %s",
              baseline.name(), current.name(), examples(baseline), examples(current)));
    }
  }

  private static String examples(Side side) {
    return side.entries().stream()
        .map(entry -> Text.format("%s on %s", entry.model(), entry.dataset()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static Comparator<Pair> order() {
    return Comparator.comparing((Pair pair) -> pair.any().model())
        .thenComparing(pair -> pair.any().dataset())
        .thenComparing(pair -> pair.any().unlimited())
        .thenComparing(pair -> pair.any().bound(), Bound.ORDER)
        .thenComparing(pair -> pair.any().budget())
        .thenComparing(pair -> pair.any().strategy())
        .thenComparing(pair -> pair.any().settings());
  }
}
