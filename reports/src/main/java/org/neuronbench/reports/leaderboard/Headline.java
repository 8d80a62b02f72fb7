package org.neuronbench.reports.leaderboard;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.neuronbench.core.Text;
import org.neuronbench.reports.statistics.Estimate;

/** Says in a sentence or two what a group's table shows, and how far to trust it. */
public final class Headline {

  private static final int MOST_NAMES = 3;

  private Headline() {}

  public static String of(GroupStatistics group) {
    List<EntryStatistics> ranked =
        group.entries().stream().filter(entry -> entry.entry().rank().isPresent()).toList();
    return ranked.isEmpty()
        ? "No strategy of this group has a cell that ended ok."
        : leaders(ranked) + references(group);
  }

  private static String leaders(List<EntryStatistics> ranked) {
    List<EntryStatistics> winners =
        ranked.stream()
            .filter(entry -> entry.entry().rank().equals(ranked.get(0).entry().rank()))
            .toList();
    String first = Numbers.accuracy(top1(ranked.get(0)));
    if (winners.size() > 1) {
      return Text.format("%s share the first place with %s %%.", names(winners), first);
    }
    String lead = Text.format("%s leads with %s %%", name(ranked.get(0)), first);
    return ranked.size() == 1
        ? lead + "; nothing to compare it with."
        : lead + ahead(ranked) + caution(ranked);
  }

  private static String ahead(List<EntryStatistics> ranked) {
    Estimate second = top1(ranked.get(1));
    return Text.format(
        ", %s points ahead of %s (%s %%).",
        Numbers.accuracy(top1(ranked.get(0)).mean() - second.mean()),
        name(ranked.get(1)),
        Numbers.accuracy(second));
  }

  private static String caution(List<EntryStatistics> ranked) {
    OptionalInt tier = ranked.get(0).tier();
    if (tier.isEmpty()) {
      return " Without two common seeds the order may be chance; run more seeds.";
    }
    List<EntryStatistics> alike =
        ranked.stream().skip(1).filter(entry -> entry.tier().equals(tier)).toList();
    return alike.isEmpty()
        ? " It is alone in the first tier: the lead is more than chance."
        : Text.format(" %s cannot be told apart from it (same tier).", names(alike));
  }

  private static String names(List<EntryStatistics> entries) {
    String names =
        entries.stream()
            .limit(MOST_NAMES)
            .map(Headline::name)
            .collect(Collectors.joining(entries.size() > MOST_NAMES ? ", " : " and "));
    int more = entries.size() - MOST_NAMES;
    return more > 0 ? names + " and " + Numbers.grouped(more) + " more" : names;
  }

  private static String name(EntryStatistics entry) {
    StrategyResult result = entry.entry().result();
    return result.outsideBudget() ? result.strategy() + " (oracle)" : result.strategy();
  }

  private static String references(GroupStatistics group) {
    String references =
        group.entries().stream()
            .filter(entry -> entry.entry().reference() && entry.entry().measured())
            .map(Headline::reference)
            .collect(Collectors.joining(", "));
    return references.isEmpty() ? "" : " For reference, without a budget: " + references + ".";
  }

  private static String reference(EntryStatistics entry) {
    return name(entry) + " " + Numbers.accuracy(top1(entry).mean()) + " %";
  }

  private static Estimate top1(EntryStatistics entry) {
    return entry.entry().result().finalTop1().orElseThrow();
  }
}
