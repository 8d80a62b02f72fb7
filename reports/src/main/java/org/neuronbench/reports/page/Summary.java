package org.neuronbench.reports.page;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neuronbench.reports.leaderboard.Leaderboard;

/** The top of the page: what it was made from and where to go. */
final class Summary {

  private Summary() {}

  static String title(Leaderboard leaderboard) {
    List<String> experiments = leaderboard.experiments();
    return experiments.isEmpty()
        ? "Neuronbench leaderboard"
        : "Neuronbench leaderboard: " + String.join(", ", experiments);
  }

  static void write(Html html, Leaderboard leaderboard) {
    html.open("header").element("h1", title(leaderboard));
    html.element(
        "p",
        "Which neurons should be updated when a pretrained network is fine-tuned under a budget? Each"
            + " strategy below chose them in its own way.",
        "class",
        "lead");
    html.open("dl", "class", "facts");
    fact(html, "Cells", cells(leaderboard));
    fact(html, "Seeds", seeds(leaderboard));
    if (!leaderboard.timed() && !leaderboard.cells().isEmpty()) {
      fact(html, "Wall times", "left out");
    }
    new Provenance(leaderboard.cells())
        .highlights()
        .forEach((key, value) -> fact(html, key, value));
    html.closeBlock();
    contents(html, leaderboard);
    html.closeBlock();
  }

  static void provenance(Html html, Leaderboard leaderboard) {
    Map<String, String> all = new Provenance(leaderboard.cells()).all();
    html.open("section", "id", "provenance").element("h2", "Provenance");
    html.element(
        "p", "What the cells recorded about themselves. Different values are separated by |.");
    html.open("details").element("summary", "All properties (" + all.size() + ")");
    html.open("dl", "class", "provenance");
    all.forEach((key, value) -> fact(html, key, value));
    html.close().close().closeBlock();
  }

  static String anchor(int group) {
    return "group-" + (group + 1);
  }

  private static void fact(Html html, String name, String value) {
    html.open("div").element("dt", name).element("dd", value).closeBlock();
  }

  private static String cells(Leaderboard leaderboard) {
    int failed = leaderboard.failedCells().size();
    int ok = leaderboard.cells().size() - failed;
    return ok + " ok, " + failed + " failed";
  }

  private static String seeds(Leaderboard leaderboard) {
    return leaderboard.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static void contents(Html html, Leaderboard leaderboard) {
    html.open("nav", "aria-label", "Contents", "id", "contents").open("ul");
    for (int i = 0; i < leaderboard.groups().size(); i++) {
      link(html, "plainonly", anchor(i), leaderboard.groups().get(i).name());
    }
    link(html, "plainonly", "costs", "Cost ledger");
    link(html, "always", "failed", "Failed cells");
    link(html, "always", "reading", "How to read this");
    link(html, "always", "provenance", "Provenance");
    html.close().closeBlock();
  }

  private static void link(Html html, String when, String anchor, String text) {
    html.open("li", "class", when).element("a", text, "href", "#" + anchor).close();
  }
}
