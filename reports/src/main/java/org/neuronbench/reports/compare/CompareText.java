package org.neuronbench.reports.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuronbench.core.Text;
import org.neuronbench.core.results.Metric.Cost;
import org.neuronbench.reports.statistics.Interval;
import org.neuronbench.reports.text.Escape;
import org.neuronbench.reports.text.TextStyle;
import org.neuronbench.reports.text.TextStyle.Tone;
import org.neuronbench.reports.text.TextTable;

/** A comparison for the terminal: aligned columns within a width. */
public final class CompareText {

  private static final int STRATEGY = 1;

  private static final String INDENT = "    ";
  private static final List<String> HEADINGS =
      List.of("verdict", "strategy", "before", "now", "change", "90 % interval", "p", "seeds");

  /** Of those, what there is least need of comes first; costs go before. */
  private static final List<Integer> EXPENDABLE = List.of(7, 6, 2, 3, 5);

  private final Comparison comparison;
  private final TextStyle style;

  private CompareText(Comparison comparison, TextStyle style) {
    this.comparison = comparison;
    this.style = style;
  }

  /**
   * Renders a comparison.
   *
   * @return lines, each ended by {@code \n}; control characters of names are replaced
   */
  public static String render(Comparison comparison, TextStyle style) {
    return new CompareText(comparison, style).render();
  }

  private String render() {
    List<String> lines = new ArrayList<>(head());
    groups(comparison)
        .forEach(
            (group, entries) -> {
              lines.add("");
              lines.add(style.paint(Tone.STRONG, style.cut(group)));
              lines.addAll(table(entries));
            });
    lines.add("");
    lines.addAll(legend());
    lines.add("");
    style
        .wrap(Conclusion.of(comparison), "")
        .forEach(
            line -> lines.add(style.paint(comparison.regressed() ? Tone.BAD : Tone.STRONG, line)));
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  static Map<String, List<EntryComparison>> groups(Comparison comparison) {
    return comparison.entries().stream()
        .collect(
            Collectors.groupingBy(EntryComparison::group, LinkedHashMap::new, Collectors.toList()));
  }

  private List<String> head() {
    return List.of(side("Baseline", comparison.baseline()), side("Current ", comparison.current()));
  }

  private String side(String role, Side side) {
    String text =
        Text.format(
            "%s  %s (%s)", role, side.name(), Texts.counted(side.cells().size(), "cell", "cells"));
    return style.cut(text);
  }

  private List<String> table(List<EntryComparison> entries) {
    TextTable table =
        new TextTable(
            Set.of(0, STRATEGY),
            Stream.concat(HEADINGS.stream(), costs().map(Cost::title)).toList());
    for (EntryComparison entry : entries) {
      table.row(cells(entry), tone(entry.verdict()));
      remarks(comparison, entry)
          .forEach(
              remark -> style.wrap(INDENT + Escape.terminal(remark), INDENT).forEach(table::line));
    }
    List<Integer> expendable =
        Stream.concat(
                IntStream.range(0, (int) costs().count())
                    .mapToObj(cost -> HEADINGS.size() + (int) costs().count() - 1 - cost),
                EXPENDABLE.stream())
            .toList();
    return table.fit(style, STRATEGY, expendable).lines();
  }

  /** Parameters are remarked upon where they change; for memory there is no room. */
  private Stream<Cost> costs() {
    return costs(comparison)
        .filter(cost -> !cost.name().equals(Costs.PARAMETERS) && !cost.title().equals("memory"));
  }

  static Stream<Cost> costs(Comparison comparison) {
    return comparison.settings().metrics().byCost().values().stream()
        .map(parts -> parts.get(0).cost().orElseThrow());
  }

  private static Tone tone(Verdict verdict) {
    return switch (verdict) {
      case WORSE -> Tone.BAD;
      case UNDECIDED, MISSING -> Tone.WARNING;
      case BETTER -> Tone.GOOD;
      case NEW, EQUIVALENT -> Tone.USUAL;
    };
  }

  private List<String> cells(EntryComparison entry) {
    boolean alarm = entry.verdict() == Verdict.WORSE;
    String verdict = entry.verdict().id();
    Stream<String> own =
        Stream.of(
            alarm ? verdict.toUpperCase(Locale.ROOT) : verdict,
            Escape.terminal(entry.strategy()),
            accuracy(entry, change -> Texts.fixed(change.baseline(), 2)),
            accuracy(entry, change -> Texts.fixed(change.current(), 2)),
            accuracy(entry, change -> Texts.signed(change.change(), 2)),
            accuracy(entry, change -> interval(change.interval())),
            accuracy(entry, CompareText::p),
            accuracy(entry, change -> String.valueOf(change.seeds())));
    return Stream.concat(own, costs().map(cost -> cost(entry, cost))).toList();
  }

  private static List<String> remarks(Comparison comparison, EntryComparison entry) {
    boolean explained = entry.verdict() == Verdict.WORSE || entry.verdict() == Verdict.UNDECIDED;
    List<String> remarks =
        new ArrayList<>(explained ? List.of(explanation(comparison, entry)) : List.of());
    remarks.addAll(entry.notes());
    entry
        .costs()
        .map(costs -> costs.of(Costs.PARAMETERS))
        .filter(change -> change.exceeds(0) || change.fell())
        .ifPresent(change -> remarks.add(parameters(change)));
    return remarks;
  }

  /** The reason, and for chance how many seeds would be enough. */
  static String explanation(Comparison comparison, EntryComparison entry) {
    OptionalInt seeds =
        entry.reason().equals(Judge.CHANCE)
            ? entry.accuracy().orElseThrow().seedsNeeded(comparison)
            : OptionalInt.empty();
    return seeds.isEmpty()
        ? entry.reason()
        : Text.format(
            "%s; at this spread %s show a change of %s in 80 of 100 comparisons",
            entry.reason(),
            Texts.counted(seeds.getAsInt(), "seed", "seeds"),
            points(comparison.settings().margin()));
  }

  private static String parameters(CostChange change) {
    return Text.format(
        "parameters updated in an epoch: %s -> %s (%s %%)",
        Texts.fixed(change.baseline().orElse(0), 1),
        Texts.fixed(change.current().orElse(0), 1),
        Texts.percent(change.percent()));
  }

  static String interval(Optional<Interval> interval) {
    return interval
        .map(i -> Text.format("[%s, %s]", Texts.signed(i.low(), 2), Texts.signed(i.high(), 2)))
        .orElse(Texts.NOT_AVAILABLE);
  }

  static String p(AccuracyChange change) {
    return change.adjustedP().isPresent()
        ? Texts.p(change.adjustedP().getAsDouble())
        : Texts.NOT_AVAILABLE;
  }

  static String accuracy(EntryComparison entry, Function<AccuracyChange, String> text) {
    return entry.accuracy().map(text).orElse("");
  }

  static String cost(EntryComparison entry, Cost cost) {
    return entry.costs().map(costs -> Texts.percent(costs.of(cost.name()).percent())).orElse("");
  }

  private List<String> legend() {
    String text =
        Text.format(
            "before, now: mean final test top-1, in %%, over the common seeds; change: in percentage"
                + " points; p: of no change, corrected for %s tested (Holm); MACs, time: change of"
                + " executed MACs and of seconds (measured, not tested), in %%; n/a: not available;"
                + " the margin is %s",
            Texts.counted(comparison.tested(), "entry", "entries"),
            points(comparison.settings().margin()));
    List<String> lines = new ArrayList<>(style.wrap(text, ""));
    machines(comparison).forEach(why -> lines.addAll(style.wrap("time " + why, INDENT)));
    return lines;
  }

  static String points(double margin) {
    return Texts.plain(margin) + (margin == 1 ? " point" : " points");
  }

  /** Why times cannot be compared, once. */
  static Set<String> machines(Comparison comparison) {
    return comparison.entries().stream()
        .flatMap(entry -> entry.costs().stream())
        .map(costs -> costs.of(Costs.SECONDS).why())
        .filter(why -> !why.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
