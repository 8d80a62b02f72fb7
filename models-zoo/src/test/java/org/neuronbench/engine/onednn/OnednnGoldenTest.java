package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.models.Shared;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.SafetensorsReader;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.models.weights.WeightFile;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;

/** Compares the onednn engine with values that PyTorch computed for the same network. */
class OnednnGoldenTest {

  private static WeightFile golden;
  private static GraphModel model;

  @BeforeAll
  static void load() {
    golden = SafetensorsReader.read(Shared.file("golden/mcu_mbv2_w035.safetensors"));
    model =
        (GraphModel)
            new ModelZoo()
                .load(
                    new ModelRequest(
                        "mbv2-w0.35",
                        Optional.of(Shared.file("data/mcu_mbv2_w0.35_r128.safetensors")),
                        1,
                        Head.REPLACED,
                        128,
                        5));
  }

  private static float[] values(String name) {
    return golden.tensors().get(name).values();
  }

  private static float[] channelsLast(String name) {
    float[] nchw = values(name);
    int area = 128 * 128;
    float[] nhwc = new float[nchw.length];
    for (int i = 0; i < nchw.length; i++) {
      int image = i / (3 * area);
      int channel = i / area % 3;
      nhwc[image * 3 * area + i % area * 3 + channel] = nchw[i];
    }
    return nhwc;
  }

  private static int[] labels() {
    float[] y = values("y");
    return IntStream.range(0, y.length).map(i -> (int) y[i]).toArray();
  }

  private static OnednnSession open(BatchNormMode mode) {
    OnednnSession session =
        (OnednnSession)
            new OnednnEngine()
                .open(model, new SessionSettings(mode, 0, 0, 0, 8, 2, new RandomStream(1)));
    setParameters(session, "");
    return session;
  }

  private static void setParameters(OnednnSession session, String prefix) {
    ComputationGraph graph = session.trainedGraph();
    Map<String, Tensor> current = new GraphWeights(graph).save();
    current.replaceAll(
        (name, tensor) ->
            golden.tensors().getOrDefault(prefix + name.replace("classifier.", "head."), tensor));
    new GraphWeights(graph).load(new WeightFile("golden", current, Map.of(), ""), true);
    session.replaceParameters(graph.params().toFloatVector());
  }

  private static Map<String, Tensor> named(OnednnSession session, float[] vector) {
    ComputationGraph holder =
        new ComputationGraph(session.trainedGraph().getConfiguration().clone());
    holder.init(Nd4j.create(vector), false);
    return new GraphWeights(holder).save();
  }

  private static double[] perNeuron(String prefix) {
    double[] all = new double[model.network().neurons()];
    for (ConvolutionLayer layer : model.network().layers()) {
      float[] part = values(prefix + layer.name());
      for (int i = 0; i < part.length; i++) {
        all[layer.firstNeuron() + i] = part[i];
      }
    }
    return all;
  }

  @Test
  void evaluationLogitsAgree() {
    try (OnednnSession session = open(BatchNormMode.TRAIN)) {
      assertThat(session.logits(channelsLast("x"), 8))
          .containsExactly(values("eval_logits"), within(1e-4f));
    }
  }

  @ParameterizedTest
  @EnumSource(BatchNormMode.class)
  void gradientsAgree(BatchNormMode mode) throws IOException {
    try (OnednnSession session = open(mode)) {
      float[] gradients =
          session.gradients(mode, Selection.all(model.network()), channelsLast("x"), labels(), 8);
      compareGradients(mode, named(session, gradients));
    }
  }

  /** Ten times the float32 noise that is stored for each tensor, at least 1e-5, by relative L2. */
  private static void compareGradients(BatchNormMode mode, Map<String, Tensor> found)
      throws IOException {
    JsonNode noise = new JsonMapper().readTree(golden.metadata().get("gradient_noise"));
    Set<String> zero = new HashSet<>();
    new JsonMapper()
        .readTree(golden.metadata().get("gradient_zero_in_theory"))
        .forEach(n -> zero.add(n.asText()));
    int compared = 0;
    for (Map.Entry<String, Tensor> entry : found.entrySet()) {
      String key = mode.id() + ".grad." + entry.getKey().replace("classifier.", "head.");
      boolean batchNorm = entry.getValue().shape().length == 1 && !key.contains("head.");
      if (!golden.tensors().containsKey(key) || (mode == BatchNormMode.FROZEN && batchNorm)) {
        continue; // frozen batch norm is folded: its scale and shift have no gradient here
      }
      float[] a = entry.getValue().values();
      float[] b = values(key);
      if (zero.contains(key)) {
        assertThat(norm(a, new float[a.length])).as(key).isLessThan(1e-4);
      } else {
        double tolerance = Math.max(1e-5, 10 * noise.path(key).asDouble());
        assertThat(norm(a, b) / norm(b, new float[b.length])).as(key).isLessThan(tolerance);
      }
      compared++;
    }
    assertThat(compared).isEqualTo(mode == BatchNormMode.TRAIN ? 3 * 51 + 2 : 51 + 2);
  }

  private static double norm(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  @Test
  void runningStatisticsAgreeAfterOneStep() {
    try (OnednnSession session = open(BatchNormMode.TRAIN)) {
      session.gradients(
          BatchNormMode.TRAIN, Selection.none(model.network()), channelsLast("x"), labels(), 8);
      Map<String, Tensor> after = new GraphWeights(session.trainedGraph()).save();
      golden
          .tensors()
          .forEach(
              (name, tensor) -> {
                if (name.startsWith("train.") && name.contains(".running_")) {
                  assertThat(after.get(name.substring("train.".length())).values())
                      .as(name)
                      .containsExactly(tensor.values(), within(2e-4f));
                }
              });
    }
  }

  @Test
  void fourGentleMaskedStepsAgree() {
    double[] mask = perNeuron("mask.");
    Selection selection =
        Selection.of(
            model.network(), IntStream.range(0, mask.length).filter(i -> mask[i] > 0).toArray());
    try (OnednnSession session = open(BatchNormMode.FROZEN)) {
      float[] xv = channelsLast("xv");
      session.outputSimilarity(xv, 10);
      for (int t = 1; t <= 4; t++) {
        double loss = session.step(selection, channelsLast("x"), labels(), 0x1p-10);
        assertThat(loss).as("loss " + t).isCloseTo(values("gentle.loss_" + t)[0], within(1e-5));
        assertThat(session.outputSimilarity(xv, 10))
            .as("phi " + t)
            .containsExactly(perNeuron("gentle.phi_" + t + "."), within(5e-5));
      }
      Map<String, Tensor> after = new GraphWeights(session.trainedGraph()).save();
      golden
          .tensors()
          .forEach(
              (name, tensor) -> {
                if (name.startsWith("gentle.step4.")) {
                  String own =
                      name.substring("gentle.step4.".length()).replace("head.", "classifier.");
                  assertThat(after.get(own).values())
                      .as(own)
                      .containsExactly(tensor.values(), within(1e-5f));
                }
              });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void phiAgreesFromStoredSteps(int t) {
    try (OnednnSession session = open(BatchNormMode.FROZEN)) {
      float[] xv = channelsLast("xv");
      setParameters(session, "step" + (t - 1) + ".");
      session.outputSimilarity(xv, 10);
      setParameters(session, "step" + t + ".");
      assertThat(session.outputSimilarity(xv, 10))
          .containsExactly(perNeuron("phi_" + t + "."), within(2e-5));
    }
  }
}
