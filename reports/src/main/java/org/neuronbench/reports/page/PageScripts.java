package org.neuronbench.reports.page;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page's scripts, in the order in which they run: each a file of its own, and Chart.js (MIT
 * licence, whose text goes along).
 */
final class PageScripts {

  private static final String CHART_JS = "/META-INF/resources/webjars/chart.js/4.5.1/";
  private static final String SOURCE_MAP = "(?m)^//# sourceMappingURL=.*$";

  /** Runs before the page is drawn. */
  static final String BOOT = read("boot");

  /** Run after it is read. */
  static final List<String> BOARD =
      Stream.concat(
              Stream.of(chartJs()),
              Stream.of(
                      "dom",
                      "format",
                      "data",
                      "state",
                      "controls",
                      "downloads",
                      "table",
                      "charts",
                      "statistics",
                      "view-ranking",
                      "view-curves",
                      "view-pareto",
                      "view-costs",
                      "view-neurons",
                      "view-paper",
                      "view-across",
                      "app")
                  .map(PageScripts::read))
          .toList();

  private PageScripts() {}

  /** The content security policy's list of scripts: these and no other. */
  static String policy() {
    return Stream.concat(Stream.of(BOOT), BOARD.stream())
        .map(Resources::policyHash)
        .collect(Collectors.joining(" "));
  }

  private static String read(String name) {
    return Resources.read("" + name + ".js");
  }

  private static String chartJs() {
    String licence = Resources.read(CHART_JS + "LICENSE.md");
    String code = Resources.read(CHART_JS + "dist/chart.umd.min.js");
    return "/*\nChart.js\n\n" + licence + "*/\n" + code.replaceAll(SOURCE_MAP, "");
  }
}
