package org.neuronbench.reports.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.neuronbench.core.Text;
import org.neuronbench.reports.leaderboard.Headline;
import org.neuronbench.reports.leaderboard.Leaderboard;
import org.neuronbench.reports.leaderboard.LeaderboardGroup;

/**
 * A leaderboard as one HTML file that loads nothing: style, scripts and data are inside. Without
 * JavaScript it is plain tables; with it they give way to views that sort, filter, draw and
 * download. Every text is escaped, and the page's content security policy admits no style or script
 * but its own.
 */
public final class LeaderboardHtml {

  private final Leaderboard leaderboard;
  private final PageJson json;

  private LeaderboardHtml(Leaderboard leaderboard) {
    this.leaderboard = leaderboard;
    this.json = new PageJson(leaderboard);
  }

  /**
   * Writes the page.
   *
   * @param file the HTML file, replaced
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Leaderboard leaderboard) throws IOException {
    Files.write(file, render(leaderboard).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Renders the page. If it would be larger than 3 MB, it is rendered with less, and says so.
   *
   * @return HTML; the same for the same cells
   */
  public static String render(Leaderboard leaderboard) {
    LeaderboardHtml page = new LeaderboardHtml(leaderboard);
    String html = "";
    for (PageDetail detail : PageDetail.values()) {
      html = page.render(detail);
      if (bytes(html) <= PageDetail.MOST_BYTES) {
        return html;
      }
    }
    return html;
  }

  private static long bytes(String html) {
    return html.codePoints()
        .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
        .sum();
  }

  private String render(PageDetail detail) {
    Html html = new Html().open("html", "lang", "en");
    head(html, Summary.title(leaderboard));
    html.open("body");
    html.element("a", "Skip to the results", "class", "skip", "href", "#content");
    Summary.write(html, leaderboard);
    html.open("main", "id", "content", "tabindex", "-1");
    if (!detail.leftOut().isEmpty()) {
      html.element("p", detail.leftOut(), "class", "notice", "id", "left-out");
    }
    for (String damaged : leaderboard.leftOut()) {
      html.element("p", "Left out, because it is damaged: " + damaged, "class", "notice");
    }
    html.open("div", "id", "app").closeBlock();
    html.open("div", "id", "plain");
    groups(html, detail);
    Ledger.write(html, leaderboard, detail);
    html.closeBlock();
    FailedCells.write(html, leaderboard);
    Glossary.write(html, leaderboard.metrics());
    Summary.provenance(html, leaderboard);
    html.closeBlock();
    if (!leaderboard.groups().isEmpty()) {
      scripts(html, detail);
    }
    return html.close().close().finish();
  }

  private static void head(Html html, String title) {
    String style = Resources.read("board.css");
    String policy =
        Text.format(
            "default-src 'none'; base-uri 'none'; form-action 'none'; style-src %s; script-src %s",
            Resources.policyHash(style), PageScripts.policy());
    html.open("head").empty("meta", "charset", "utf-8");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy);
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", title);
    html.open("style").trusted(style).close();
    html.open("script").trusted(PageScripts.BOOT).close().closeBlock();
  }

  private void scripts(Html html, PageDetail detail) {
    html.open("script", "type", "application/json", "id", "data");
    html.trusted(json.render(detail)).closeBlock();
    PageScripts.BOARD.forEach(script -> html.open("script").trusted(script).closeBlock());
  }

  private void groups(Html html, PageDetail detail) {
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
      group(html, i, detail.plainRowsOf(leaderboard.groups().size()));
    }
  }

  private void group(Html html, int index, int mostRows) {
    LeaderboardGroup group = leaderboard.groups().get(index);
    html.open("section", "id", Summary.anchor(index)).element("h2", group.name());
    html.element("p", group.boundText(), "class", "bound");
    html.element("p", Headline.of(leaderboard.statistics().get(index)), "class", "headline");
    group.notices().forEach(notice -> html.element("p", notice, "class", "notice"));
    RankingTable.write(html, leaderboard, index, mostRows);
    html.closeBlock();
  }
}
