package org.neuronbench.reports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A leaderboard as one HTML file that loads nothing: style, script and charts are inside. It reads
 * without JavaScript too; the script only makes columns sortable. Every text is escaped, and the
 * page's content security policy admits no script but its own.
 */
public final class LeaderboardHtml {

  private LeaderboardHtml() {}

  /**
   * Writes the page.
   *
   * @param file the HTML file, replaced
   * @param leaderboard what to show
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Leaderboard leaderboard) throws IOException {
    Files.write(file, render(leaderboard).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Renders the page.
   *
   * @param leaderboard what to show
   * @return HTML; the same for the same cells
   */
  public static String render(Leaderboard leaderboard) {
    String script = Resources.read("leaderboard.js");
    Html html = new Html().open("html", "lang", "en");
    head(html, Summary.title(leaderboard), script);
    html.open("body");
    Summary.write(html, leaderboard);
    html.open("main");
    groups(html, leaderboard);
    FailedCells.write(html, leaderboard);
    Ledger.write(html, leaderboard);
    Glossary.write(html);
    Summary.provenance(html, leaderboard);
    html.closeBlock();
    html.open("script").trusted(script).closeBlock();
    return html.close().close().finish();
  }

  private static void head(Html html, String title, String script) {
    String policy =
        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline';"
            + " script-src "
            + Resources.policyHash(script);
    html.open("head").empty("meta", "charset", "utf-8");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy);
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", title);
    html.open("style").trusted(Resources.read("leaderboard.css")).close().closeBlock();
  }

  private static void groups(Html html, Leaderboard leaderboard) {
    CurveStyles styles = new CurveStyles(leaderboard);
    for (int i = 0; i < leaderboard.groups().size(); i++) {
      group(html, styles, leaderboard.groups().get(i), Summary.anchor(i));
    }
    if (leaderboard.groups().isEmpty()) {
      html.element("p", "There are no cells yet.");
    }
  }

  private static void group(Html html, CurveStyles styles, LeaderboardGroup group, String anchor) {
    html.open("section", "id", anchor).element("h2", Summary.name(group));
    html.element("p", bound(group), "class", "bound");
    html.element("p", Headline.of(group), "class", "headline");
    group.notices().forEach(notice -> html.element("p", notice, "class", "notice"));
    RankingTable.write(html, group);
    CurvesChart.write(html, styles, group);
    html.closeBlock();
  }

  private static String bound(LeaderboardGroup group) {
    String network = Numbers.grouped(group.networkParameters());
    return group.unlimited()
        ? "No budget; the network has %s convolution parameters.".formatted(network)
        : "At most %s of %s convolution parameters may be updated in an epoch."
            .formatted(Numbers.grouped(group.budgetParameters()), network);
  }
}
