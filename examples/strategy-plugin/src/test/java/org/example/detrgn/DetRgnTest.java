package org.example.detrgn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

/** On {@link Nets#three}, whose channels cost 136, 100, 100, 80 and 80 bytes of memory. */
class DetRgnTest {

  private static final Network NETWORK = Nets.three();

  /** For the bytes: 2, 3, 1, 2.5 and 0.5; so channels 1, 3, 0, 2, 4, by norm 1, 0, 3, 2, 4. */
  private static final double[] NORMS = {272, 300, 100, 200, 40};

  private static DetRgn started(Budget budget, Map<String, ?> parameters) {
    DetRgn strategy = new DetRgn();
    strategy.start(
        Run.of(
            NETWORK,
            budget,
            Parameters.of(strategy.parameters(), parameters),
            new RandomStream(7)));
    return strategy;
  }

  private static List<Integer> selected(Budget budget, Map<String, ?> parameters, double... norms) {
    return channels(started(budget, parameters), norms);
  }

  private static List<Integer> channels(DetRgn strategy, double... norms) {
    Observations shown = Observations.of(Map.of(Signal.GRADIENT_NORM, norms));
    return strategy.select(Epoch.of(0, 4, shown)).neurons().boxed().toList();
  }

  private static Budget memory(long bytes) {
    return new Budget(CostModel.INPUT_CHANNEL_FP32, bytes);
  }

  private static List<Integer> numbers(String text) {
    return Stream.of(text.split(" ")).filter(t -> !t.isEmpty()).map(Integer::valueOf).toList();
  }

  @Test
  void choosesInputChannels() {
    DetRgn strategy = new DetRgn();
    assertEquals(
        Unit.INPUT_CHANNEL, strategy.unit(Parameters.of(strategy.parameters(), Map.of())));
  }

  @ParameterizedTest
  @CsvSource({
    "99, ''", "100, 1", "179, 1", "180, 1 3", "315, 1 3", "316, 0 1 3", "416, 0 1 2 3", "496, 0 1 2 3 4"
  })
  void takesTheGreatestGradientForItsMemoryFirst(long bytes, String channels) {
    assertEquals(numbers(channels), selected(memory(bytes), Map.of(), NORMS));
  }

  /** After channels 1 and 3, channel 0 does not fit; 2 does in 280 bytes, 4 in 260. */
  @ParameterizedTest
  @CsvSource({"stop, 280, 1 3", "skip, 280, 1 2 3", "skip, 260, 1 3 4", "skip, 99, 3"})
  void stopsOrSkipsWhatDoesNotFit(String fill, long bytes, String channels) {
    assertEquals(numbers(channels), selected(memory(bytes), Map.of("fill", fill), NORMS));
  }

  @Test
  void takesTheGreatestGradientWhateverItsCost() {
    assertEquals(List.of(0, 1), selected(memory(236), Map.of("score", "raw"), NORMS));
  }

  /** In parameters the channels cost 18, 9, 9, 4 and 4: the order is 3, 1, 0, 2, 4. */
  @Test
  void weighsByTheBudgetOfTheRun() {
    assertEquals(List.of(3), selected(new Budget(12), Map.of(), NORMS));
    assertEquals(List.of(1, 3), selected(new Budget(13), Map.of(), NORMS));
  }

  @Test
  void choosesAnewEachEpoch() {
    DetRgn strategy = started(memory(100), Map.of());
    assertEquals(List.of(1), channels(strategy, NORMS));
    assertEquals(List.of(2), channels(strategy, 0, 0, 1, 0, 0));
  }

  @Test
  void aGradientThatIsNoNumberCountsAsNone() {
    assertEquals(
        List.of(3), selected(memory(100), Map.of(), 272, Double.NaN, 100, 200, 40));
  }

  @Test
  void takesTheFirstChannelsWhereNoGradientIsKnown() {
    Selection selection =
        started(memory(240), Map.of()).select(Epoch.of(0, 4, Observations.none()));
    assertEquals(Selection.of(NETWORK, 0, 1), selection);
  }
}
