package org.neuronbench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.engine.GoldenSet;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.Shared;
import org.neuronbench.spi.RandomStream;

/** Networks that are built from their weight files, with a golden head, against PyTorch. */
class GoldenLogitsTest {

  /** Softmax keeps differences of logits. */
  private static void assertLogits(GoldenSet golden, ModelRequest request) {
    ComputationGraph graph =
        ((GraphModel) new ModelZoo().load(request)).newGraph(5, new RandomStream(0));
    graph.getLayer("classifier").getParam("W").assign(golden.tensor("head.weight").transpose());
    graph.getLayer("classifier").getParam("b").assign(golden.tensor("head.bias"));
    INDArray logs = Nd4j.math().log(graph.outputSingle(golden.tensor("x")));
    INDArray expected = golden.tensor("eval_logits");
    assertThat(logs.subColumnVector(logs.getColumn(0, true)).data().asFloat())
        .containsExactly(
            expected.subColumnVector(expected.getColumn(0, true)).data().asFloat(), within(1e-4f));
  }

  @Test
  void microAgrees() {
    assertLogits(
        GoldenSet.micro(), new ModelRequest("micro", Optional.empty(), 1, Head.REPLACED, 32));
  }

  @Tag("shared")
  @Test
  void narrowMobileNetAgrees() {
    assertLogits(
        GoldenSet.mcu(),
        new ModelRequest(
            "mbv2-w0.35",
            Optional.of(Shared.file("data/mcu_mbv2_w0.35_r128.safetensors")),
            1,
            Head.REPLACED,
            128));
  }
}
