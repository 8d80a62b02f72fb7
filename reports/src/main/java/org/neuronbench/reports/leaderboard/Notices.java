package org.neuronbench.reports.leaderboard;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.neuronbench.core.Text;
import org.neuronbench.core.results.CellRecord;

/** Finds what makes the rows of a group unlike each other, or unlike what they seem. */
final class Notices {

  private Notices() {}

  static List<String> of(LeaderboardGroup group) {
    List<StrategyResult> measured =
        group.entries().stream()
            .filter(LeaderboardEntry::measured)
            .map(LeaderboardEntry::result)
            .toList();
    List<String> notices = new ArrayList<>();
    measured.forEach(result -> repeatedSeeds(result, notices));
    measured.stream()
        .filter(StrategyResult::outsideBudget)
        .map(Notices::oracle)
        .forEach(notices::add);
    differentSeeds(measured, notices);
    differentEpochs(measured, notices);
    different(measured, "cpu", "kinds of CPU", notices);
    different(measured, "engine", "engines", notices);
    return notices;
  }

  private static void repeatedSeeds(StrategyResult result, List<String> notices) {
    int distinct = distinct(List.of(result), CellRecord::seed).size();
    if (distinct < result.ok().size()) {
      notices.add(
          Text.format(
              "%s has %s for %s, so settings other than the seed differ and its means"
                  + " mix them; keep one recipe a result folder.",
              result.strategy(),
              Numbers.counted(result.ok().size(), "ok cell"),
              Numbers.counted(distinct, "seed")));
    }
  }

  private static String oracle(StrategyResult result) {
    return Text.format(
        "Strategy %s was shown %s, which no budget allows: it is outside its budget.",
        result.strategy(), String.join(" and ", result.oracles()));
  }

  private static void differentSeeds(List<StrategyResult> measured, List<String> notices) {
    long kinds =
        measured.stream()
            .map(result -> distinct(List.of(result), CellRecord::seed))
            .distinct()
            .count();
    if (kinds > 1) {
      notices.add("Not every row is a mean over the same seeds; compare n before comparing rows.");
    }
  }

  private static void differentEpochs(List<StrategyResult> measured, List<String> notices) {
    SortedSet<Integer> epochs = distinct(measured, cell -> cell.epochs().size());
    if (epochs.size() > 1) {
      notices.add(
          Text.format(
              "The cells did not run equally long (%s epochs), so their final accuracies are not alike.",
              epochs.stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }
  }

  /** Sums round otherwise there, so that a seed does not repeat, and times cannot be compared. */
  private static void different(
      List<StrategyResult> measured, String fact, String what, List<String> notices) {
    SortedSet<String> found =
        distinct(measured, cell -> String.valueOf(cell.provenance().get(fact)));
    if (found.size() > 1) {
      notices.add(
          Text.format(
              "The cells ran on %d %s (%s): their last digits and their times are not alike.",
              found.size(), what, String.join("; ", found)));
    }
  }

  private static <T extends Comparable<T>> SortedSet<T> distinct(
      List<StrategyResult> results, Function<CellRecord, T> property) {
    return results.stream()
        .flatMap(result -> result.ok().stream())
        .map(property)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
