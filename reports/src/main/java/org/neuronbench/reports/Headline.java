package org.neuronbench.reports;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.neuronbench.reports.statistics.Estimate;

/** Says in a sentence or two what a group's table shows, and how far to trust it. */
final class Headline {

  private Headline() {}

  static String of(LeaderboardGroup group) {
    List<LeaderboardEntry> ranked =
        group.entries().stream().filter(entry -> entry.rank().isPresent()).toList();
    return ranked.isEmpty()
        ? "No strategy of this group has a cell that ended ok."
        : leaders(ranked) + references(group);
  }

  private static String leaders(List<LeaderboardEntry> ranked) {
    Estimate first = top1(ranked.get(0));
    List<LeaderboardEntry> winners =
        ranked.stream().filter(entry -> entry.rank().equals(ranked.get(0).rank())).toList();
    String names =
        winners.stream()
            .map(entry -> entry.result().strategy())
            .collect(Collectors.joining(" and "));
    if (winners.size() > 1) {
      return "%s share the first place with %s %%.".formatted(names, Numbers.accuracy(first));
    }
    String lead = "%s leads with %s %%".formatted(names, Numbers.accuracy(first));
    return ranked.size() == 1 ? lead + "; nothing to compare it with." : lead + ahead(ranked);
  }

  private static String ahead(List<LeaderboardEntry> ranked) {
    Estimate first = top1(ranked.get(0));
    Estimate second = top1(ranked.get(1));
    double gap = first.mean() - second.mean();
    return ", %s points ahead of %s (%s %%).%s"
        .formatted(
            Numbers.accuracy(gap),
            ranked.get(1).result().strategy(),
            Numbers.accuracy(second),
            caution(gap, first, second));
  }

  private static String caution(double gap, Estimate first, Estimate second) {
    OptionalDouble a = first.standardDeviation();
    OptionalDouble b = second.standardDeviation();
    if (a.isEmpty() || b.isEmpty()) {
      return " With one seed the order may be chance; run more seeds.";
    }
    return gap <= Math.max(a.getAsDouble(), b.getAsDouble())
        ? " The lead is smaller than the spread over seeds, so it may be chance."
        : "";
  }

  private static String references(LeaderboardGroup group) {
    String references =
        group.entries().stream()
            .filter(entry -> entry.reference() && entry.measured())
            .map(Headline::reference)
            .collect(Collectors.joining(", "));
    return references.isEmpty() ? "" : " For reference, without a budget: " + references + ".";
  }

  private static String reference(LeaderboardEntry entry) {
    return entry.result().strategy() + " " + Numbers.accuracy(top1(entry).mean()) + " %";
  }

  private static Estimate top1(LeaderboardEntry entry) {
    Optional<Estimate> top1 = entry.result().finalTop1();
    return top1.orElseThrow();
  }
}
