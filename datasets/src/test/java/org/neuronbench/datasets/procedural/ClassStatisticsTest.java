package org.neuronbench.datasets.procedural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.data.ImageSet;
import org.neuronbench.datasets.BuiltInDatasets;
import org.neuronbench.datasets.Requests;

class ClassStatisticsTest {

  /** Standard deviation of the mean grey level of a channel of one image. */
  private static final double DEVIATION = 55;

  private static final int TEST_SIZE = 2000;

  @ParameterizedTest
  @CsvSource({"shapes, 8", "glyphs, 10", "textures, 8", "primitives, 20"})
  void classesAreBalancedAndOfOneMeanColour(String id, int classes) {
    ImageSet test = new BuiltInDatasets().open(Requests.procedural(id, 1, TEST_SIZE)).test();
    double[][] sums = new double[classes][3];
    int[] counts = new int[classes];
    for (int i = 0; i < test.size(); i++) {
      add(Requests.pixels(test, i), sums[test.label(i)]);
      counts[test.label(i)]++;
    }
    int perClass = TEST_SIZE / classes;
    assertThat(counts).containsOnly(perClass);
    double tolerance = 3.5 * DEVIATION / Math.sqrt(perClass);
    for (double[] sum : sums) {
      for (double channel : sum) {
        assertThat(channel / perClass / 1024).isCloseTo(127.5, within(tolerance));
      }
    }
  }

  private static void add(byte[] pixels, double[] sums) {
    for (int i = 0; i < pixels.length; i++) {
      sums[i % 3] += pixels[i] & 0xFF;
    }
  }
}
