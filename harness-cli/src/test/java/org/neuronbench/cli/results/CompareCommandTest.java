package org.neuronbench.cli.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.cli.Outcome;
import org.neuronbench.cli.StoredCells;

class CompareCommandTest {

  @TempDir Path folder;
  private Path before;

  @BeforeEach
  void baseline() {
    before = StoredCells.write(folder.resolve("before"), "velocity", 80, 81, 79.5, 80.5, 81.5);
  }

  @Test
  void nothingWorseIsDone() {
    Outcome same = compare(before);
    assertThat(same.code()).isZero();
    assertThat(same.out())
        .endsWith("No regression: 0 worse, 0 undecided, 1 equivalent of 1 entry\n");
    assertThat(same.err()).isEmpty();
  }

  @Test
  void aDropIsExitCodeOne() {
    Outcome worse = compare(dropped());
    assertThat(worse.code()).isEqualTo(1);
    assertThat(worse.out()).contains("WORSE", "velocity", "Regression: 1 worse");
  }

  @Test
  void undecidedIsExitCodeThreeUnlessLenient() {
    Path unclear = StoredCells.write(folder.resolve("unclear"), "velocity", 78, 82, 78.5, 82.5, 80);
    assertThat(compare(unclear).code()).isEqualTo(3);
    assertThat(compare(unclear, "--lenient").code()).isZero();
    assertThat(compare(dropped(), "--lenient").code()).isEqualTo(1);
  }

  @Test
  void oneSeedAndOtherSettingsAreNoGreenLight() {
    Path one = StoredCells.write(folder.resolve("one"), "velocity", 60);
    assertThat(compare(one).code()).isEqualTo(3);
  }

  @Test
  void writesTheReportsAskedFor() {
    Path markdown = folder.resolve("c.md");
    Path json = folder.resolve("c.json");
    Path junit = folder.resolve("c.xml");
    compare(
        dropped(),
        "--markdown",
        markdown.toString(),
        "--json",
        json.toString(),
        "--junit",
        junit.toString());
    assertThat(markdown).content().contains("| **WORSE** | velocity |");
    assertThat(json).content().contains("\"verdict\" : \"worse\"");
    assertThat(junit).content().contains("<failure type=\"worse\"");
  }

  @Test
  void aSavedBaselineGoesByItsName() {
    Path baselines = folder.resolve("baselines");
    Outcome saved =
        Outcome.of(
            "baseline",
            "save",
            "main",
            "--results",
            before.toString(),
            "--baselines",
            baselines.toString());
    assertThat(saved.code()).isZero();
    Outcome compared =
        Outcome.of("compare", "main", dropped().toString(), "--baselines", baselines.toString());
    assertThat(compared.code()).isEqualTo(1);
    assertThat(compared.out()).startsWith("Baseline  main (5 cells)");
  }

  @Test
  void saysWhatIsNoResult() {
    Outcome wrong =
        Outcome.of(
            "compare", "nowhere", before.toString(), "--baselines", folder.resolve("b").toString());
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err())
        .isEqualTo(
            "neuronbench: 'nowhere' is neither a folder of results (with a folder 'cells') nor a saved"
                + " baseline; there is no baseline yet, 'baseline save' makes one"
                + System.lineSeparator());
  }

  @Test
  void refusesAMarginThatIsNone() {
    Outcome wrong = compare(before, "--margin", "0");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("The margin is 0.0, expected percentage points above 0 and up to 100");
  }

  @Test
  void leavesNoReportWhereItCannotBeWritten() {
    Outcome wrong = compare(before, "--json", folder.resolve("none/c.json").toString());
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(Files.exists(folder.resolve("none"))).isFalse();
  }

  private Path dropped() {
    return StoredCells.write(folder.resolve("dropped"), "velocity", 78, 79.5, 77, 78.5, 79);
  }

  private Outcome compare(Path current, String... options) {
    List<String> args = new ArrayList<>(List.of("compare", before.toString(), current.toString()));
    args.addAll(Arrays.asList(options));
    return Outcome.of(args.toArray(String[]::new));
  }
}
