package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.Preprocessing;
import org.neuronbench.engine.TestGraphs;
import org.neuronbench.engine.onednn.InputPipeline.Prepared;

/** The input of the next batch is written while that of this one is read. */
class InputPipelineTest {

  private static Iterator<Prepared<Batch>> prepare(InputPipeline pipeline, int batches) {
    return pipeline.prepare(
        IntStream.range(0, batches).mapToObj(TestGraphs::batch).iterator(), Function.identity());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void twoArraysServeAllBatches(boolean ahead) {
    try (InputPipeline pipeline = new InputPipeline(Preprocessing.HALF, 2, ahead)) {
      Iterator<Prepared<Batch>> batches = prepare(pipeline, 3);
      float[] first = batches.next().input();
      float[] second = batches.next().input();
      assertThat(second == first).isFalse();
      assertThat(batches.next().input() == first).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyInputIsThatOfItsBatchWhileTheNextIsPrepared(boolean ahead) {
    try (InputPipeline pipeline = new InputPipeline(Preprocessing.HALF, 2, ahead)) {
      Iterator<Prepared<Batch>> batches = prepare(pipeline, 50);
      Prepared<Batch> current = batches.next();
      while (batches.hasNext()) { // it waits until the next one is ready
        assertThat(current.input()).isEqualTo(pipeline.normalise(current.step()));
        current = batches.next();
      }
    }
  }
}
