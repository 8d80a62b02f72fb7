package org.neuronbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {

  @ParameterizedTest
  @ValueSource(strings = {"strategies", "models", "datasets"})
  void listIsWhatACommandDoesByItself(String command) {
    Outcome listed = Outcome.of(command, "list");
    assertThat(listed.code()).isZero();
    assertThat(listed.err()).isEmpty();
    assertThat(Outcome.of(command).out()).isEqualTo(listed.out());
  }

  @Test
  void listsStrategies() {
    assertThat(
            Outcome.of("strategies", "list")
                .out()
                .lines()
                .takeWhile(l -> !l.isEmpty())
                .filter(l -> !l.startsWith(" "))
                .map(l -> l.split(" ")[0]))
        .containsExactly(
            "ID",
            "elastic",
            "full",
            "head-only",
            "medyate",
            "neq",
            "random",
            "rotation",
            "sparse-update",
            "static-random",
            "tinytrain",
            "trady",
            "velocity",
            "velocity-per-parameter");
  }

  @Test
  void saysWhatEachStrategyDoes() {
    assertThat(Outcome.of("strategies", "list").out().lines())
        .containsSequence(
            "    Updates every neuron in every epoch; the reference above. Uses no budget.")
        .contains(
            "    Uniformly random output or input channels within the budget, drawn afresh before every epoch.");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 60, 80})
  void theStrategiesFitTheTerminal(int width) {
    Outcome listed = Outcome.on(Terminals.plain(width), "strategies", "list");
    assertThat(listed.out().lines().takeWhile(l -> !l.isEmpty()))
        .hasSizeGreaterThan(16)
        .allMatch(line -> line.length() <= width);
  }

  @Test
  void listsModels() {
    assertThat(Outcome.of("models", "list").out())
        .contains("micro ", "mobilenet-v2 ", "resnet-18 ", "resnet-50 ", "needs weights");
  }

  @Test
  void listsDatasets() {
    assertThat(Outcome.of("datasets", "list").out())
        .contains("cifar10 ", "cifar100 ", "shapes ", "built in", "files");
  }

  @ParameterizedTest
  @ValueSource(strings = {"models", "datasets"})
  void listsFitTheTerminal(String command) {
    Outcome listed = Outcome.on(Terminals.plain(60), command, "list");
    assertThat(listed.out().lines().takeWhile(line -> !line.isEmpty()))
        .hasSizeGreaterThan(5)
        .allMatch(line -> line.length() <= 60);
  }

  @Test
  void describesAStrategy() {
    assertThat(Outcome.of("strategies", "describe", "velocity").out())
        .startsWith("velocity\n")
        .contains("mu: a number from 0.0 to 1.0 (default 0.5)")
        .contains("recurrence: one of paper, released (default paper)")
        .contains("output-similarity", "bounds every epoch")
        .containsPattern("SHA-256: +[0-9a-f]{64}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "full",
        "head-only",
        "neq",
        "random",
        "sparse-update",
        "static-random",
        "velocity-per-parameter"
      })
  void describesEveryStrategy(String id) {
    Outcome described = Outcome.of("strategies", "describe", id);
    assertThat(described.code()).isZero();
    assertThat(described.out()).startsWith(id + "\n").contains("  parameters:");
  }

  @Test
  void describesTheLayersOfAModel() {
    Outcome described = Outcome.of("models", "describe", "micro");
    assertThat(described.code()).isZero();
    assertThat(described.out())
        .contains("18 convolutions")
        .contains("features.0.0", "features.1.conv.0.0", "3x3 dw", "SU bytes");
  }

  @Test
  void asksForTheFileOfAnOnDeviceNet() {
    assertThat(Outcome.of("models", "describe", "mcunet-5fps").out())
        .contains("Its layers are known from its weight file: give --weights FILE.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cifar10", "cifar100", "shapes"})
  void describesADataset(String id) {
    Outcome described = Outcome.of("datasets", "describe", id);
    assertThat(described.code()).isZero();
    assertThat(described.out()).startsWith(id + "\n").contains("In an experiment:");
  }

  @ParameterizedTest
  @CsvSource({
    "strategies, strategy, velocty, velocity",
    "models, model, resnet18, resnet-18",
    "datasets, dataset, cifar-10, cifar10",
  })
  void anUnknownIdIsNamedWithItsNearest(String command, String what, String id, String nearest) {
    Outcome unknown = Outcome.of(command, "describe", id);
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .startsWith("neuronbench: There is no %s '%s', expected one of ".formatted(what, id))
        .endsWith("; did you mean '%s'?%n".formatted(nearest));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--image-size=0", "--image-size=-5", "--width=0", "--width=-1"})
  void refusesAnImpossibleModel(String option) {
    Outcome refused = Outcome.of("models", "describe", "mobilenet-v2", option);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).doesNotContain("\tat ");
  }
}
