package org.neuronbench.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventConditions;
import org.junit.platform.testkit.engine.Events;
import org.junit.platform.testkit.engine.TestExecutionResultConditions;
import org.neuronbench.spi.NeuronSelectionStrategy;

/** Runs the tests as an author's build does. */
class StrategyConformanceTestTest {

  /** Not found by the build, which looks for names that end in Test. */
  static final class SoundCase extends StrategyConformanceTest {
    @Override
    protected NeuronSelectionStrategy strategy() {
      return new Sound.GreatestChange();
    }
  }

  static final class FaultyCase extends StrategyConformanceTest {
    @Override
    protected NeuronSelectionStrategy strategy() {
      return new Faulty.OneTooMany();
    }
  }

  private static Events run(Class<?> type) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(type))
        .execute()
        .testEvents();
  }

  @Test
  void hasATestForEveryCheck() {
    assertThat(Arrays.stream(StrategyConformanceTest.class.getMethods()))
        .filteredOn(m -> m.isAnnotationPresent(Test.class))
        .extracting(m -> m.getAnnotation(DisplayName.class).value())
        .containsExactlyInAnyOrder(
            Arrays.stream(Check.values()).map(Check::title).toArray(String[]::new));
  }

  @Test
  void passesASoundStrategy() {
    run(SoundCase.class).assertStatistics(s -> s.started(20).succeeded(20));
  }

  @Test
  void failsWithTheMessageOfTheCheck() {
    Events events = run(FaultyCase.class);
    events.assertStatistics(s -> s.failed(1).aborted(2));
    events
        .failed()
        .assertThatEvents()
        .haveExactly(
            1,
            EventConditions.event(
                EventConditions.test("neverSelectsMoreThanTheBudget"),
                EventConditions.finishedWithFailure(
                    TestExecutionResultConditions.message(m -> m.contains("came back:")))));
  }
}
