package org.neuronbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two datasets of one id: every report must tell them apart. */
class NamedDatasetsTest {

  @TempDir private Path folder;

  private Outcome run(String datasets) {
    Path experiment =
        Experiments.write(
            folder,
            """
            name: two
            models: [micro]
            datasets: [%s]
            strategies: [random]
            budgets: [20%%]
            seeds: [3]
            training: {epochs: 1, batch: 16, velocity-images: 4, threads: 1}
            """
                .formatted(datasets));
    return Outcome.of("run", experiment.toString(), "--out", results().toString());
  }

  private Path results() {
    return folder.resolve("results");
  }

  @Test
  void withoutNamesTheyAreRefused() {
    Outcome refused =
        run("{id: shapes, train-limit: 42, test-limit: 20}, {id: shapes, train-limit: 49}");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("datasets: two are named 'shapes', and results could not be told apart")
        .contains("{id: shapes, name: shapes-2, ...}");
  }

  @Test
  void theirNamesAreInEveryReport() throws IOException {
    Outcome run =
        run(
            "{id: shapes, name: few, train-limit: 42, test-limit: 20},"
                + " {id: shapes, name: more, train-limit: 49, test-limit: 20}");
    assertThat(run.code()).as(run.err() + run.out()).isZero();
    assertThat(run.out()).contains("few", "more");
    assertThat(Files.readString(results().resolve("cells.csv"))).contains(",few,", ",more,");
    Outcome plan =
        Outcome.of("plan", folder.resolve("tiny.yaml").toString(), "--out", results().toString());
    assertThat(plan.out()).contains("micro on few", "micro on more");
    Path junit = folder.resolve("junit.xml");
    Outcome compare =
        Outcome.of(
            "compare", results().toString(), results().toString(), "--junit", junit.toString());
    assertThat(compare.out()).contains("micro on few", "micro on more");
    assertThat(Files.readString(junit)).contains("micro on few", "micro on more");
  }
}
