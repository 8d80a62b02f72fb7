package org.neuronbench.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.Shared;
import org.neuronbench.engine.onednn.OnednnEngine;
import org.neuronbench.engine.onednn.OnednnSession;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;

/** The networks that methods for small images are tried on. */
class CifarNetworksTest {

  private static final int SIZE = 32;
  private static final int PIXELS = 3 * SIZE * SIZE;

  /** Of ten classes that are all as likely: a new classifier begins there. */
  private static final double UNTRAINED_LOSS = Math.log(10);

  private static GraphModel random(String id) {
    return (GraphModel)
        new ModelZoo()
            .load(new ModelRequest(id, Optional.empty(), 1, Head.REPLACED, ModelZoo.imageSize(id)));
  }

  private static TrainingSession session(GraphModel model, BatchNormMode mode) {
    return new OnednnEngine()
        .open(model, new SessionSettings(mode, 0.9, 1e-4, 0, 8, 2, 10, new RandomStream(1)));
  }

  /** Scale and shift of batch norm count, running statistics do not. */
  private static long parameters(GraphModel model) {
    Map<String, long[]> shapes = GraphWeights.shapes(model.prototype().getConfiguration(), true);
    return shapes.entrySet().stream()
        .filter(entry -> !entry.getKey().contains(".running_"))
        .mapToLong(entry -> Arrays.stream(entry.getValue()).reduce(1, Math::multiplyExact))
        .sum();
  }

  private static JsonNode expected(String name) throws IOException {
    return new JsonMapper()
        .readTree(Shared.file("golden/methods.json").toFile())
        .path("architectures")
        .path(name);
  }

  @ParameterizedTest
  @CsvSource({
    "cifar-resnet-8, resnet8_A_10",
    "cifar-resnet-8-b, resnet8_B_10",
    "cifar-resnet-14, resnet14_A_10",
    "cifar-resnet-14-b, resnet14_B_10",
    "cifar-resnet-20, resnet20_A_10",
    "cifar-resnet-20-b, resnet20_B_10",
    "cifar-resnet-32, resnet32_A_10",
    "cifar-resnet-32-b, resnet32_B_10",
    "cifar-resnet-44, resnet44_A_10",
    "cifar-resnet-44-b, resnet44_B_10",
    "cifar-resnet-56, resnet56_A_10",
    "cifar-resnet-56-b, resnet56_B_10",
    "cifar-resnet-74, resnet74_A_10",
    "cifar-resnet-74-b, resnet74_B_10",
    "cifar-resnet-110, resnet110_A_10",
    "cifar-resnet-110-b, resnet110_B_10",
    "cifar-vgg-16, vgg16_bn_10",
    "wrn-10-1, wrn10_1_10",
    "wrn-16-1, wrn16_1_10",
    "wrn-28-2, wrn28_2_10"
  })
  @Tag("shared")
  void haveTheReferencesConvolutionsParametersAndMacs(String id, String name) throws IOException {
    GraphModel model = random(id);
    JsonNode expected = expected(name);
    assertThat(model.network().layers()).hasSize(expected.path("convs").asInt());
    assertThat(parameters(model)).isEqualTo(expected.path("params").asLong());
    long head =
        GraphWeights.shapes(model.prototype().getConfiguration(), true)
                .get(GraphModel.headName(model.prototype()) + ".weight")[1]
            * 10;
    assertThat(model.network().macs() + head).isEqualTo(expected.path("forward_macs").asLong());
  }

  /** The wide ResNets, and the small ones that filter images; those have two outputs. */
  @ParameterizedTest
  @CsvSource({
    "cifar-resnet-18, 1, 10, resnet18_cifar_w64_10",
    "cifar-resnet-18, 0.25, 10, resnet18_cifar_w16_10",
    "cifar-resnet-34, 1, 10, resnet34_cifar_w64_10",
    "cifar-resnet-110-b, 1, 100, resnet110_B_100",
    "cifar-resnet-8, 0.5, 2, resnet8_A_2_filter_w8",
    "cifar-resnet-8, 0.25, 2, resnet8_A_2_filter_w4"
  })
  @Tag("shared")
  void haveTheReferencesParametersAtEveryWidth(String id, double width, int classes, String name)
      throws IOException {
    GraphModel model =
        (GraphModel)
            new ModelZoo().load(new ModelRequest(id, Optional.empty(), width, Head.REPLACED, SIZE));
    JsonNode expected = expected(name);
    long features =
        GraphWeights.shapes(model.prototype().getConfiguration(), true)
            .get(GraphModel.headName(model.prototype()) + ".weight")[1];
    assertThat(model.network().layers()).hasSize(expected.path("convs").asInt());
    assertThat(parameters(model) - (10 - classes) * (features + 1))
        .isEqualTo(expected.path("params").asLong());
    assertThat(model.network().macs() + features * classes)
        .isEqualTo(expected.path("forward_macs").asLong());
  }

  /** The reference's read one grey channel: two channels more of 5x5 or 3x3 for each kernel. */
  @ParameterizedTest
  @CsvSource({
    "lenet, lenet_20_50_500_k5, 1000, 10",
    "lenet-slim, lenet_slim_6_16_k3_pad1_2, 108, 2"
  })
  @Tag("shared")
  void theLeNetsHaveTheReferencesParametersForRgb(
      String id, String name, int ofColours, int classes) throws IOException {
    int head = id.equals("lenet") ? 501 : 785;
    assertThat(parameters(random(id)) - (10 - classes) * head)
        .isEqualTo(expected(name).path("params").asLong() + ofColours);
  }

  private static Batch noise(int size) {
    RandomStream random = new RandomStream(4);
    byte[] pixels = new byte[8 * 3 * size * size];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    return new Batch(8, size, pixels, new int[] {0, 1, 2, 3, 4, 5, 6, 7});
  }

  private static double lossAfter(GraphModel model, TrainingSession session, int steps) {
    Batch batch = noise(model.inputSize());
    List<TrainingStep> same =
        IntStream.range(0, steps).mapToObj(i -> new TrainingStep(batch, 0.02)).toList();
    session.train(Selection.all(model.network()), same.iterator(), done -> {});
    return session
        .train(Selection.all(model.network()), same.subList(0, 1).iterator(), done -> {})
        .meanLoss();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cifar-resnet-8", "cifar-resnet-20-b", "cifar-vgg-16", "lenet", "lenet-slim"})
  void trainOnTheDefaultEngine(String id) {
    GraphModel model = random(id);
    try (TrainingSession session = session(model, BatchNormMode.TRAIN)) {
      assertThat(session).isInstanceOf(OnednnSession.class);
      assertThat(lossAfter(model, session, 14)).isLessThan(UNTRAINED_LOSS - 0.1);
    }
  }

  /** Batch norms that no convolution comes before are left to the reference engine. */
  @ParameterizedTest
  @ValueSource(strings = {"wrn-10-1", "wrn-16-1"})
  void wideResNetsTrainOnTheReferenceEngine(String id) {
    GraphModel model = random(id);
    try (TrainingSession session = session(model, BatchNormMode.TRAIN)) {
      assertThat(session).isNotInstanceOf(OnednnSession.class);
      assertThat(lossAfter(model, session, 14)).isLessThan(UNTRAINED_LOSS - 0.1);
    }
  }

  /** Its authors claim 91.7 % on all 10,000 test images; 1,000 of them tell it to 2.6 points. */
  @Test
  @Tag("shared")
  void resNet20OfOthersIsAsGoodAsTheyClaim() throws IOException {
    byte[] records = testRecords();
    GraphModel model =
        (GraphModel)
            new ModelZoo()
                .load(
                    new ModelRequest(
                        "cifar-resnet-20",
                        Optional.of(Shared.file("data/cifar10_resnet20.safetensors")),
                        1,
                        Head.IMAGENET,
                        SIZE));
    List<Batch> batches =
        IntStream.range(0, records.length / (PIXELS + 1) / 100)
            .mapToObj(i -> batch(records, 100 * i, 100))
            .toList();
    try (TrainingSession session = session(model, BatchNormMode.FROZEN)) {
      assertThat(session.evaluate(batches.iterator()).top1()).isBetween(0.891, 0.943);
    }
  }

  /** The test images: a label, then planes of red, green, blue. */
  private static byte[] testRecords() throws IOException {
    try (InputStream file = Files.newInputStream(Shared.file("data/cifar-10-batches-bin.tar.gz"));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(file)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().endsWith("test_batch.bin")) {
          return tar.readAllBytes();
        }
      }
    }
    throw new IOException("the archive has no test_batch.bin");
  }

  private static Batch batch(byte[] records, int from, int count) {
    byte[] pixels = new byte[count * PIXELS];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      int record = (from + i) * (PIXELS + 1);
      labels[i] = records[record];
      for (int p = 0; p < PIXELS; p++) {
        int plane = p % 3 * SIZE * SIZE;
        pixels[i * PIXELS + p] = records[record + 1 + plane + p / 3];
      }
    }
    return new Batch(count, SIZE, pixels, labels);
  }
}
