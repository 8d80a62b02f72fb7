package org.neuronbench.core.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.plugins.SpiVersion;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.FillRule;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Ranking;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;

class GuardedStrategyTest {

  /** Five neurons of four parameters. */
  private final Network network =
      new Network(
          "five", List.of(new ConvolutionLayer("c", 0, 0, 5, 4, 1, 1, 1, false, 2, 2, 2, 2)));

  private GuardedStrategy started(Class<?> type, Map<String, ?> parameters) throws StrategyFailure {
    StrategyRegistry registry = Listing.of(type);
    String id = registry.strategies().iterator().next().id();
    return GuardedStrategy.start(
        registry, id, parameters, network, new Budget(9), new RandomStream(1));
  }

  private static StrategyFailure failure(ThrowingCallable call) {
    return catchThrowableOfType(StrategyFailure.class, call);
  }

  @Test
  void passesOnASelectionWithinTheBudget() throws StrategyFailure {
    Selection selection = started(Plain.Drawn.class, Map.of()).select(0, 1, Observations.none());
    assertThat(selection.network()).isSameAs(network);
    assertThat(selection.cost()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ReturnsNull  | Strategy returnsnull returned null selecting for epoch 0",
        "TooMuch      | Strategy toomuch selected 20 parameters in epoch 0, its budget is 9",
        "OtherNetwork | Strategy othernetwork selected from another network (own: 1 convolutions,"
            + " 5 neurons, 20 parameters) than it was given (five: 1 convolutions, 5 neurons, 20"
            + " parameters), in epoch 0",
        "NoSuchNeuron | Strategy nosuchneuron, selecting for epoch 0, threw"
            + " java.lang.IndexOutOfBoundsException: Neuron 5 does not exist: five has neurons 0"
            + " to 4 at ",
        "Endless      | Strategy endless, selecting for epoch 0, called itself without end:"
            + " java.lang.StackOverflowError",
        "Unlinked     | Strategy unlinked, selecting for epoch 0, was built against another version"
            + " of the SPI, this is {spi}: NoSuchMethodError: org.neuronbench.spi.Epoch.gone();",
        "Erring       | Strategy erring, selecting for epoch 0, threw java.lang.Error: a plain"
            + " error at org.neuronbench.core.strategies.Faulty$Erring.select(Faulty.java:",
        "Asserting    | Strategy asserting, selecting for epoch 0, threw java.lang.AssertionError:"
            + " never happens at ",
      })
  void namesWhatIsWrongWithASelection(String type, String message) throws Exception {
    GuardedStrategy strategy = started(Class.forName(faulty(type)), Map.of());
    StrategyFailure failure = failure(() -> strategy.select(0, 3, Observations.none()));
    assertThat(failure).hasMessageStartingWith(message.replace("{spi}", SpiVersion.current()));
    assertThat(failure.status())
        .isEqualTo(
            type.equals("TooMuch") ? CellStatus.BUDGET_VIOLATION : CellStatus.STRATEGY_ERROR);
  }

  private static String faulty(String type) {
    return Faulty.class.getName() + "$" + type;
  }

  @Test
  void namesTheEpochThatFailed() throws StrategyFailure {
    GuardedStrategy strategy = started(Faulty.Throws.class, Map.of());
    assertThat(strategy.select(0, 3, Observations.none()).size()).isZero();
    assertThat(failure(() -> strategy.select(1, 3, Observations.none())))
        .hasMessageStartingWith(
            "Strategy throws, selecting for epoch 1, threw java.lang.IllegalStateException: no"
                + " idea at org.neuronbench.core.strategies.Faulty$Throws.select(Faulty.java:");
  }

  @Test
  void passesOnARefusalInItsOwnWords() {
    assertThat(failure(() -> started(Faulty.Refusing.class, Map.of())))
        .hasMessage("Strategy refusing, starting, refused: too small a budget; raise it");
  }

  @Test
  void refusesParametersThatWereNotDeclared() {
    assertThat(failure(() -> started(Plain.Drawn.class, Map.of("nu", 1))))
        .hasMessage(
            "Strategy drawn, starting, refused: Parameter 'nu' was not declared, expected one of"
                + " [mu]");
  }

  @Test
  void survivesAConstructorThatThrows() {
    StrategyFailure failure = failure(() -> started(Faulty.MadeOnce.class, Map.of()));
    assertThat(failure.status()).isEqualTo(CellStatus.STRATEGY_ERROR);
    assertThat(failure).hasMessageStartingWith("Strategy madeonce, starting, threw ");
  }

  @Test
  void refusesSignalsThatAreNull() throws StrategyFailure {
    GuardedStrategy strategy = started(Faulty.NullSignals.class, Map.of());
    assertThat(failure(strategy::signals))
        .hasMessage("Strategy nullsignals returned null naming its signals");
  }

  @Test
  void observesAtMostTheImagesHeldOut() throws StrategyFailure {
    GuardedStrategy strategy = started(Faulty.Greedy.class, Map.of());
    assertThat(failure(() -> strategy.observationImages(10)))
        .hasMessage(
            "Strategy greedy asks for 1000 velocity images, 10 are held out; raise"
                + " training.velocity-images");
    assertThat(started(Plain.Watching.class, Map.of()).observationImages(10)).isEqualTo(2);
    assertThat(started(Plain.Drawn.class, Map.of()).observationImages(10)).isEqualTo(10);
  }

  @Test
  void memoryThatRunsOutInAStrategyIsItsOwn() throws StrategyFailure {
    GuardedStrategy strategy = started(Faulty.Hungry.class, Map.of());
    StrategyFailure failure = failure(() -> strategy.select(2, 3, Observations.none()));
    assertThat(failure.status()).isEqualTo(CellStatus.OUT_OF_MEMORY);
    assertThat(failure)
        .hasMessageStartingWith(
            "Strategy hungry, selecting for epoch 2, ran out of memory: Java heap space");
  }

  private StrategyFailure timeout(Class<?> type, Duration limit) {
    String id = type.getSimpleName().toLowerCase(Locale.ROOT);
    return failure(
        () ->
            GuardedStrategy.start(
                    Listing.of(type),
                    id,
                    values -> Run.of(network, new Budget(9), values, new RandomStream(1)),
                    Map.of(),
                    limit)
                .select(0, 1, Observations.none()));
  }

  @Test
  void doesNotWaitForASelectionThatNeverComes() {
    StrategyFailure failure = timeout(Faulty.Sleeping.class, Duration.ofSeconds(1));
    assertThat(failure.status()).isEqualTo(CellStatus.TIMEOUT);
    assertThat(failure)
        .hasMessage(
            "Strategy sleeping, selecting for epoch 0, took longer than 1 s and was stopped;"
                + " raise limits.selection if it needs the time");
  }

  @Test
  void leavesBehindAStartThatCannotBeStopped() {
    StrategyFailure failure = timeout(Faulty.Stubborn.class, Duration.ofMillis(100));
    assertThat(failure.status()).isEqualTo(CellStatus.TIMEOUT);
    assertThat(failure)
        .hasMessageStartingWith(
            "Strategy stubborn, starting, took longer than 100 ms, and ignores being interrupted:"
                + " its thread is left behind and may slow down what follows;");
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(t -> t.getName().equals("plug-in stubborn"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
  }

  @Test
  void aDrawDoesNotDependOnTheThread() throws StrategyFailure {
    Selection guarded = started(Plain.Drawn.class, Map.of()).select(0, 1, Observations.none());
    assertThat(guarded)
        .isEqualTo(Ranking.random(network, new RandomStream(1)).fill(new Budget(9), FillRule.SKIP));
  }
}
