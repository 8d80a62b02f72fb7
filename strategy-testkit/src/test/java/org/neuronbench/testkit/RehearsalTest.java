package org.neuronbench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Progress;
import org.neuronbench.spi.Reselection;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

/** A strategy is taken through a trial as the harness does it. */
class RehearsalTest {

  /** Layers of 2 outputs and 3 inputs, 1 output and 2 inputs. */
  private static final Network NETWORK =
      new NetworkBuilder(3, 4, false).convolution(2, 1, 1).convolution(1, 1, 1).build("two");

  /** Selects neuron 0 and writes down what it is shown. */
  private static final class Noting implements NeuronSelectionStrategy {
    private final Unit unit;
    private final Reselection reselection;
    private final Consumer<Run> starting;
    private final List<Run> runs = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final List<Observations> shown = new ArrayList<>();
    private final List<Progress> progress = new ArrayList<>();

    Noting(Unit unit, Reselection reselection, Consumer<Run> starting) {
      this.unit = unit;
      this.reselection = reselection;
      this.starting = starting;
    }

    @Override
    public String id() {
      return "noting";
    }

    @Override
    public Unit unit(Parameters parameters) {
      return unit;
    }

    @Override
    public Reselection reselection() {
      return reselection;
    }

    @Override
    public Set<Signal> signals() {
      return Set.of(Signal.values());
    }

    @Override
    public void start(Run run) {
      runs.add(run);
    }

    @Override
    public Selection select(Epoch epoch) {
      starting.accept(runs.get(0));
      asked.add(epoch.index() + "." + epoch.progress().step());
      shown.add(epoch.observations());
      progress.add(epoch.progress());
      return Selection.of(runs.get(0).network(), 0);
    }
  }

  private static Noting noting(Unit unit, Reselection reselection) {
    return new Noting(unit, reselection, run -> {});
  }

  private static Trial trial() {
    return Trial.ordinary(NETWORK, Map.of()).withBudget(8).withEpochs(4);
  }

  @ParameterizedTest
  @CsvSource({
    "1, false, 0.0 1.0 2.0 3.0",
    "3, false, 0.0 3.0",
    "2, true, 0.0 0.2 0.4 1.0 1.2 1.4 2.0 2.2 2.4 3.0 3.2 3.4",
  })
  void asksAsOftenAsTheStrategySays(int every, boolean steps, String asked) {
    Noting strategy = noting(Unit.OUTPUT_CHANNEL, new Reselection(every, steps));
    assertThat(Rehearsal.of(() -> strategy, trial()).completed()).isTrue();
    assertThat(String.join(" ", strategy.asked)).isEqualTo(asked);
  }

  @Test
  void progressBeginsWithNothingAndGoesOn() {
    Noting strategy = noting(Unit.OUTPUT_CHANNEL, Reselection.everySteps(2));
    Rehearsal.of(() -> strategy, trial().withEpochs(1));
    assertThat(strategy.progress).extracting(Progress::steps).containsOnly(6);
    assertThat(strategy.progress)
        .extracting(Progress::loss)
        .containsExactly(Double.NaN, 1.0, 2.0 / 3);
    assertThat(strategy.progress).extracting(Progress::accuracy).startsWith(Double.NaN, 0.5);
    assertThat(strategy.progress).extracting(p -> p.classAccuracy().size()).containsOnly(10);
    assertThat(strategy.runs.get(0).task().classes()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"OUTPUT_CHANNEL, 3", "INPUT_CHANNEL, 5"})
  void theNetworkIsShownInTheStrategysUnit(Unit unit, int neurons) {
    Noting strategy = noting(unit, Reselection.EVERY_EPOCH);
    Rehearsal.of(() -> strategy, trial());
    assertThat(strategy.runs).extracting(run -> run.network().unit()).containsExactly(unit);
    assertThat(strategy.shown.get(0).values(Signal.WEIGHT_NORM)).hasSize(neurons);
    assertThat(strategy.shown.get(1).values(Signal.LAYER_GRADIENT_NORM)).hasSize(2);
    assertThat(strategy.shown.get(1).values(Signal.WEIGHTS)).hasSize(3 * 2 + 2);
  }

  @Test
  void whatLooksBackIsNotThereAtFirst() {
    Noting strategy = noting(Unit.OUTPUT_CHANNEL, Reselection.everySteps(2));
    Rehearsal.of(() -> strategy, trial());
    assertThat(strategy.shown.get(0).signals()).isNotEmpty().noneMatch(Signal::looksBack);
    assertThat(strategy.shown.get(1).signals()).containsExactlyInAnyOrder(Signal.values());
  }

  @Test
  void whatIsOfOutputChannelsIsNeverThereForInputs() {
    Noting strategy = noting(Unit.INPUT_CHANNEL, Reselection.EVERY_EPOCH);
    Rehearsal.of(() -> strategy, trial());
    assertThat(strategy.shown.get(1).signals())
        .doesNotContain(Signal.OUTPUT_SIMILARITY, Signal.FISHER)
        .hasSize(Signal.values().length - 2);
  }

  /** Neuron 0, of the first layer, was trained. */
  @Test
  void theGradientOfWhatWasNotTrainedIsNoNumber() {
    Noting strategy = noting(Unit.OUTPUT_CHANNEL, Reselection.EVERY_EPOCH);
    Rehearsal.of(() -> strategy, trial());
    double[] neurons = strategy.shown.get(1).values(Signal.TRAINING_GRADIENT_NORM);
    double[] layers = strategy.shown.get(1).values(Signal.LAYER_GRADIENT_NORM);
    assertThat(neurons[0]).isNotNegative();
    assertThat(neurons).endsWith(Double.NaN, Double.NaN);
    assertThat(layers[0]).isNotNegative();
    assertThat(layers[1]).isNaN();
  }

  private static Rehearsal asking(Consumer<Run> question, Budget budget) {
    Noting strategy = new Noting(Unit.OUTPUT_CHANNEL, Reselection.EVERY_EPOCH, question);
    return Rehearsal.of(() -> strategy, trial().withBudget(budget));
  }

  @Test
  void whoAsksForParametersRefusesABudgetOfMemory() {
    Rehearsal rehearsal =
        asking(run -> run.budget().parameters(), new Budget(CostModel.INPUT_CHANNEL_FP32, 300));
    assertThat(rehearsal.trouble()).isEmpty();
    assertThat(rehearsal.refusal())
        .contains(
            "The budget counts bytes (input-channel-fp32), no parameters; fill it with Ranking.fill"
                + " or tally");
    assertThat(asking(run -> run.budget().parameters(), new Budget(8)).completed()).isTrue();
  }

  @Test
  void whoeverFailsOtherwiseIsInTrouble() {
    Consumer<Run> failing =
        run -> {
          throw new IllegalStateException("not this one");
        };
    Rehearsal rehearsal = asking(failing, new Budget(CostModel.MACS, 300));
    assertThat(rehearsal.refusal()).isEmpty();
    assertThat(rehearsal.trouble().orElseThrow().what()).contains("not this one");
  }

  /** Neuron 0 weighs 3 and opens 3 maps of 16: 12 and 192 bytes; all: 4 * (8 + 48 + 32). */
  @ParameterizedTest
  @CsvSource({"203, '1 too many'", "204, ''"})
  void theCostIsThatOfTheBudget(long limit, String words) {
    Rehearsal rehearsal = asking(run -> {}, new Budget(CostModel.INPUT_CHANNEL_FP32, limit));
    assertThat(rehearsal.overBudget().orElse("")).endsWith(words);
    assertThat(rehearsal.overBudget().isPresent()).isEqualTo(!words.isEmpty());
    assertThat(rehearsal.trial().toString())
        .contains("a budget of " + limit + " of 352 bytes (input-channel-fp32), seed");
  }
}
