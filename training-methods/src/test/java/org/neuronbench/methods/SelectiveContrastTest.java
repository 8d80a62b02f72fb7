package org.neuronbench.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.method.Step;
import org.neuronbench.spi.method.Targets;
import org.neuronbench.spi.method.Verdict;

class SelectiveContrastTest {

  private static final int CLASSES = 2;

  private static SelectiveContrast started(String keep, int capacity) {
    return Made.started(
        new SelectiveContrast(),
        CLASSES,
        Map.of("capacity", capacity, "width", 2, "keep", keep, "period", 4));
  }

  private static Step scored(int step, int[] ids, float[][] outputs) {
    return Step.of(
        new Step.Time(0, step),
        ids,
        new int[ids.length],
        new Verdict[0],
        new float[0][],
        outputs,
        new double[0],
        new RandomStream(step));
  }

  /** Outputs of an image and its mirror image, classes before what is compared. */
  private static float[] row(double[] one, double[] mirrored) {
    return new float[] {
      9, 9, (float) one[0], (float) one[1], 9, 9, (float) mirrored[0], (float) mirrored[1]
    };
  }

  private static float[][] rows(JsonNode part) {
    return IntStream.range(0, part.path("z").size())
        .mapToObj(
            i ->
                row(
                    Golden.doubles(part.path("z").get(i)),
                    Golden.doubles(part.path("z_flip").get(i))))
        .toArray(float[][]::new);
  }

  /** Buffer b0, b1, b2 has ids 0 to 2, the segment s0, s1, s2 ids 3 to 5. */
  @Test
  @Tag("shared")
  void keepsWhatTheReferenceKeeps() {
    JsonNode golden = Golden.of("sdc");
    JsonNode inputs = golden.path("inputs");
    Map<String, Integer> ids = new HashMap<>();
    for (int i = 0; i < 3; i++) {
      ids.put(inputs.path("buffer").path("ids").get(i).asText(), i);
      ids.put(inputs.path("segment").path("ids").get(i).asText(), 3 + i);
    }
    SelectiveContrast method = started("contrast", 3);
    int[] buffer =
        method.keep(new int[0], scored(0, new int[] {0, 1, 2}, rows(inputs.path("buffer"))));
    assertThat(buffer).containsExactly(0, 1, 2);
    int[] kept = method.keep(buffer, scored(1, new int[] {3, 4, 5}, rows(inputs.path("segment"))));
    int[] expected = new int[3];
    for (int i = 0; i < 3; i++) {
      expected[i] = ids.get(golden.path("kept").get(i).asText());
    }
    assertThat(kept).containsExactlyInAnyOrder(expected);
    JsonNode scores = golden.path("scores");
    for (String part : new String[] {"buffer", "segment"}) {
      for (int i = 0; i < 3; i++) {
        assertThat(
                SelectiveContrast.score(
                    Golden.doubles(inputs.path(part).path("z").get(i)),
                    Golden.doubles(inputs.path(part).path("z_flip").get(i))))
            .isEqualTo(
                scores.path(inputs.path(part).path("ids").get(i).asText()).doubleValue(),
                within(1e-9));
      }
    }
  }

  @Test
  @Tag("shared")
  void contrastsAsTheReference() {
    JsonNode golden = Golden.of("sdc").path("nt_xent");
    double[][] given =
        IntStream.range(0, 4)
            .mapToObj(i -> Golden.doubles(golden.path("z").get(i)))
            .toArray(double[][]::new);
    double[][] rows = {given[0], given[2], given[1], given[3]}; // first views, then second ones
    double temperature = golden.path("temperature").doubleValue();
    Contrast contrast = new Contrast(rows, temperature);
    double[] losses = contrast.losses();
    assertThat(new double[] {losses[0], losses[2], losses[1], losses[3]})
        .containsExactly(Golden.doubles(golden.path("per_row")), within(1e-9));
    assertThat(Arrays.stream(losses).average().orElseThrow())
        .isEqualTo(golden.path("loss").doubleValue(), within(1e-9));
    double[][] equal = {{1, 1}, {1, 1}, {1, 1}, {1, 1}};
    assertThat(new Contrast(equal, temperature).losses()[0])
        .isEqualTo(golden.path("loss_all_equal_vectors_n2").doubleValue(), within(1e-9));
  }

  /** The gradient by differences, of rows that are no unit vectors. */
  @Test
  void theGradientOfTheContrastIsItsSlope() {
    double[][] rows = {{1, 0.3}, {0.5, 2}, {-0.7, 0.4}, {0.2, 1.1}};
    double[][] slopes = new Contrast(rows, 0.5).slopes();
    double step = 1e-6;
    for (int i = 0; i < 4; i++) {
      for (int k = 0; k < 2; k++) {
        rows[i][k] += step;
        double above = Arrays.stream(new Contrast(rows, 0.5).losses()).sum();
        rows[i][k] -= 2 * step;
        double below = Arrays.stream(new Contrast(rows, 0.5).losses()).sum();
        rows[i][k] += step;
        assertThat(slopes[i][k]).isEqualTo((above - below) / (2 * step), within(1e-6));
      }
    }
  }

  /** Ages at the start are 0, 2 and 3; one is scored again when its age is a multiple of four. */
  @Test
  @Tag("shared")
  void scoresAgainAsTheReference() {
    JsonNode lazy = Golden.of("sdc").path("lazy");
    SelectiveContrast method = started("contrast", 3);
    byte[] ages =
        Bytes.of(
            out -> {
              out.writeLong(0);
              out.writeInt(3);
              for (int i = 0; i < 3; i++) {
                out.writeInt(i);
                out.writeInt(lazy.path("start_ages").path("b" + i).intValue());
                out.writeDouble(0);
              }
            });
    method.restore(ages);
    for (JsonNode expected : lazy.path("rescored_at_step_1_to_6")) {
      int[] ids =
          IntStream.range(0, expected.size())
              .map(i -> expected.get(i).asText().charAt(1) - '0')
              .toArray();
      assertThat(method.rescored(new int[] {0, 1, 2})).containsExactly(ids);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"contrast", "fifo", "random", "reservoir", "k-centre"})
  void buffersHoldWhatTheyMay(String keep) {
    SelectiveContrast method = started(keep, 4);
    int[] buffer = new int[0];
    for (int step = 0; step < 20; step++) {
      int[] again = method.rescored(buffer);
      int first = 3 * step;
      int[] candidates =
          IntStream.concat(Arrays.stream(again), IntStream.range(first, first + 3)).toArray();
      RandomStream random = new RandomStream(step);
      float[][] outputs = new float[candidates.length][];
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] =
            row(
                new double[] {random.nextGaussian(), random.nextGaussian()},
                new double[] {random.nextGaussian(), random.nextGaussian()});
      }
      buffer = method.keep(buffer, scored(step, candidates, outputs));
      assertThat(buffer).hasSize(Math.min(4, first + 3)).doesNotHaveDuplicates();
    }
    if (keep.equals("fifo")) {
      assertThat(buffer).containsExactly(56, 57, 58, 59);
    }
  }

  @Test
  void onlyWhatIsComparedLearns() {
    SelectiveContrast method = started("fifo", 2);
    float[][] outputs = {{5, 1, 1, 0}, {5, 1, 0, 1}, {5, 1, 1, 0.5f}, {5, 1, 0.2f, 1}};
    Targets targets = method.targets(scored(0, new int[] {0, 1, 0, 1}, outputs));
    assertThat(targets.width()).isEqualTo(4);
    double[] slope = new double[4];
    assertThat(targets.loss(0, outputs[0], slope)).isPositive();
    assertThat(slope[0]).isZero();
    assertThat(slope[3]).isNotZero();
  }
}
