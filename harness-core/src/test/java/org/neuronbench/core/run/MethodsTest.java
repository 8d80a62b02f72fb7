package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.InputException;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.experiment.Experiment.DatasetEntry;
import org.neuronbench.core.experiment.Experiment.MethodEntry;
import org.neuronbench.core.experiment.Experiment.MethodsEntry;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.plan.Plan;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.Rerun;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.core.run.ExperimentRunner.Options;
import org.neuronbench.core.strategies.Learners.Newest;
import org.neuronbench.core.strategies.Learners.Pairs;

class MethodsTest {

  @TempDir private Path folder;

  private final FakeBench bench = bench();

  /** Eighteen images in four batches of four, two left over. */
  private static FakeBench bench() {
    FakeBench bench = new FakeBench();
    bench.engine.counts = true;
    return bench;
  }

  private static MethodsEntry together(String... ids) {
    return new MethodsEntry(Arrays.stream(ids).map(id -> new MethodEntry(id, Map.of())).toList());
  }

  private Plan plan(FakeBench on, String... ids) {
    on.methods = List.of(together(ids));
    return on.plan("drawn");
  }

  private CellRecord run(String... ids) {
    return bench.trials().run(plan(bench, ids).cells().get(0), Trials.Watch.NONE).record();
  }

  @Test
  void trainsOnTheImagesAdmitted() {
    CellRecord record = run("even");
    assertThat(record.status()).isEqualTo(CellStatus.OK);
    assertThat(record.method()).isEqualTo("even");
    assertThat(record.contender()).isEqualTo("drawn with even");
    long even =
        bench.engine.trained.stream()
            .flatMap(batch -> FakeDataset.indices(batch).stream())
            .filter(id -> id % 2 == 0)
            .count();
    assertThat(bench.engine.admitted.stream().mapToInt(n -> n).sum()).isEqualTo((int) even);
    double mean =
        record.epochs().stream()
            .mapToDouble(epoch -> epoch.valueOrNan(Metrics.IMAGES_TRAINED))
            .average()
            .orElseThrow();
    assertThat(mean).isEqualTo(100.0 * even / (2 * 4 * 4), within(1e-9));
  }

  @Test
  void decidesOnceMoreWhenLossesAreKnown() {
    run("scoring");
    long hard =
        bench.engine.trained.stream()
            .flatMap(batch -> FakeDataset.indices(batch).stream())
            .filter(id -> id >= 10) // the loss is a hundredth of the id
            .count();
    assertThat(bench.engine.admitted.stream().mapToInt(n -> n).sum()).isEqualTo((int) hard);
  }

  @Test
  void stepsThatNothingIsAdmittedToAreNotMade() {
    CellRecord record = run("blank");
    assertThat(record.status()).isEqualTo(CellStatus.OK);
    assertThat(bench.engine.admitted).containsOnly(0);
    assertThat(record.epochs().get(0).valueOrNan(Metrics.IMAGES_TRAINED)).isZero();
  }

  @Test
  void givesTargets() {
    run("soft");
    assertThat(bench.engine.targets).hasSize(8).allSatisfy(t -> assertThat(t.size()).isEqualTo(4));
  }

  @Test
  void methodsCombineInAnyOrder() {
    String id = plan(bench, "soft", "even").cells().get(0).id();
    assertThat(plan(bench, "even", "soft").cells().get(0).id()).isEqualTo(id);
    assertThat(run("soft", "even").method()).isEqualTo("even + soft");
    assertThat(bench.engine.targets).isNotEmpty();
  }

  @Test
  void methodsOfTheSameRuleAreRefused() {
    assertThatThrownBy(() -> plan(bench, "scoring", "even"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "methods: even and scoring cannot be used together: both have a rule for 'admission'");
  }

  @Test
  void aCellWithoutMethodsIsTheCellItWas() {
    CellSpec plain = bench.plan("drawn").cells().get(0);
    assertThat(plain.identity()).doesNotContainKeys("methods", "method-code");
    assertThat(plan(bench, "even").cells().get(0).identity())
        .containsEntry("methods", "even")
        .containsKey("method-code");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throwing | Method throwing, hearing of a step, threw java.lang.IllegalStateException: no more",
        "silent | Method silent, admitting images, threw java.lang.NullPointerException",
        "short-answer | Method short-answer gave 1 verdicts on 4 images, or none on one of them",
      })
  void aMethodThatFailsEndsItsCell(String id, String reason) {
    CellRecord record = run(id);
    assertThat(record.status()).isEqualTo(CellStatus.METHOD_ERROR);
    assertThat(record.reason()).startsWith(reason);
  }

  /** Stopped after any of its steps, a cell ends with the record of an undisturbed one. */
  @ParameterizedTest
  @ValueSource(ints = {5, 7, 10})
  void goesOnWhereMethodsStood(int steps) {
    ResultStore store = ResultStore.create(folder.resolve("stopped"));
    Options keeping = new Options(Rerun.MISSING, true);
    FakeBench first = longer();
    Cancellation cancellation = new Cancellation();
    RunListener stopping =
        new RunListener() {
          private int left = steps;

          @Override
          public void stepDone(int epoch, int step, int count) {
            if (--left == 0) {
              cancellation.request();
            }
          }
        };
    first.runner(store, stopping, cancellation).run(plan(first, "counting"), keeping);
    FakeBench second = longer();
    second.runner(store, new RunListener() {}).run(plan(second, "counting"), keeping);
    ResultStore whole = ResultStore.create(folder.resolve("whole"));
    FakeBench undisturbed = longer();
    undisturbed
        .runner(whole, new RunListener() {})
        .run(plan(undisturbed, "counting"), Options.DEFAULT);
    assertThat(sums(store)).isEqualTo(sums(whole)).doesNotHaveDuplicates().hasSize(4);
  }

  private static FakeBench longer() {
    FakeBench bench = bench();
    bench.recipe = Recipes.epochs(4);
    return bench;
  }

  private static List<Number> sums(ResultStore store) {
    return store.cells().get(0).epochs().stream()
        .map(EpochRecord::values)
        .map(values -> values.get("method.counting.sum"))
        .toList();
  }

  @Test
  void fewerStepsHaveAScheduleOfTheirOwn() {
    run("half");
    assertThat(bench.engine.trained).hasSize(4);
    assertThat(bench.engine.learningRates)
        .containsExactly(
            0.5, // half of a cosine over four steps
            0.25 * (1 + Math.cos(Math.PI / 4)),
            0.25 * (1 + Math.cos(Math.PI / 2)),
            0.25 * (1 + Math.cos(3 * Math.PI / 4)));
  }

  /** Two epochs of two steps see the four batches of one pass. */
  @Test
  void oneEpochGoesOnWhereTheOneBeforeEnded() {
    run("onward");
    List<Integer> seen =
        bench.engine.trained.stream().map(FakeDataset::indices).flatMap(List::stream).toList();
    assertThat(seen).hasSize(16).doesNotHaveDuplicates();
    bench.engine.trained.clear();
    run("half");
    List<Integer> afresh =
        bench.engine.trained.stream().map(FakeDataset::indices).flatMap(List::stream).toList();
    assertThat(afresh).hasSize(16);
    assertThat(afresh.stream().distinct().count()).isLessThan(16);
  }

  @Test
  void savedWorkIsOfAWholeEpoch() {
    assertThat(run("half").epochs().get(0).valueOrNan(Metrics.EXECUTED_MACS_SAVED))
        .isEqualTo(100 * (1 - 0.5 * 30 / 40)); // the engine ran 30 of 40 for each image
  }

  private void labelled(int count) {
    bench.entry = new DatasetEntry("fake", FakeBench.FAKE.values().with(Settings.LABELLED, count));
  }

  /** Two images with labels and two others in two views: six rows. */
  @Test
  void composesBatches() {
    Pairs.LABELS.clear();
    Pairs.IDS.clear();
    Pairs.KNOWN.clear();
    labelled(6);
    CellRecord record = run("pairs");
    assertThat(record.status()).isEqualTo(CellStatus.OK);
    int[] known = Pairs.KNOWN.get(0);
    assertThat(Arrays.stream(known).filter(label -> label >= 0).count()).isEqualTo(6);
    assertThat(bench.engine.trained).hasSize(2 * 9); // the eighteen others once an epoch
    for (int step = 0; step < Pairs.LABELS.size(); step++) {
      int[] ids = Pairs.IDS.get(step);
      int[] labels = Pairs.LABELS.get(step);
      assertThat(labels).containsExactly(known[ids[0]], known[ids[1]], -1, -1, -1, -1);
      assertThat(known[ids[0]]).isEqualTo(ids[0] % 3);
      assertThat(Arrays.copyOfRange(ids, 2, 4)).containsExactly(Arrays.copyOfRange(ids, 4, 6));
    }
    Batch first = bench.engine.trained.get(0);
    assertThat(first.size()).isEqualTo(6);
    byte[] mirrored = first.only(2).pixels();
    assertThat(mirrored[2]).isEqualTo((byte) (FakeDataset.EDGE - 1)); // blue is the column
  }

  /** Four of a batch are scored, then trained on in two views; one old image is scored again. */
  @Test
  void trainsOnABufferOfAStream() {
    Newest.SCORED.clear();
    Newest.LABELS.clear();
    CellRecord record = run("newest");
    assertThat(record.status()).as(record.reason()).isEqualTo(CellStatus.OK);
    for (int step = 0; step < bench.engine.trained.size(); step++) {
      Batch offered = bench.engine.trained.get(step);
      Batch made = bench.engine.instead.get(step);
      List<Integer> ids = FakeDataset.indices(made);
      assertThat(ids.subList(0, 4))
          .isEqualTo(FakeDataset.indices(offered))
          .isEqualTo(ids.subList(4, 8));
      assertThat(Newest.SCORED.get(step)).hasSize(step == 0 ? 4 : 5);
      assertThat(Newest.LABELS.get(step)).containsOnly(-1);
    }
    EpochRecord last = record.lastEpoch();
    assertThat(last.value(Metrics.IMAGES_TRAINED)).isEmpty();
    assertThat(last.valueOrNan(Metrics.BUFFER_SPREAD)).isBetween(0.0, Math.log(3));
    assertThat(last.valueOrNan(Metrics.NEAREST_TOP1)).isEqualTo(1); // the feature is the label
    assertThat(last.valueOrNan(Metrics.FINAL_TOP1)).isEqualTo(1);
  }

  @Test
  void streamsComeInRunsOfAClass() {
    bench.entry = new DatasetEntry("fake", FakeBench.FAKE.values().with(Settings.STREAM, 4));
    run("newest");
    int same = 0;
    int[] labels =
        bench.engine.trained.stream()
            .limit(4)
            .flatMapToInt(batch -> Arrays.stream(batch.labels()))
            .toArray();
    for (int i = 1; i < labels.length; i++) {
      same += labels[i] == labels[i - 1] ? 1 : 0;
    }
    assertThat(same).isGreaterThanOrEqualTo(8); // of fifteen, where five would be usual
  }

  @Test
  void withoutViewsOnlyImagesWithLabelsAreTrainedOn() {
    labelled(8);
    run("even");
    assertThat(
            bench.engine.trained.stream()
                .flatMap(batch -> FakeDataset.indices(batch).stream())
                .distinct()
                .count())
        .isLessThanOrEqualTo(8);
    labelled(3);
    CellRecord record = run("even");
    assertThat(record.status()).isEqualTo(CellStatus.ERROR);
    assertThat(record.reason())
        .startsWith("Dataset fake leaves 3 images with labels and 18 in all to train on, too few");
  }

  /** Parameters of the fake are the epoch and the step: of steps 1 to 4 half of each remains. */
  @Test
  void evaluatesTheAverage() {
    run("averaging");
    float average = 1;
    for (int step = 2; step <= 4; step++) {
      average += 0.5f * (step - average);
    }
    assertThat(bench.engine.restored.get(0).parameters()[1]).isEqualTo(average, within(1e-6f));
    assertThat(bench.engine.restored.get(1).parameters()[1]).isEqualTo(4);
  }

  /** Two views of the four; then, as no pixel matters to the fake, no image is fooled. */
  @Test
  void trainsOnWhatFoolsNeighbours() {
    CellRecord record = run("attacking");
    assertThat(record.status()).as(record.reason()).isEqualTo(CellStatus.OK);
    assertThat(bench.engine.admitted).containsExactly(8, 8, 8, 8, 0, 0, 0, 0);
    List<Integer> ids = FakeDataset.indices(bench.engine.trained.get(0));
    assertThat(bench.engine.instead.get(0).ids())
        .containsExactly(
            Stream.concat(ids.stream(), ids.stream()).mapToInt(Integer::intValue).toArray());
    EpochRecord last = record.lastEpoch();
    assertThat(last.values()).containsEntry("method.attacking.fooled-share", 0.0);
    assertThat(last.valueOrNan(Metrics.CLEAN_TOP1)).isEqualTo(1); // the feature is the label
    assertThat(last.valueOrNan(Metrics.ROBUST_TOP1)).isEqualTo(1);
    assertThat(last.values())
        .containsEntry("method.attacking.robust-share-at-8", 1.0)
        .containsEntry("method.attacking.defended-share-at-4", 1.0);
    assertThat(record.epochs().get(0).value(Metrics.ROBUST_TOP1)).isEmpty();
  }

  /** Images of which the first byte is their id, which neighbours go by: a few levels fool them. */
  @Test
  void trainsOnTheFooledThenOnTheirChangedVersions() {
    bench.engine.seesPixels = true;
    labelled(6); // the others come by too
    CellRecord record = run("attacking");
    assertThat(record.status()).as(record.reason()).isEqualTo(CellStatus.OK);
    int fooled = 0;
    for (int step = 4; step < 8; step++) {
      Batch offered = bench.engine.trained.get(step);
      Batch made = bench.engine.instead.get(step);
      int half = made.size() / 2;
      if (bench.engine.admitted.get(step) == 0) {
        continue; // fewer than two were
      }
      fooled += half;
      List<Integer> ids = FakeDataset.indices(offered);
      for (int i = 0; i < half; i++) {
        assertThat(made.ids()[i]).isEqualTo(made.ids()[half + i]).isIn(ids);
        byte[] clean = made.only(i).pixels();
        assertThat(clean[0]).isEqualTo((byte) made.ids()[i]);
        byte[] changed = made.only(half + i).pixels();
        assertThat(changed[0]).isNotEqualTo(clean[0]);
        for (int at = 0; at < clean.length; at++) {
          assertThat((changed[at] & 0xFF) - (clean[at] & 0xFF)).isBetween(-8, 8);
        }
      }
    }
    assertThat(fooled).isPositive();
    assertThat(
            bench.engine.trained.stream().flatMap(b -> FakeDataset.indices(b).stream()).distinct())
        .hasSizeGreaterThan(6);
    EpochRecord last = record.lastEpoch();
    assertThat(last.valueOrNan(Metrics.ROBUST_TOP1))
        .isLessThan(last.valueOrNan(Metrics.CLEAN_TOP1));
  }

  @Test
  void allOfABankThatVoteSayNothing() {
    labelled(3);
    CellRecord record = run("attacking");
    assertThat(record.status()).isEqualTo(CellStatus.OK); // one of three votes
    labelled(5);
    CellRecord crowded = run("crowded");
    assertThat(crowded.status()).isEqualTo(CellStatus.METHOD_ERROR);
    assertThat(crowded.reason())
        .startsWith("Method crowded lets 5 neighbours vote, of a bank of 5 images: lower its");
    assertThat(crowded.epochs()).isEmpty(); // nobody waits for an answer that must be no
  }

  @Test
  void anAdversarysBatchesAreItsOwn() {
    assertThatThrownBy(() -> plan(bench, "attacking", "even"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "methods: attacking and even cannot be used together: the batches of an adversary");
  }

  /** Also where the best epoch was one of another process. */
  @Test
  void anOracleStopsAtTheBestEpoch() {
    FakeBench first = longer();
    first.engine.rightOf = (epoch, images) -> epoch == 2 ? 3 : 1;
    assertThat(
            first
                .trials()
                .run(plan(first, "peeking").cells().get(0), Trials.Watch.NONE)
                .record()
                .epochs())
        .extracting(epoch -> epoch.valueOrNan(Metrics.FINAL_TOP1))
        .isEqualTo(tops(1, 3, 3, 3));
    ResultStore store = ResultStore.create(folder.resolve("peeked"));
    Options keeping = new Options(Rerun.MISSING, true);
    Cancellation cancellation = new Cancellation();
    RunListener stopping =
        new RunListener() {
          @Override
          public void epochDone(EpochRecord record) {
            if (record.epoch() == 2) {
              cancellation.request();
            }
          }
        };
    first.runner(store, stopping, cancellation).run(plan(first, "peeking"), keeping);
    first.engine.rightOf = (epoch, images) -> 1;
    first.runner(store, new RunListener() {}).run(plan(first, "peeking"), keeping);
    assertThat(store.cells().get(0).epochs())
        .extracting(epoch -> epoch.valueOrNan(Metrics.FINAL_TOP1))
        .isEqualTo(tops(1, 3, 3, 3));
  }

  private List<Double> tops(int... right) {
    double images = bench.dataset.test().size();
    return Arrays.stream(right).mapToObj(n -> n / images).toList();
  }

  @Test
  void imagesKeepTheirIds() {
    run("even");
    for (Batch batch : bench.engine.trained) {
      assertThat(batch.ids())
          .containsExactly(FakeDataset.indices(batch).stream().mapToInt(i -> i).toArray());
    }
  }
}
