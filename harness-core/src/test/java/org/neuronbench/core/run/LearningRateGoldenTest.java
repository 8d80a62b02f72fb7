package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The paper's schedule, 5 epochs of warm-up and 200 of decay, as NumPy computed it. */
@Tag("shared")
class LearningRateGoldenTest {

  private JsonNode golden;
  private LearningRateSchedule schedule;

  @BeforeEach
  void read() throws IOException {
    Path file =
        Path.of(System.getProperty("neuronbench.shared", "../../shared"))
            .resolve("golden/schedule_and_flops.json");
    assumeTrue(Files.exists(file), () -> file + " is not here; this test compares with it");
    golden = new JsonMapper().readTree(file.toFile()).path("schedule");
    long steps = golden.path("iterations_per_epoch").asLong();
    schedule =
        new LearningRateSchedule(
            golden.path("base_lr").asDouble(),
            steps * golden.path("warmup_epochs").asLong(),
            steps * golden.path("cosine_epochs").asLong());
  }

  @Test
  void everyListedRateAgrees() {
    assertThat(golden.path("lr").size()).isGreaterThan(30);
    for (Map.Entry<String, JsonNode> entry : golden.path("lr").properties()) {
      assertThat(schedule.rate(Long.parseLong(entry.getKey())))
          .as("iteration " + entry.getKey())
          .isCloseTo(entry.getValue().asDouble(), within(1e-12));
    }
  }

  @Test
  void theSumAgrees() {
    double sum =
        LongStream.range(0, golden.path("iterations").asLong()).mapToDouble(schedule::rate).sum();
    assertThat(sum).isCloseTo(golden.path("sum_over_all_iterations").asDouble(), within(1e-12));
  }
}
