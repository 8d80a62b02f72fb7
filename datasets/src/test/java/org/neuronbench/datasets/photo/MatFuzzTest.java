package org.neuronbench.datasets.photo;

import org.junit.jupiter.api.Test;
import org.neuronbench.datasets.Fuzzing;

class MatFuzzTest {

  /** The reader's own bound, and what copies of it take. */
  private static final long MOST_ALLOCATED = 100L << 20;

  @Test
  void onlyTheProjectsExceptionsComeOut() {
    int[] labels = new int[300];
    java.util.Arrays.setAll(labels, i -> i % 102 + 1);
    byte[] good = new MatFiles().row("labels", labels).row("other", 1, 2).bytes();
    new Fuzzing(good, MOST_ALLOCATED)
        .run(bytes -> MatNumbers.read("fuzzed.mat", bytes).ints("labels"));
  }

  /** The same without compression, where damage reaches the fields instead of the checksum. */
  @Test
  void onlyTheProjectsExceptionsComeOutOfPlainFiles() {
    byte[] good = new MatFiles().plainRow("labels", 1, 2, 3, 4, 5, 6).plainRow("b", 7).bytes();
    new Fuzzing(good, MOST_ALLOCATED)
        .run(bytes -> MatNumbers.read("fuzzed.mat", bytes).ints("labels"));
  }
}
