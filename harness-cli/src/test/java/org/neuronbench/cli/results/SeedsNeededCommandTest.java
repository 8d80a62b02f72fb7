package org.neuronbench.cli.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.cli.Outcome;
import org.neuronbench.cli.StoredCells;

class SeedsNeededCommandTest {

  @TempDir Path folder;

  /** Differences 1, 2, 0, 1: mean 1, deviation 0.8165, effect 1.2247: 8 seeds by statsmodels. */
  @Test
  void countsSeedsAndSaysWhatItAssumes() {
    StoredCells.write(folder, "velocity", 81, 82, 80, 81);
    StoredCells.write(folder, "random", 80, 80, 80, 80);
    Outcome needed = needed("velocity", "random");
    assertThat(needed.code()).isZero();
    assertThat(needed.out())
        .contains("micro on glyphs, budget 10%")
        .contains(
            "velocity - random: +1.00 points over 4 common seeds, 95 % interval [-0.30, +2.30]")
        .contains("spread of the differences: 0.82 points, 95 % interval 0.46 to 3.04")
        .contains("seeds needed for the measured difference, 1.00: 8 (")
        .contains("Assumed:", "5 % level", "80 of 100");
  }

  @Test
  void oneSeedIsNotAvailable() {
    StoredCells.write(folder, "velocity", 81);
    StoredCells.write(folder, "random", 80);
    Outcome needed = needed("velocity", "random");
    assertThat(needed.code()).isZero();
    assertThat(needed.out())
        .contains("seeds needed: not available, one common seed has no spread; run at least two");
  }

  @Test
  void namesTheStrategiesThereAre() {
    StoredCells.write(folder, "velocity", 81);
    StoredCells.write(folder, "random", 80);
    Outcome wrong = needed("velocity", "randon");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err())
        .contains(
            "No model, dataset and budget has both 'velocity' and 'randon', expected two of random,"
                + " velocity");
  }

  private Outcome needed(String first, String second) {
    return Outcome.of("seeds-needed", folder.toString(), "--first", first, "--second", second);
  }
}
