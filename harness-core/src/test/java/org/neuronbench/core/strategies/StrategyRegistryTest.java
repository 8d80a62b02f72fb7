package org.neuronbench.core.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.InputException;
import org.neuronbench.core.plugins.Rejection;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Signal;

class StrategyRegistryTest {

  @Test
  void listsStrategiesById() {
    StrategyRegistry registry =
        Listing.of(Plain.Watching.class, Plain.Everything.class, Plain.Drawn.class);
    assertThat(registry.strategies())
        .extracting(StrategyInfo::id)
        .containsExactly("drawn", "everything", "watching");
    assertThat(registry.rejections()).isEmpty();
  }

  @Test
  void describesAStrategy() {
    StrategyInfo info = Listing.of(Plain.Watching.class).info("watching");
    assertThat(info.signals())
        .containsExactlyInAnyOrder(Signal.OUTPUT_SIMILARITY, Signal.WEIGHT_NORM);
    assertThat(info.usesBudget()).isTrue();
    assertThat(info.origin().name()).isEqualTo("test.jar");
    assertThat(info.hash()).isEqualTo("5f".repeat(32));
    assertThat(Listing.of(Plain.Drawn.class).info("drawn").parameters())
        .extracting(ParameterSpec::name)
        .containsExactly("mu");
  }

  @Test
  void aDescriptionIsALine() {
    assertThat(Listing.of(Faulty.Colourful.class).info("colourful").description())
        .startsWith("red and long long ")
        .hasSizeLessThan(1010);
  }

  @Test
  void makesAFreshInstanceEachTime() throws Exception {
    StrategyRegistry registry = Listing.of(Plain.Drawn.class);
    assertThat(registry.create("drawn"))
        .isInstanceOf(Plain.Drawn.class)
        .isNotSameAs(registry.create("drawn"));
  }

  @Test
  void namesTheStrategiesThatThereAre() {
    StrategyRegistry registry = Listing.of(Plain.Drawn.class, Plain.Watching.class);
    assertThatThrownBy(() -> registry.info("drwan"))
        .isInstanceOf(InputException.class)
        .hasMessage("Strategy 'drwan' is not loaded, expected one of drawn, watching");
  }

  /** One that cannot be loaded never keeps the others away. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Faulty$NullId        | declares %s, whose id() is null",
        "Faulty$BadId         | declares %s, whose id() is 'Bad Id', expected lower-case letters and"
            + " digits joined by single hyphens, up to 60, such as my-idea",
        "Faulty$Reserved      | declares %s, whose id 'neuronbench-best' is reserved: ids that begin"
            + " with 'neuronbench' are for the project",
        "Faulty$LongId        | declares %s, whose id() is 'a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-"
            + "a-a-a-a-a-a-a-a-a-a-…', expected ",
        "Faulty$NoSignalAtAll | declares %s, whose signals() threw java.lang.ClassCastException: ",
        "Faulty$NoParameterAtAll | declares %s, whose parameters() threw"
            + " java.lang.ClassCastException: ",
        "Faulty$HalfDefault   | declares %s, whose parameter 'mu' has a default with control"
            + " characters or half characters, or of more than 1000 characters",
        "Faulty$Thief         | declares the id 'drawn' twice",
        "Faulty$Mute          | declares %s, whose parameters() threw"
            + " java.lang.IllegalArgumentException: Parameter name 'MU' must be lower-case words"
            + " joined by hyphens at %s.parameters(Faulty.java:",
        "Faulty$MuteError     | declares %s, whose description() threw java.lang.AssertionError:"
            + " nothing to say at ",
        "Faulty$NoSignals     | declares %s, whose signals() returned null",
        "Faulty$NoParameters  | declares %s, whose parameters() returned null",
        "Faulty$TwiceTheSame  | declares %s, which declares a parameter 'mu' twice",
        "Faulty$ParameterId   | declares %s, which declares a parameter 'id' as experiment files call"
            + " its own id",
        "Faulty$Unmade        | declares %s, whose constructor threw java.lang.IllegalStateException:"
            + " no licence at ",
        "Faulty$Uninitialised | declares %s, whose constructor failed to initialise a class:"
            + " java.lang.IllegalStateException: no table at ",
        "Faulty$NoConstructor | declares %s, which has no public constructor without parameters",
        "Faulty$Hidden        | declares %s, which is not public",
        "Faulty$Base          | declares %s, which is abstract",
        "Gone                 | declares %s, which it does not hold",
        "Listing              | declares %s, which is no NeuronSelectionStrategy",
      })
  void skipsWhatCannotBeLoaded(String type, String reason) {
    String prefix = "org.neuronbench.core.strategies.";
    StrategyRegistry registry =
        Listing.ofNames(prefix + "Plain$Drawn", prefix + type, prefix + "Plain$Watching");
    assertThat(registry.strategies())
        .extracting(StrategyInfo::id)
        .containsExactly("drawn", "watching");
    assertThat(registry.rejections())
        .singleElement()
        .extracting(Rejection::line)
        .asString()
        .startsWith("test.jar " + reason.replace("%s", prefix + type));
  }

  @Test
  void saysWhyAStrategyIsMissing() {
    StrategyRegistry registry =
        Listing.of(Plain.Drawn.class, Faulty.NoSignals.class, Faulty.NullId.class);
    String prefix = "%n  not loaded: test.jar declares org.neuronbench.core.strategies.";
    assertThat(registry.whyNot("nosignals"))
        .isEqualTo((prefix + "Faulty$NoSignals, whose signals() returned null").formatted());
    assertThat(registry.whyNot("other").lines()).hasSize(3).last().asString().contains("NullId");
    assertThatThrownBy(() -> registry.info("nosignals"))
        .hasMessageEndingWith("expected one of drawn" + registry.whyNot("nosignals"));
  }

  @Test
  void doesNotWaitForAConstructorThatNeverReturns() {
    StrategyRegistry registry =
        StrategyRegistry.of(List.of(Listing.plugin(Faulty.Unborn.class)), Duration.ofMillis(100));
    assertThat(registry.rejections())
        .singleElement()
        .extracting(Rejection::line)
        .isEqualTo(
            "test.jar declares org.neuronbench.core.strategies.Faulty$Unborn, whose constructor took"
                + " longer than 100 ms and was stopped");
  }
}
