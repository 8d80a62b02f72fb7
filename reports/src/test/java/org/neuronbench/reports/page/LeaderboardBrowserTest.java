package org.neuronbench.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.reports.Cells;
import org.neuronbench.reports.browser.Chromium;
import org.neuronbench.reports.browser.Tab;
import org.neuronbench.reports.leaderboard.Leaderboard;

/** The page as its readers use it, in a headless Chromium. */
class LeaderboardBrowserTest {

  private static final String HOSTILE =
      "=cmd|'/c'!A1 <img src=x onerror=alert(1)> \\end{table} | `x` \u2028 </script>";

  @TempDir(cleanup = CleanupMode.NEVER)
  private static Path shared;

  private static Chromium chromium;
  private static String page;

  @TempDir private Path folder;
  private Tab tab;

  @BeforeAll
  static void start() throws IOException {
    Path file = shared.resolve("leaderboard.html");
    LeaderboardHtml.write(file, Leaderboard.of(cells()));
    page = file.toUri().toString();
    chromium = Chromium.start(shared.resolve("profile"));
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  /** Two datasets, two budgets, three seeds; a strategy with a hostile name, and one that fails. */
  private static List<CellRecord> cells() {
    List<CellRecord> cells = new ArrayList<>();
    for (String dataset : List.of("cifar10", "pets")) {
      for (int seed = 0; seed < 3; seed++) {
        double noise = 0.01 * seed;
        cells.add(curve("velocity", dataset, "10%", seed, 0.70 + noise));
        cells.add(curve("velocity", dataset, "25%", seed, 0.75 + noise));
        cells.add(curve("random", dataset, "10%", seed, 0.60 + 2 * noise));
        cells.add(curve("random", dataset, "25%", seed, 0.80 + noise));
        cells.add(curve(HOSTILE, dataset, "10%", seed, 0.65 - noise));
        cells.add(curve("full", dataset, "unlimited", seed, 0.90 + noise));
      }
    }
    cells.add(
        Cells.cell("broken").failed(CellStatus.DIVERGED, "The loss became NaN <b>x</b>").build());
    return cells;
  }

  private static CellRecord curve(
      String strategy, String dataset, String budget, int seed, double top1) {
    long bound = budget.equals("10%") ? 200 : budget.equals("25%") ? 500 : Cells.NETWORK;
    return Cells.cell(strategy)
        .dataset(dataset)
        .budget(budget, bound)
        .seed(seed)
        .chosen(seed, 5, 9)
        .epoch(top1 - 0.2, bound, 20.0, 1L << 20)
        .chosen(seed, 6, 9)
        .epoch(top1, bound, 20.0, 1L << 20)
        .build();
  }

  @BeforeEach
  void openPage() {
    tab = chromium.tab().size(1400, 1000);
    tab.open(page);
  }

  /** Whatever a test did, the page asked for nothing but itself and complained of nothing. */
  @AfterEach
  void stayedQuietAndAlone() {
    if (tab != null) {
      assertThat(tab.complaints()).isEmpty();
      assertThat(tab.requests())
          .allMatch(address -> address.startsWith("file:") || address.startsWith("blob:"))
          .allMatch(address -> address.startsWith("blob:") || address.startsWith(page));
    }
  }

  @Test
  void opensWithTheRanking() {
    assertThat(tab.texts("#view-title")).containsExactly("Ranking");
    assertThat(tab.evaluate("getComputedStyle(document.getElementById('plain')).display").asText())
        .isEqualTo("none");
    assertThat(strategies("velocity", "random", "full")).startsWith("full", "velocity");
  }

  @ParameterizedTest
  @CsvSource({
    "curves,Learning curves,4",
    "pareto,Pareto fronts,8",
    "costs,Costs,8",
    "neurons,Neurons,1",
    "paper,Paper’s layout,0",
    "across,Across datasets,0"
  })
  void showsEachView(String view, String title, int charts) {
    tab.click("#view-" + view);
    assertThat(tab.texts("#view-title")).containsExactly(title);
    assertThat(tab.texts("[aria-current=page]")).containsExactly(title);
    assertThat(tab.evaluate("document.querySelectorAll('#view canvas').length").asInt())
        .isEqualTo(charts);
    assertThat(tab.texts("#view table")).isNotEmpty();
  }

  @Test
  void drawsCurvesWithInk() {
    tab.click("#view-curves");
    // Two frames later the charts in sight are drawn.
    assertThat(
            tab.evaluate(
                    """
                    new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
                      setTimeout(() => {
                        const canvas = document.querySelector('#view canvas');
                        const pixels = canvas.getContext('2d')
                          .getImageData(0, 0, canvas.width, canvas.height).data;
                        done(pixels.filter((value, i) => i % 4 === 3 && value > 0).length);
                      });
                    })))
                    """)
                .asInt())
        .isGreaterThan(5000);
  }

  @Test
  void sortsWithinEachRanking() {
    tab.click("#sort-ranking-final_top1_mean");
    assertThat(sorted()).containsExactly("Final top-1 % descending");
    List<String> falling = column("final_top1_mean", "10%");
    tab.click("#sort-ranking-final_top1_mean");
    assertThat(sorted()).containsExactly("Final top-1 % ascending");
    List<String> rising = column("final_top1_mean", "10%");
    // What was not measured stays last either way.
    assertThat(falling).last().isEqualTo("not measured");
    assertThat(rising).last().isEqualTo("not measured");
    assertThat(rising.subList(0, 4))
        .containsExactly(falling.get(3), falling.get(2), falling.get(1), falling.get(0));
    tab.click("#sort-ranking-final_top1_mean");
    assertThat(sorted()).isEmpty();
  }

  @Test
  void filtersByDatasetBudgetAndStrategy() {
    assertThat(tab.texts("#status").get(0)).startsWith("15 of 15 entries in 4 of 4 rankings");
    tick("filter-dataset", "pets");
    assertThat(tab.texts("#status").get(0)).startsWith("7 of 15 entries in 2 of 4 rankings");
    tick("filter-budget", "10%");
    assertThat(tab.texts("#status").get(0)).startsWith("4 of 15 entries in 1 of 4 rankings");
    tick("filter-strategy", "velocity");
    assertThat(tab.texts("#view tbody tr:not(.group) th")).containsExactly("velocity");
    tab.click("#reset");
    assertThat(tab.texts("#status").get(0)).contains("15 of 15 entries");
  }

  @Test
  void choosesColumns() {
    assertThat(headings()).doesNotContain("Best top-1 %").contains("Seconds");
    tab.click("#column-ranking-best_top1_mean").click("#column-ranking-seconds");
    assertThat(headings()).contains("Best top-1 %").doesNotContain("Seconds");
    tab.click("#columns-ranking-usual");
    assertThat(headings()).doesNotContain("Best top-1 %").contains("Seconds");
  }

  @Test
  void comparesWithTheStrategyThatTheReaderChooses() {
    assertThat(headings()).contains("Difference to random");
    tab.evaluate(
        "(() => { const s = document.getElementById('option-reference'); s.value = 'velocity';"
            + " s.dispatchEvent(new Event('change')); })()");
    assertThat(headings()).contains("Difference to velocity");
    assertThat(column("difference", "10%").get(0)).startsWith("+20.00");
  }

  @Test
  void anAddressShowsTheSameAgain() {
    tick("filter-dataset", "pets");
    tick("filter-strategy", HOSTILE.strip());
    tab.click("#sort-ranking-cells_ok").click("#column-ranking-best_top1_mean");
    String address = tab.evaluate("location.href").asText();
    List<String> shown = tab.texts("#view table");
    Tab other = chromium.tab().size(1400, 1000);
    other.open(address);
    assertThat(other.texts("#view table")).isEqualTo(shown);
    assertThat(other.texts("#view tbody tr:not(.group)")).hasSize(1);
    assertThat(address).contains("#view=ranking&dataset=pets").contains("sort.ranking=-cells_ok");
  }

  @Test
  void followsItsAddressWhenThatChanges() {
    tab.evaluate(
        "new Promise(done => { addEventListener('hashchange', () => setTimeout(done));"
            + " location.hash = '#view=costs&budget=25%25'; })");
    assertThat(tab.texts("#view-title")).containsExactly("Costs");
    assertThat(tab.texts("#status").get(0)).startsWith("6 of 15 entries");
  }

  @Test
  void showsAnAddressThatMakesNoSense() {
    Tab other = chromium.tab().size(1400, 1000);
    other.open(page + "#view=nothing&sort.ranking=nothing&columns.ranking=nothing&model=nothing");
    assertThat(other.texts("#view-title")).containsExactly("Ranking");
    assertThat(other.complaints()).isEmpty();
  }

  @Test
  void downloadsTheViewAsCsv() throws IOException {
    tick("filter-budget", "10%");
    tick("filter-dataset", "pets");
    tab.click("#sort-ranking-final_top1_mean").click("#sort-ranking-final_top1_mean");
    List<CSVRecord> rows = csv("ranking");
    assertThat(rows)
        .extracting(row -> row.get("strategy"))
        .containsExactly("random", "'" + HOSTILE, "velocity", "full");
    CSVRecord velocity = rows.get(2);
    assertThat(velocity.get("model")).isEqualTo("smallnet");
    assertThat(velocity.get("rank")).isEqualTo("1");
    assertThat(velocity.get("final_top1_mean")).isEqualTo("0.71");
    assertThat(Double.parseDouble(velocity.get("final_top1_low"))).isBetween(0.685, 0.6852);
    assertThat(velocity.get("difference")).isEqualTo("0.09");
    assertThat(rows.get(3).get("rank")).isEmpty();
  }

  @Test
  void downloadsJson() throws IOException {
    String json =
        tab.download("[data-download='ranking.json']", folder, "leaderboard-ranking.json");
    assertThat(json).contains("\"strategy\": " + quoted(HOSTILE)).contains("\"rank\": null");
  }

  @Test
  void downloadsLatexThatNoNameCanBreak() throws IOException {
    String latex = tab.download("[data-download='ranking.tex']", folder, "leaderboard-ranking.tex");
    assertThat(latex)
        .contains("\\toprule", "velocity & 71.00")
        .contains(
            "\\textless{}img src=x onerror=alert(1)\\textgreater{} \\textbackslash{}end\\{table\\}")
        .containsOnlyOnce("\\end{table}");
    assertThat(latex.lines().filter(line -> line.endsWith("\\\\"))).hasSize(1 + 15);
  }

  @Test
  void downloadsMarkdownThatNoNameCanBreak() throws IOException {
    String markdown =
        tab.download("[data-download='ranking.md']", folder, "leaderboard-ranking.md");
    assertThat(markdown).contains("&lt;img src=x onerror=alert\\(1\\)&gt;").doesNotContain("<img");
    assertThat(markdown.lines())
        .hasSize(2 + 15)
        .allSatisfy(line -> assertThat(line.replace("\\|", "").split("\\|")).hasSize(18));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"curves", "pareto", "costs", "layers", "stability", "paper-0", "across-0"})
  void downloadsTheTableOfEachView(String table) throws IOException {
    String view =
        List.of("layers", "stability").contains(table) ? "neurons" : table.replace("-0", "");
    tab.click("#view-" + view);
    assertThat(csv(table)).isNotEmpty();
  }

  @Test
  void layersSayHowManyOfTheirNeuronsWereChosen() throws IOException {
    tab.click("#view-neurons");
    CSVRecord first = csv("layers").get(0);
    assertThat(first.get("layer")).isEqualTo("conv1");
    // 4 of 8 neurons, in steps of 1/4095.
    assertThat(Double.parseDouble(first.get("epoch_0"))).isBetween(49.9, 50.1);
  }

  /** {0,5,9} and {1,5,9} have 2 of 4 in common, in the second epoch {0,6,9} and {1,6,9} too. */
  @Test
  void overlapIsThatOfTheSets() throws IOException {
    tab.click("#view-neurons");
    assertThat(csv("stability").get(0).get("overlap_between_seeds")).isEqualTo("0.5");
    assertThat(csv("stability").get(0).get("overlap_between_epochs")).isEqualTo("0.5");
  }

  @Test
  void namesCannotBecomeMarkup() {
    assertThat(tab.evaluate("document.querySelectorAll('img').length").asInt()).isZero();
    assertThat(tab.texts("#view tbody th")).anyMatch(name -> name.contains("<img src=x"));
    assertThat(tab.texts("#failed td")).contains("The loss became NaN <b>x</b>");
  }

  @Test
  void followsTheSystemsColoursAndTheReaders() {
    assertThat(background()).isEqualTo("rgb(255, 255, 255)");
    tab.prefer("dark");
    assertThat(background()).isEqualTo("rgb(20, 23, 26)");
    tab.evaluate(
        "(() => { const s = document.getElementById('theme'); s.value = 'light';"
            + " s.dispatchEvent(new Event('change')); })()");
    assertThat(background()).isEqualTo("rgb(255, 255, 255)");
    tab.evaluate("localStorage.clear()");
  }

  @Test
  void canBeWorkedWithKeysAlone() {
    tab.press("Tab");
    assertThat(focused("innerText")).isEqualTo("Skip to the results");
    tab.press("Enter").press("Tab");
    assertThat(focused("id")).isEqualTo("view-ranking");
    tab.press("Tab").press("Enter");
    assertThat(tab.texts("#view-title")).containsExactly("Learning curves");
    assertThat(focused("id")).isEqualTo("view-curves");
    tab.evaluate("document.getElementById('filter-budget-summary').focus()");
    tab.press("Enter").press("Tab").press("Tab").press(" ");
    assertThat(focused("id")).isEqualTo("filter-budget-0");
    assertThat(tab.texts("#status").get(0)).startsWith("9 of 15 entries");
    tab.press("Escape");
    assertThat(focused("id")).isEqualTo("filter-budget-summary");
    assertThat(tab.evaluate("document.getElementById('filter-budget').open").asBoolean()).isFalse();
  }

  @Test
  void speaksToScreenReaders() {
    tab.click("#sort-ranking-strategy");
    assertThat(tab.texts("[role=status][aria-live=polite]").get(0))
        .startsWith("Ranking: sorted by Strategy, ascending. 15 of 15 entries");
    assertThat(tab.evaluate("document.querySelector('#view caption').textContent").asText())
        .contains("Sorted by Strategy, ascending.");
    tab.click("#view-curves");
    assertThat(
            tab.evaluate(
                    "Array.from(document.querySelectorAll('canvas'), c => c.role + c.ariaLabel)"
                        + ".every(label => /^imgLearning curves of .* The table below/.test(label))")
                .asBoolean())
        .isTrue();
    assertThat(unlabelled()).isZero();
  }

  @Test
  void isPlainTablesWithoutScripts() {
    Tab plain = chromium.tab().size(1400, 1000).withoutScripts();
    plain.open(page);
    assertThat(plain.texts("#plain h2"))
        .startsWith("smallnet on cifar10, budget 10%")
        .endsWith("Cost ledger");
    assertThat(plain.texts("#plain .ranking tbody th"))
        .contains("velocity", "random", "full\nreference");
    assertThat(plain.evaluate("getComputedStyle(document.getElementById('app')).display").asText())
        .isEqualTo("none");
    assertThat(plain.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ranking", "curves", "pareto", "costs", "neurons", "paper", "across"})
  void fitsANarrowScreen(String view) {
    tab.size(400, 800).click("#view-" + view);
    assertThat(
            tab.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth")
                .asInt())
        .isZero();
  }

  @Test
  void prints() {
    tab.click("#view-curves");
    assertThat(tab.print()).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
  }

  private List<CSVRecord> csv(String table) throws IOException {
    String text =
        tab.download(
            "[data-download='%s.csv']".formatted(table), folder, "leaderboard-" + table + ".csv");
    Files.delete(folder.resolve("leaderboard-" + table + ".csv"));
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .get()
        .parse(new StringReader(text))
        .getRecords();
  }

  private void tick(String filter, String value) {
    tab.evaluate(
        """
        (() => {
          const label = Array.from(document.querySelectorAll('#%s label'))
            .find(one => one.innerText.trim() === %s || one.textContent.trim() === %s);
          label.querySelector('input').click();
        })()
        """
            .formatted(filter, quoted(value), quoted(value)));
  }

  private static String quoted(String text) {
    return JsonNodeFactory.instance.textNode(text).toString();
  }

  private List<String> strategies(String... wanted) {
    return tab.texts("#view tbody tr:not(.group) th").stream()
        .map(text -> text.lines().findFirst().orElse(""))
        .filter(List.of(wanted)::contains)
        .toList();
  }

  private List<String> headings() {
    return tab.texts("#view thead th").stream().map(text -> text.replace("\n", " ")).toList();
  }

  private List<String> sorted() {
    List<String> sorted = new ArrayList<>();
    tab.evaluate(
            "Array.from(document.querySelectorAll('[aria-sort]'), h => h.innerText.trim() + ' ' +"
                + " h.ariaSort)")
        .forEach(text -> sorted.add(text.asText()));
    return sorted;
  }

  /** The first line of a column's cells in the first ranking with a budget. */
  private List<String> column(String key, String budget) {
    List<String> cells = new ArrayList<>();
    tab.evaluate(
            """
            (() => {
              const at = Array.from(document.querySelectorAll('#view thead th'))
                .findIndex(head => head.dataset.column === '%s');
              const body = Array.from(document.querySelectorAll('#view tbody'))
                .find(one => one.innerText.includes('budget %s'));
              return Array.from(body.querySelectorAll('tr:not(.group)'), row =>
                row.cells[at].innerText.trim().split('\\n')[0]);
            })()
            """
                .formatted(key, budget))
        .forEach(text -> cells.add(text.asText()));
    return cells;
  }

  private String background() {
    return tab.evaluate("getComputedStyle(document.body).backgroundColor").asText();
  }

  private String focused(String property) {
    return tab.evaluate("document.activeElement." + property).asText();
  }

  private int unlabelled() {
    return tab.evaluate(
            "Array.from(document.querySelectorAll('button, select, input, summary, [role=region]'))"
                + ".filter(e => !(e.textContent || e.ariaLabel || (e.labels && e.labels.length)))"
                + ".length")
        .asInt();
  }
}
