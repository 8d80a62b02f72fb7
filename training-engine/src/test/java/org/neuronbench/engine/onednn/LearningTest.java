package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.ErrorFlow;
import org.neuronbench.core.engine.Learning;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.TrainingMeasurement;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.TestGraphs;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.method.Targets;

class LearningTest {

  private static final int CLASSES = TestGraphs.CLASSES;
  private final GraphModel plain = TestGraphs.model(3, 1, false, false);
  private final GraphModel model =
      new GraphModel(
          "test", plain.prototype(), plain.inputSize(), plain.preprocessing(), "random", true);
  private final Batch batch = TestGraphs.batch(3);

  private TrainingSession open(BatchNormMode mode, int extra) {
    SessionSettings settings =
        new SessionSettings(mode, 0, 0, 0, batch.size(), 2, CLASSES, new RandomStream(1));
    return new OnednnEngine().open(model, settings.learning(extra, ErrorFlow.WHOLE));
  }

  private TrainingMeasurement train(TrainingSession session, Learning learning, Batch images) {
    Selection all = Selection.all(model.network());
    return session.train(
        step -> all, learning, List.of(new TrainingStep(images, 0.05)).iterator(), done -> {});
  }

  /** As if the others were not in the batch; what is scored changes nothing. */
  @ParameterizedTest
  @EnumSource(BatchNormMode.class)
  void trainsOnTheImagesAdmitted(BatchNormMode mode) {
    int[] admitted = {0, 2, 3};
    List<Learning.Scored> heard = new ArrayList<>();
    Learning learning =
        new Learning() {
          @Override
          public int[] admit(Batch offered, Scoring scoring) {
            Scored scored = scoring.score(new int[] {1});
            assertThat(scored.losses()).hasSize(1);
            assertThat(scored.outputs()[0]).hasSize(CLASSES);
            return admitted;
          }

          @Override
          public boolean listens() {
            return true;
          }

          @Override
          public void after(Scored trained) {
            heard.add(trained);
          }
        };
    try (TrainingSession one = open(mode, 0);
        TrainingSession other = open(mode, 0)) {
      TrainingMeasurement made = train(one, learning, batch);
      TrainingMeasurement alone = train(other, Learning.PLAIN, batch.only(admitted));
      assertThat(one.state().parameters()).containsExactly(other.state().parameters());
      assertThat(made.trained()).isEqualTo(3);
      assertThat(made.images()).isEqualTo(batch.size());
      long forward = one.answer(batch.only(1)).macs();
      assertThat(made.executedMacs())
          .isEqualTo((3 * alone.executedMacs() + forward) / batch.size());
      double loss = Arrays.stream(heard.get(0).losses()).average().orElseThrow();
      assertThat(loss).isEqualTo(made.meanLoss(), within(1e-6));
    }
  }

  @Test
  void withoutImagesNothingIsTrained() {
    Learning none =
        new Learning() {
          @Override
          public int[] admit(Batch offered, Scoring scoring) {
            return new int[0];
          }
        };
    try (TrainingSession session = open(BatchNormMode.TRAIN, 0)) {
      float[] before = session.state().parameters();
      TrainingMeasurement made = train(session, none, batch);
      assertThat(session.state().parameters()).containsExactly(before);
      assertThat(made.executedMacs()).isZero();
      assertThat(made.steps()).isZero();
    }
  }

  private static Learning towards(Targets targets) {
    return new Learning() {
      @Override
      public boolean hasTargets() {
        return true;
      }

      @Override
      public Targets targets(float[][] outputs) {
        return targets;
      }
    };
  }

  /** The same gradient by another way: off by the rounding of logarithms to float, 1e-6. */
  @Test
  void targetsOfOneClassAreLabels() {
    int[] labels = Arrays.copyOf(batch.labels(), batch.size());
    try (TrainingSession one = open(BatchNormMode.TRAIN, 0);
        TrainingSession other = open(BatchNormMode.TRAIN, 0)) {
      train(one, towards(Targets.of(labels, CLASSES)), batch);
      train(other, Learning.PLAIN, batch);
      assertThat(one.state().parameters())
          .containsExactly(other.state().parameters(), within(1e-6f));
    }
  }

  /** With frozen batch norm an image without weight is as if it were not there. */
  @Test
  void weightsScaleWhatImagesTeach() {
    int[] labels = Arrays.copyOf(batch.labels(), batch.size());
    double[] weights = new double[batch.size()];
    weights[0] = batch.size() / 2.0;
    weights[1] = batch.size() / 2.0;
    try (TrainingSession one = open(BatchNormMode.FROZEN, 0);
        TrainingSession other = open(BatchNormMode.FROZEN, 0)) {
      train(one, towards(Targets.of(labels, CLASSES).weighted(weights)), batch);
      train(other, Learning.PLAIN, batch.only(0, 1));
      assertThat(one.state().parameters())
          .containsExactly(other.state().parameters(), within(1e-5f));
    }
  }

  /**
   * Times the classifier's weights they are the outputs; float sums differ in their order, 1e-5.
   */
  @Test
  void featuresAreWhatTheClassifierReads() {
    try (TrainingSession session = open(BatchNormMode.TRAIN, 0)) {
      float[] features = session.features(List.of(batch).iterator())[1];
      float[] outputs = session.answer(batch).scored().outputs()[1];
      var head = ((OnednnSession) session).trainedGraph().getLayer("head");
      for (int k = 0; k < CLASSES; k++) {
        double sum = head.getParam("b").getDouble(k);
        for (int f = 0; f < features.length; f++) {
          sum += features[f] * head.getParam("W").getDouble(f, k);
        }
        assertThat(outputs[k]).isEqualTo((float) sum, within(1e-5f));
      }
    }
  }

  /**
   * Against differences of two levels of the 40 pixels whose slopes are the greatest: within 5 %,
   * as activations switch in between.
   */
  @Test
  void pixelsAreDifferentiated() {
    Batch one = batch.only(0, 1, 2);
    try (TrainingSession session = open(BatchNormMode.TRAIN, 0)) {
      train(session, Learning.PLAIN, batch);
      float[] before = session.state().parameters();
      TrainingSession.Sensitivity found =
          session.sensitivity(one, rows -> Targets.ofLoss(squares(rows), doubled(rows)));
      assertThat(session.state().parameters()).containsExactly(before);
      assertThat(found.features()).isDeepEqualTo(session.features(List.of(one).iterator()));
      int[] largest =
          IntStream.range(0, one.pixels().length)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -Math.abs(found.slopes()[i])))
              .limit(40)
              .mapToInt(i -> i)
              .toArray();
      for (int pixel : largest) {
        double difference = (moved(session, one, pixel, 1) - moved(session, one, pixel, -1)) / 2;
        assertThat(found.slopes()[pixel] / difference).isEqualTo(1, within(0.05));
      }
    }
  }

  private static double moved(TrainingSession session, Batch images, int pixel, int by) {
    byte[] pixels = images.pixels().clone();
    pixels[pixel] = (byte) Math.min(255, Math.max(0, (pixels[pixel] & 0xFF) + by));
    Batch other = new Batch(images.size(), images.imageSize(), pixels, images.labels());
    return Arrays.stream(squares(session.features(List.of(other).iterator()))).sum();
  }

  private static double[] squares(float[][] rows) {
    return Arrays.stream(rows)
        .mapToDouble(row -> IntStream.range(0, row.length).mapToDouble(f -> row[f] * row[f]).sum())
        .toArray();
  }

  private static double[][] doubled(float[][] rows) {
    return Arrays.stream(rows)
        .map(row -> IntStream.range(0, row.length).mapToDouble(f -> 2 * row[f]).toArray())
        .toArray(double[][]::new);
  }

  /** Whatever was trained before: a cell that was stopped has forgotten it. */
  @Test
  void bytesOfWeightsAreThoseThatTheEpochUsed() {
    try (TrainingSession one = open(BatchNormMode.FROZEN, 0);
        TrainingSession other = open(BatchNormMode.FROZEN, 0)) {
      long all = train(one, Learning.PLAIN, batch).memory().weights();
      long few = ofTheHead(one);
      assertThat(few).isLessThan(all).isEqualTo(ofTheHead(other));
    }
  }

  /** Gradients go no deeper than the head, and copies of weights for them are not made. */
  private long ofTheHead(TrainingSession session) {
    Selection none = Selection.none(model.network());
    List<TrainingStep> steps = List.of(new TrainingStep(batch, 0.1));
    return session.train(none, steps.iterator(), step -> {}).memory().weights();
  }

  /** As if the other batch had been offered; what is asked before changes nothing. */
  @Test
  void trainsOnABatchInPlaceOfTheOffered() {
    Batch other = TestGraphs.batch(9).only(0, 1, 2, 3);
    Learning learning =
        new Learning() {
          @Override
          public Batch instead(Batch offered, Answering answering) {
            assertThat(answering.outputs(offered.only(0, 1))).hasDimensions(2, CLASSES);
            return other;
          }
        };
    try (TrainingSession one = open(BatchNormMode.TRAIN, 0);
        TrainingSession two = open(BatchNormMode.TRAIN, 0)) {
      TrainingMeasurement made = train(one, learning, batch);
      train(two, Learning.PLAIN, other);
      assertThat(one.state().parameters()).containsExactly(two.state().parameters());
      assertThat(made.images()).isEqualTo(batch.size());
      assertThat(made.trained()).isEqualTo(4);
    }
  }

  /** An output to abstain by is trained by targets only, and never an answer. */
  @Test
  void extraOutputsArePassedOver() {
    double[][] abstain = new double[batch.size()][CLASSES + 1];
    Arrays.stream(abstain).forEach(row -> row[CLASSES] = 1);
    try (TrainingSession session = open(BatchNormMode.TRAIN, 1)) {
      for (int i = 0; i < 20; i++) {
        train(session, towards(Targets.of(abstain)), batch);
      }
      float[] outputs = session.answer(batch).scored().outputs()[0];
      assertThat(outputs).hasSize(CLASSES + 1);
      assertThat(outputs[CLASSES]).isGreaterThan(outputs[0]);
      assertThat(session.evaluate(List.of(batch).iterator()).right().cardinality()).isPositive();
      train(session, Learning.PLAIN, batch);
      assertThat(session.seen().classAccuracy()).hasSize(CLASSES);
    }
  }
}
