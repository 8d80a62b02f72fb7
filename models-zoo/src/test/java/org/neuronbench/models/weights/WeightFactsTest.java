package org.neuronbench.models.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.InputException;
import org.neuronbench.core.engine.Preprocessing;

class WeightFactsTest {

  private static WeightFacts facts(String... entries) {
    return new WeightFacts(
        "w",
        entries.length == 4
            ? Map.of(entries[0], entries[1], entries[2], entries[3])
            : Map.of(entries[0], entries[1]));
  }

  @Test
  void meanAndDeviationComeBeforeWords() {
    WeightFacts facts =
        new WeightFacts("w", Map.of("mean", "0.1, 0.2,0.3", "std", "1,2,3", "input", "x/127.5-1"));
    assertThat(facts.preprocessing())
        .isEqualTo(new Preprocessing(List.of(0.1, 0.2, 0.3), List.of(1.0, 2.0, 3.0)));
  }

  @Test
  void wordsDecideWithoutThem() {
    assertThat(facts("input", "RGB, x/127.5-1").preprocessing()).isEqualTo(Preprocessing.HALF);
    assertThat(facts("input", "RGB/255, mean .485").preprocessing())
        .isEqualTo(Preprocessing.IMAGENET);
    assertThat(facts("mean", "0.5,0.5,0.5").preprocessing()).isEqualTo(Preprocessing.IMAGENET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0.5", "a,b,c", "1,2", "1,2,3,4", "NaN,1,1", "0,1,1", "-1,1,1"})
  void refusesDeviationsThatCannotBeUsed(String deviation) {
    assertThatThrownBy(() -> facts("mean", "0.5,0.5,0.5", "std", deviation).preprocessing())
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "Weight file w says mean '0.5,0.5,0.5' and std '%s', which cannot be used: "
                .formatted(deviation));
  }

  @Test
  void showsWhatPeopleAskFor() {
    assertThat(facts("license", "MIT", "arch", "[]").shown()).containsOnlyKeys("license");
    assertThat(facts("source", "x".repeat(1000)).shown().get("source"))
        .hasSize(403)
        .endsWith("...");
  }

  @Test
  void padsAsTensorflowWhereTheFileSaysSame() {
    assertThat(facts("padding", "TensorFlow SAME: ...").samePadding()).isTrue();
    assertThat(facts("padding", "symmetric (k-1)/2").samePadding()).isFalse();
    assertThat(facts("license", "MIT").samePadding()).isFalse();
  }
}
