package org.neuronbench.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BenchProgressTest {

  @Test
  void saysWhichCaseRunsHowLongItTookAndWhatIsLeft() {
    StringWriter shown = new StringWriter();
    AtomicLong clock = new AtomicLong();
    BenchProgress progress = new BenchProgress(new PrintWriter(shown), 3, clock::get);
    progress.begin("resnet-18", BenchCase.FULL);
    clock.addAndGet(Duration.ofSeconds(100).toNanos());
    progress.end();
    progress.begin("resnet-18", BenchCase.EVALUATION);
    clock.addAndGet(Duration.ofSeconds(20).toNanos());
    progress.end();
    progress.begin("micro", BenchCase.FULL);
    progress.end();
    assertThat(shown.toString().lines())
        .containsExactly(
            "1 of 3: measuring resnet-18, full-train-bn ...",
            "  took 100 s, about 3 min left",
            "2 of 3: measuring resnet-18, evaluation ...",
            "  took 20 s, about 60 s left",
            "3 of 3: measuring micro, full-train-bn ...",
            "  took 0 s");
  }
}
