package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.run.Trials.Watch;

/** Listeners only listen; what acts on a trial has ways of its own. */
class ListeningTest {

  private final FakeBench bench = new FakeBench();

  private CellRecord run(Watch watch) {
    CellSpec cell = bench.plan("drawn").cells().get(0);
    return bench.trials().run(cell, watch).record();
  }

  @Test
  void aListenerThatThrowsChangesNothing() {
    RunListener faulty =
        new RunListener() {
          @Override
          public void stepDone(int epoch, int step, int steps) {
            throw new IllegalStateException("full");
          }

          @Override
          public void epochDone(EpochRecord epoch) {
            throw new AssertionError("no");
          }
        };
    assertThat(run(Watch.NONE.telling(faulty)).status()).isEqualTo(CellStatus.OK);
  }

  @Test
  void aStepIsToldWhenItWasMade() {
    List<Integer> made = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void stepDone(int epoch, int step, int steps) {
            made.add(bench.engine.trained.size());
          }
        };
    run(Watch.NONE.telling(listener));
    assertThat(made).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void aKeepsakeThatCannotBeTakenEndsTheCell() {
    CellRecord record =
        run(
            Watch.NONE.keeping(
                (cell, session) -> {
                  throw new IllegalStateException("disk full");
                }));
    assertThat(record.status()).isEqualTo(CellStatus.ERROR);
    assertThat(record.reason()).contains("disk full");
  }

  @Test
  void aTrialRunsForSomeOfItsEpochs() {
    bench.recipe = Recipes.epochs(5);
    CellRecord record = run(Watch.NONE.atMost(2));
    assertThat(record.epochs()).hasSize(2);
    assertThat(bench.engine.learningRates.get(7)).isGreaterThan(0.3); // of a schedule of five
  }

  @Test
  void aTrialThatIsCancelledSaysSo() {
    Cancellation cancellation = new Cancellation();
    cancellation.request();
    CellRecord record = run(Watch.NONE.until(cancellation));
    assertThat(record.status()).isEqualTo(CellStatus.CANCELLED);
    assertThat(bench.engine.trained).isEmpty();
  }
}
