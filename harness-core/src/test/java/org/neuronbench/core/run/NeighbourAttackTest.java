package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.Learning;
import org.neuronbench.core.engine.TrainingSession.Sensitivity;
import org.neuronbench.core.results.EpochFacts;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.method.Attack;
import org.neuronbench.spi.method.Targets;

class NeighbourAttackTest {

  private static final double TOLERANCE = 1e-9;

  private static JsonNode golden() throws IOException {
    Path file =
        Path.of(System.getProperty("neuronbench.shared", "no-shared-folder"))
            .resolve("golden/methods.json");
    assumeThat(Files.exists(file))
        .as("golden values of methods are not here (-Dneuronbench.shared=FOLDER)")
        .isTrue();
    return JsonMapper.builder().build().readTree(file.toFile()).path("ssat");
  }

  private static double[] doubles(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  private static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::intValue).toArray();
  }

  private static Neighbours bank(JsonNode knn) {
    double[][] rows =
        StreamSupport.stream(knn.path("train").spliterator(), false)
            .map(NeighbourAttackTest::doubles)
            .toArray(double[][]::new);
    return new Neighbours(rows, ints(knn.path("labels")), 2);
  }

  @Test
  @Tag("shared")
  void neighboursVoteAsPublished() throws IOException {
    JsonNode knn = golden().path("knn");
    int count = knn.path("k").intValue();
    for (int q = 0; q < knn.path("query").size(); q++) {
      JsonNode expected = knn.path("result").path(q);
      double[] distances = bank(knn).distances(doubles(knn.path("query").path(q)));
      assertThat(distances)
          .containsExactly(doubles(expected.path("squared_distance")), within(TOLERANCE));
      int[] nearest = bank(knn).nearest(distances, count);
      assertThat(nearest).containsExactly(ints(expected.path("neighbours")));
      assertThat(distances[nearest[count - 1]])
          .isEqualTo(expected.path("threshold").doubleValue(), within(TOLERANCE));
      assertThat(bank(knn).vote(distances, count)).isEqualTo(expected.path("predicted").intValue());
    }
  }

  @Test
  @Tag("shared")
  void guidesPullAsPublished() throws IOException {
    JsonNode expected = golden().path("attack");
    Attack attack = new Attack(8, 2, 1, 1, 3, expected.path("m").intValue(), 7);
    NeighbourAttack attacking = new NeighbourAttack(attack, bank(golden().path("knn")), false);
    double[] x = doubles(expected.path("x"));
    NeighbourAttack.Goal goal = attacking.goal(x, expected.path("label").intValue());
    assertThat(goal.own()).containsExactly(ints(expected.path("same_class_guides")));
    assertThat(goal.others()).containsExactly(ints(expected.path("other_class_guides")));
    assertThat(goal.threshold()).isEqualTo(expected.path("threshold").doubleValue());
    double[] slope = new double[2];
    assertThat(attacking.guided(x, goal, slope))
        .isEqualTo(expected.path("objective_to_minimise").doubleValue(), within(TOLERANCE));
    assertThat(slope).containsExactly(doubles(expected.path("gradient")), within(TOLERANCE));
  }

  @Test
  @Tag("shared")
  void whatWasWrongIsNoSuccessOfTheDefence() throws IOException {
    JsonNode expected = golden().path("dsr");
    int[] before = ints(expected.path("correct_before"));
    int[] after = ints(expected.path("correct_after"));
    double clean = IntStream.of(before).sum() / (double) before.length;
    long both = IntStream.range(0, before.length).filter(i -> before[i] * after[i] == 1).count();
    EpochFacts.Robustness found =
        new EpochFacts.Robustness(8, clean, both / (double) before.length);
    assertThat(found.defended())
        .isEqualTo(expected.path("defence_success_rate").doubleValue(), within(TOLERANCE));
    assertThat(found.robust())
        .isEqualTo(expected.path("robust_accuracy").doubleValue(), within(TOLERANCE));
  }

  /** Two features: the first two bytes, times {@code factor}. */
  private record Identity(float factor) implements Learning.Answering {
    @Override
    public float[][] outputs(Batch images) {
      throw new UnsupportedOperationException();
    }

    @Override
    public float[][] features(Batch images) {
      float[][] rows = new float[images.size()][2];
      for (int i = 0; i < rows.length; i++) {
        for (int f = 0; f < 2; f++) {
          rows[i][f] = factor * (images.pixels()[3 * i + f] & 0xFF);
        }
      }
      return rows;
    }

    @Override
    public Sensitivity sensitivity(Batch images, Function<float[][], Targets> loss) {
      float[][] features = features(images);
      Targets losses = loss.apply(features);
      float[] slopes = new float[3 * images.size()];
      for (int i = 0; i < features.length; i++) {
        double[] slope = new double[2];
        losses.loss(i, features[i], slope);
        slopes[3 * i] = (float) slope[0];
        slopes[3 * i + 1] = (float) slope[1];
      }
      return new Sensitivity(features, slopes);
    }
  }

  private static final Neighbours CORNERS =
      new Neighbours(
          new double[][] {{20, 20}, {22, 20}, {20, 22}, {60, 60}, {62, 60}, {60, 62}},
          new int[] {0, 0, 0, 1, 1, 1},
          2);

  private static Batch at(int red, int green) {
    return new Batch(1, 1, new byte[] {(byte) red, (byte) green, 9}, new int[] {0}, new int[] {0});
  }

  private static NeighbourAttack.Fooled attacked(int epsilon, int restarts, Batch clean) {
    Attack attack = new Attack(epsilon, 2, 20, restarts, 3, 4, 6);
    Identity by = new Identity(1);
    return new NeighbourAttack(attack, CORNERS, false)
        .against(
            clean,
            by.features(clean),
            new int[] {0},
            NeighbourAttack.Counting.ANY_STEP,
            new RandomStream(1),
            by);
  }

  /** The vote turns halfway, at 40 and 40: twelve levels from 31 reach beyond, four do not. */
  @Test
  void anImageIsFooledIfTheRangeAllows() {
    NeighbourAttack.Fooled near = attacked(12, 1, at(31, 31));
    assertThat(near.which().cardinality()).isOne();
    for (int f = 0; f < 2; f++) {
      assertThat(near.images().pixels()[f] & 0xFF).isBetween(31 - 12, 31 + 12);
    }
    NeighbourAttack.Fooled far = attacked(4, 4, at(31, 31));
    assertThat(far.which().isEmpty()).isTrue();
    assertThat(far.images().pixels()).containsExactly(at(31, 31).pixels());
  }

  /** The vote of the whole bank reaches what guides reach. */
  @Test
  void bothKindsOfRestartGoTheSameWay() {
    NeighbourAttack attack = new NeighbourAttack(new Attack(8, 2, 1, 1, 3, 4, 6), CORNERS, false);
    double[] x = {31, 31};
    double[] guided = new double[2];
    double[] voted = new double[2];
    attack.guided(x, attack.goal(x, 0), guided);
    double before = attack.voted(x, attack.goal(x, 0), voted);
    assertThat(guided[0]).isNegative();
    assertThat(voted[0]).isNegative();
    double[] moved = {31.001, 31};
    double after = attack.voted(moved, attack.goal(x, 0), new double[2]);
    assertThat((after - before) / 0.001).isEqualTo(voted[0], within(1e-4));
  }
}
