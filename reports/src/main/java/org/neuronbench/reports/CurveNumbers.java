package org.neuronbench.reports;

import java.util.List;
import java.util.stream.IntStream;

/** The learning curves as a table, folded away: for those who cannot see the chart. */
final class CurveNumbers {

  private CurveNumbers() {}

  static void write(Html html, List<LeaderboardEntry> entries, int epochs) {
    html.open("details").element("summary", "The numbers behind the curves");
    html.open(
        "div",
        "class",
        "scroll",
        "tabindex",
        "0",
        "role",
        "region",
        "aria-label",
        "Learning curves in numbers");
    html.open("table").open("thead").open("tr").element("th", "Epoch", "scope", "col");
    IntStream.range(0, epochs)
        .forEach(epoch -> html.element("th", String.valueOf(epoch), "scope", "col"));
    html.close().close().open("tbody");
    for (LeaderboardEntry entry : entries) {
      html.open("tr").open("th", "scope", "row");
      html.name(entry.result().strategy()).close();
      entry
          .result()
          .learningCurve()
          .forEach(top1 -> html.element("td", Numbers.accuracy(top1), "class", "number"));
      html.closeBlock();
    }
    html.close().close().close().closeBlock();
  }
}
