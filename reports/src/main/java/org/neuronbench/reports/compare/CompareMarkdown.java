package org.neuronbench.reports.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuronbench.core.Text;
import org.neuronbench.reports.text.Escape;

/** A comparison as GitHub-flavoured Markdown, for a comment on a change. */
public final class CompareMarkdown {

  private static final String HEADINGS =
      "| verdict | strategy | before % | now % | change | 90 % interval | p | seeds |";
  private static final String RULE = "|---|---|---:|---:|---:|---:|---:|---:|";

  private CompareMarkdown() {}

  /**
   * Renders a comparison.
   *
   * @return Markdown; names are escaped
   */
  public static String render(Comparison comparison) {
    List<String> lines = new ArrayList<>();
    lines.add("### " + Conclusion.of(comparison));
    lines.add("");
    lines.add(
        Text.format(
            "%s against baseline %s. Final test top-1, paired by seed; margin %s; p corrected for %s (Holm).",
            escape(comparison.current().name()),
            escape(comparison.baseline().name()),
            CompareText.points(comparison.settings().margin()),
            Texts.counted(comparison.tested(), "entry", "entries")));
    CompareText.groups(comparison)
        .forEach((group, entries) -> table(lines, comparison, group, entries));
    CompareText.machines(comparison)
        .forEach(why -> lines.addAll(List.of("", "Time " + escape(why))));
    return String.join("\n", lines) + "\n";
  }

  private static void table(
      List<String> lines, Comparison comparison, String group, List<EntryComparison> entries) {
    String costs =
        CompareText.costs(comparison)
            .map(cost -> " " + escape(cost.title()) + " % |")
            .collect(Collectors.joining());
    String rules = CompareText.costs(comparison).map(cost -> "---:|").collect(Collectors.joining());
    lines.addAll(
        List.of(
            "", "#### " + escape(group), "", HEADINGS + costs + " why |", RULE + rules + "---|"));
    entries.forEach(entry -> lines.add("| " + String.join(" | ", cells(comparison, entry)) + " |"));
  }

  private static List<String> cells(Comparison comparison, EntryComparison entry) {
    List<String> why = new ArrayList<>(List.of(CompareText.explanation(comparison, entry)));
    why.addAll(entry.notes());
    Stream<String> own =
        Stream.of(
            verdict(entry.verdict()),
            escape(entry.strategy()),
            CompareText.accuracy(entry, change -> Texts.fixed(change.baseline(), 2)),
            CompareText.accuracy(entry, change -> Texts.fixed(change.current(), 2)),
            CompareText.accuracy(entry, change -> Texts.signed(change.change(), 2)),
            CompareText.accuracy(entry, change -> CompareText.interval(change.interval())),
            CompareText.accuracy(entry, change -> escape(CompareText.p(change))),
            CompareText.accuracy(entry, change -> String.valueOf(change.seeds())));
    return Stream.of(
            own,
            CompareText.costs(comparison).map(cost -> CompareText.cost(entry, cost)),
            Stream.of(escape(String.join("; ", why))))
        .flatMap(Function.identity())
        .toList();
  }

  private static String verdict(Verdict verdict) {
    return verdict == Verdict.WORSE
        ? "**" + verdict.id().toUpperCase(Locale.ROOT) + "**"
        : verdict.id();
  }

  /** Names come from plug-ins: neither HTML nor Markdown of theirs takes effect. */
  static String escape(String text) {
    return Escape.html(Escape.terminal(text)).replaceAll("([\\\\`*_{}\\[\\]()#+!|~-])", "\\\\$1");
  }
}
