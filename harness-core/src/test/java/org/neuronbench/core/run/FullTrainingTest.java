package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;

class FullTrainingTest {

  @Test
  void updatesEveryNeuronOnTheTrainingSplit() {
    FakeEngine engine = new FakeEngine();
    FakeModel model = new FakeModel("fake", "random");
    List<String> heard = new ArrayList<>();
    SessionSettings settings =
        new SessionSettings(BatchNormMode.TRAIN, 0, 0, 0, 4, 1, 3, new RandomStream(0));
    try (TrainingSession session = engine.open(model, settings)) {
      new FullTraining(FakeDataset.of(20, 6), Recipes.of(1, 1, 4, 1), 3)
          .run(model.network(), session, (epoch, e) -> heard.add(epoch + " " + e.top1()));
    }
    assertThat(heard).containsExactly("0 0.5", "1 0.5");
    assertThat(engine.selections).containsOnly(Selection.all(model.network()));
    assertThat(engine.trained).hasSize(8).noneMatch(FakeDataset::ofTestSplit);
    assertThat(engine.learningRates).startsWith(0.0, 0.125, 0.25, 0.375, 0.5);
  }
}
