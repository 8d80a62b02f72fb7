package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangesTest {

  /**
   * Little work is done by the caller alone; much is split, and no index is left out or done twice.
   */
  @ParameterizedTest
  @CsvSource({"1, 10, 9999999, 1", "3, 10, 9999999, 3", "3, 10, 100, 1", "3, 2, 9999999, 1"})
  void everyIndexIsWorkedOnOnce(int threads, int count, long values, int parts) {
    AtomicIntegerArray seen = new AtomicIntegerArray(count);
    AtomicIntegerArray used = new AtomicIntegerArray(threads);
    Ranges.each(
        threads,
        count,
        values,
        (thread, from, to) -> {
          used.incrementAndGet(thread);
          IntStream.range(from, to).forEach(seen::incrementAndGet);
        });
    assertThat(IntStream.range(0, count).map(seen::get)).containsOnly(1);
    assertThat(IntStream.range(0, threads).map(used::get).filter(n -> n > 0).boxed().toList())
        .isEqualTo(List.copyOf(Collections.nCopies(parts, 1)));
  }
}
