package org.neuronbench.core.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.InputException;
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
    assertThat(registry.skipped()).isEmpty();
  }

  @Test
  void describesAStrategy() {
    StrategyInfo info = Listing.of(Plain.Watching.class).info("watching");
    assertThat(info.signals())
        .containsExactlyInAnyOrder(Signal.OUTPUT_SIMILARITY, Signal.WEIGHT_NORM);
    assertThat(info.usesBudget()).isTrue();
    assertThat(info.origin()).isEqualTo("test-classes");
    assertThat(info.hash()).matches("[0-9a-f]{64}");
    assertThat(Listing.of(Plain.Drawn.class).info("drawn").parameters())
        .extracting(ParameterSpec::name)
        .containsExactly("mu");
  }

  @Test
  void makesAFreshInstanceEachTime() {
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
        "Faulty$NullId        | one from test-classes threw java.lang.NullPointerException: id while",
        "Faulty$BadId         | 'Bad Id' from test-classes is no id, expected lower-case words",
        "Faulty$Thief         | 'drawn' from test-classes is taken already",
        "Faulty$Mute          | one from test-classes threw java.lang.IllegalArgumentException:",
        "Faulty$MuteError     | threw java.lang.AssertionError: nothing to say while it described itself",
        "Faulty$Unmade        | Faulty$Unmade could not be instantiated",
        "Faulty$NoConstructor | Unable to get public no-arg constructor",
        "Faulty$Base          | Faulty$Base could not be instantiated",
        "Gone                 | Provider org.neuronbench.core.strategies.Gone not found",
        "Listing              | Listing not a subtype",
      })
  void skipsWhatCannotBeLoaded(String type, String reason) {
    String prefix = "org.neuronbench.core.strategies.";
    StrategyRegistry registry =
        Listing.ofNames(
            String.join(
                "\n", prefix + "Plain$Drawn", prefix + type.strip(), prefix + "Plain$Watching"));
    assertThat(registry.strategies())
        .extracting(StrategyInfo::id)
        .containsExactly("drawn", "watching");
    assertThat(registry.skipped()).singleElement().asString().contains(reason.strip());
  }
}
