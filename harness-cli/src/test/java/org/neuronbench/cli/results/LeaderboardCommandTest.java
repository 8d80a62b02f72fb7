package org.neuronbench.cli.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.cli.Outcome;

class LeaderboardCommandTest {

  @Test
  void saysThatAFolderHoldsNoResults(@TempDir Path folder) {
    Outcome leaderboard = Outcome.of("leaderboard", folder.toString());
    assertThat(leaderboard.code()).isEqualTo(2);
    assertThat(leaderboard.err())
        .isEqualTo(
            "neuronbench: %s holds no results (no folder 'cells'); give the folder that 'neuronbench"
                    .formatted(folder)
                + " run' wrote"
                + System.lineSeparator());
  }
}
