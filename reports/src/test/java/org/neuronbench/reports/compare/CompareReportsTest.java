package org.neuronbench.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neuronbench.reports.compare.Grid.BEFORE;
import static org.neuronbench.reports.compare.Grid.cells;
import static org.neuronbench.reports.compare.Grid.shifted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.reports.text.TextStyle;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class CompareReportsTest {

  private static final String EVIL = "acme.<b>|`x`\u001b[31m";

  private final Comparison comparison = comparison();

  @Test
  void textShowsEveryEntryWithin100Columns() {
    String text = CompareText.render(comparison, TextStyle.PLAIN);
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
    assertThat(text)
        .contains("Baseline  main (20 cells)", "Current   results/new (15 cells)")
        .contains("smallnet on cifar10, budget 10%")
        .containsPattern(
            "WORSE +velocity +80.50 +78.50 +-2\\.00 +\\[-2.\\d\\d, -1.\\d\\d] +<0.001 +5")
        .contains("    the drop is more than chance and at least the margin")
        .containsPattern("undecided +noisy")
        .containsPattern("at this spread \\d+ seeds show a change of 1 point in 80 of 100")
        .containsPattern("missing +old")
        .endsWith("\nRegression: 1 worse, 1 undecided, 1 missing, 1 equivalent of 4 entries\n");
  }

  @Test
  void textLetsNoNameTouchTheTerminal() {
    assertThat(CompareText.render(comparison, TextStyle.PLAIN)).doesNotContain("\u001b");
  }

  @Test
  void markdownIsATableThatNamesCannotBreak() {
    String markdown = CompareMarkdown.render(comparison);
    assertThat(markdown).startsWith("### Regression: 1 worse, 1 undecided").contains("**WORSE**");
    List<String> rows = markdown.lines().filter(line -> line.startsWith("|")).toList();
    assertThat(rows).hasSize(6).allMatch(row -> columns(row) == 13);
    assertThat(markdown).doesNotContain("<b>", "`x`");
  }

  @Test
  void jsonHoldsEverythingAndNullWhereNothingIsKnown() throws Exception {
    JsonNode json = new ObjectMapper().readTree(CompareJson.render(comparison));
    assertThat(json.get("schema").asInt()).isEqualTo(1);
    assertThat(json.get("regression").asBoolean()).isTrue();
    assertThat(json.get("counts").get("worse").asInt()).isEqualTo(1);
    JsonNode worse = entry(json, "velocity");
    assertThat(worse.get("verdict").asText()).isEqualTo("worse");
    assertThat(worse.get("accuracy").get("seeds").asInt()).isEqualTo(5);
    assertThat(worse.get("accuracy").get("intervalPoints")).hasSize(2);
    assertThat(worse.get("costs").get(1).get("changePercent").isNull()).isTrue();
    assertThat(worse.get("costs").get(1).get("notComparable").asText()).isEqualTo("not measured");
    assertThat(entry(json, "old").get("accuracy").isNull()).isTrue();
    assertThat(entry(json, EVIL).get("accuracy").get("adjustedP").isNull()).isTrue();
  }

  @Test
  void junitFailsWhatIsWorseAndSkipsWhatIsOpen() throws Exception {
    Document xml = parse(CompareJunit.render(comparison, true));
    Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("name")).isEqualTo("smallnet on cifar10, budget 10%");
    assertThat(suite.getAttribute("tests")).isEqualTo("4");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("2");
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(4);
    assertThat(xml.getElementsByTagName("skipped").getLength()).isEqualTo(2);
    Element failure = (Element) xml.getElementsByTagName("failure").item(0);
    assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("velocity");
    assertThat(failure.getAttribute("message"))
        .isEqualTo("the drop is more than chance and at least the margin");
  }

  @Test
  void strictJunitFailsWhatIsOpenToo() throws Exception {
    Document xml = parse(CompareJunit.render(comparison, false));
    assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(3);
    assertThat(xml.getElementsByTagName("skipped").getLength()).isZero();
    assertThat(xml.getDocumentElement().getAttribute("failures")).isEqualTo("3");
  }

  private static Comparison comparison() {
    List<CellRecord> baseline = new ArrayList<>();
    List<CellRecord> current = new ArrayList<>();
    for (String strategy : List.of("velocity", "noisy", EVIL)) {
      baseline.addAll(cells(strategy, BEFORE));
    }
    baseline.addAll(cells("old", BEFORE));
    current.addAll(cells("velocity", shifted(-2, 0.5)));
    current.addAll(cells("noisy", shifted(0.5, 3)));
    current.addAll(cells(EVIL, BEFORE));
    return Grid.compare(baseline, current);
  }

  private static JsonNode entry(JsonNode json, String strategy) {
    for (JsonNode entry : json.get("entries")) {
      if (entry.get("strategy").asText().equals(strategy)) {
        return entry;
      }
    }
    throw new AssertionError(strategy);
  }

  private static long columns(String row) {
    return row.replace("\\|", "").chars().filter(c -> c == '|').count() - 1;
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }
}
