package org.neuronbench.reports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A leaderboard as one HTML file that loads nothing: style, scripts and data are inside. Without
 * JavaScript it is plain tables; with it they give way to views that sort, filter, draw and
 * download. Every text is escaped, and the page's content security policy admits no style or script
 * but its own.
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
    List<GroupStatistics> statistics =
        leaderboard.groups().stream().map(GroupStatistics::of).toList();
    Html html = new Html().open("html", "lang", "en");
    head(html, Summary.title(leaderboard));
    html.open("body");
    html.element("a", "Skip to the results", "class", "skip", "href", "#content");
    Summary.write(html, leaderboard);
    html.open("main", "id", "content", "tabindex", "-1");
    html.open("div", "id", "app").closeBlock();
    html.open("div", "id", "plain");
    groups(html, leaderboard, statistics);
    Ledger.write(html, leaderboard);
    html.closeBlock();
    FailedCells.write(html, leaderboard);
    Glossary.write(html);
    Summary.provenance(html, leaderboard);
    html.closeBlock();
    if (!leaderboard.groups().isEmpty()) {
      scripts(html, leaderboard, statistics);
    }
    return html.close().close().finish();
  }

  private static void head(Html html, String title) {
    String style = Resources.read("page/board.css");
    String policy =
        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src %s; script-src %s"
            .formatted(Resources.policyHash(style), PageScripts.policy());
    html.open("head").empty("meta", "charset", "utf-8");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy);
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", title);
    html.open("style").trusted(style).close();
    html.open("script").trusted(PageScripts.BOOT).close().closeBlock();
  }

  private static void scripts(
      Html html, Leaderboard leaderboard, List<GroupStatistics> statistics) {
    html.open("script", "type", "application/json", "id", "data");
    html.trusted(PageJson.of(leaderboard, statistics)).closeBlock();
    PageScripts.BOARD.forEach(script -> html.open("script").trusted(script).closeBlock());
  }

  private static void groups(Html html, Leaderboard leaderboard, List<GroupStatistics> statistics) {
    if (leaderboard.groups().isEmpty()) {
      html.element("p", "There are no cells yet.");
      return;
    }
    html.element(
        "p",
        "This page has no script here: below are its rankings and costs as plain tables. With"
            + " JavaScript it also sorts, filters, draws and downloads.",
        "class",
        "notice");
    for (int i = 0; i < leaderboard.groups().size(); i++) {
      group(html, leaderboard.groups().get(i), statistics.get(i), Summary.anchor(i));
    }
  }

  private static void group(
      Html html, LeaderboardGroup group, GroupStatistics statistics, String anchor) {
    html.open("section", "id", anchor).element("h2", Summary.name(group));
    html.element("p", bound(group), "class", "bound");
    html.element("p", Headline.of(group), "class", "headline");
    group.notices().forEach(notice -> html.element("p", notice, "class", "notice"));
    RankingTable.write(html, group, statistics);
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
