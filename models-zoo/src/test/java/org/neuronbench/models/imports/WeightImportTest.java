package org.neuronbench.models.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.InputException;
import org.neuronbench.core.engine.Preprocessing;
import org.neuronbench.models.weights.ElementType;
import org.neuronbench.models.weights.SafetensorsReader;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.models.weights.WeightFacts;
import org.neuronbench.models.weights.WeightFile;

class WeightImportTest {

  @TempDir private Path folder;

  private ImportedWeights imported(Map<String, Tensor> tensors) throws IOException {
    return WeightImport.run(ImportRequest.of(file(tensors)));
  }

  private Path file(Map<String, Tensor> tensors) throws IOException {
    return Nets.write(folder.resolve("w.safetensors"), tensors);
  }

  private static void assertSame(Map<String, Tensor> found, Map<String, Tensor> expected) {
    assertThat(found.keySet()).containsExactlyElementsOf(expected.keySet());
    expected.forEach(
        (name, tensor) -> {
          assertThat(found.get(name).shape()).as(name).isEqualTo(tensor.shape());
          assertThat(found.get(name).values()).as(name).isEqualTo(tensor.values());
        });
  }

  @ParameterizedTest
  @CsvSource({"mobilenet-v2, 1", "mobilenet-v2, 0.35", "resnet-18, 1", "resnet-50, 1"})
  void recognisesTorchvisionsNetworks(String id, double width) throws IOException {
    Map<String, Tensor> tensors = Nets.torchvision(id, width, 1000);
    ImportedWeights imported = imported(tensors);
    assertThat(imported.model()).isEqualTo(id);
    assertThat(imported.width()).isEqualTo(width);
    assertSame(imported.tensors(), tensors);
    assertThat(imported.report().used()).hasSize(tensors.size());
    assertThat(imported.report().missing()).isEmpty();
    assertThat(imported.report().unused()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.5, 1.4})
  void mapsTheNamesOfTimm(double width) throws IOException {
    Map<String, Tensor> tensors = Nets.torchvision("mobilenet-v2", width, 1000);
    ImportedWeights imported = imported(Nets.timm(tensors));
    assertSame(imported.tensors(), tensors);
    assertThat(imported.report().summary())
        .isEqualTo(
            "mobilenet-v2 of width %s, timm names: 262 tensors used, 0 unused, 0 missing"
                .formatted(width));
    assertThat(imported.report().used())
        .contains(
            "blocks.1.0.conv_dw.weight %s -> features.2.conv.1.0.weight %s"
                .formatted(
                    java.util.Arrays.toString(tensors.get("features.2.conv.1.0.weight").shape()),
                    java.util.Arrays.toString(tensors.get("features.2.conv.1.0.weight").shape())));
  }

  @Test
  void mapsNamesLayoutsAndEpsilonOfKeras() throws IOException {
    Map<String, Tensor> tensors = Nets.torchvision("mobilenet-v2", 0.35, 1000);
    ImportedWeights imported = imported(Nets.keras(tensors));
    Map<String, Tensor> expected = new LinkedHashMap<>(tensors);
    expected.replaceAll(
        (name, tensor) -> name.endsWith(".running_var") ? plus(tensor, 1e-3 - 1e-5) : tensor);
    assertSame(imported.tensors(), expected);
    assertThat(imported.metadata().get("padding")).startsWith("TensorFlow SAME");
    WeightFacts facts = new WeightFacts("w", imported.metadata());
    assertThat(facts.samePadding()).isTrue();
    assertThat(facts.preprocessing()).isEqualTo(Preprocessing.HALF);
    assertThat(imported.metadata().get("bn_eps")).startsWith("1e-5 (trained with 0.001;");
  }

  private static Tensor plus(Tensor tensor, double value) {
    float[] values = tensor.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] + value);
    }
    return new Tensor(tensor.shape(), values);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s/%s:0", "mobilenetv2_0.35_96/%s/%s:0", "%s.%s"})
  void mapsTheManySpellingsOfKeras(String spelling) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Nets.keras(Nets.torchvision("mobilenet-v2", 0.35, 10))
        .forEach(
            (name, tensor) -> tensors.put(spelling.formatted((Object[]) name.split("/")), tensor));
    assertThat(imported(tensors).report().used()).hasSize(262);
  }

  @Test
  void refusesTheResNetOfKeras() throws IOException {
    Path file = file(Map.of("conv1_conv/kernel", new Tensor(new long[] {1}, new float[1])));
    assertThatThrownBy(() -> WeightImport.run(ImportRequest.of(file)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds a Keras ResNet, which is another network than resnet-50");
  }

  @Test
  void knowsTheCountersOfBatchNorm() throws IOException {
    Map<String, Tensor> tensors = Nets.torchvision("resnet-18", 1, 1000);
    tensors.put(
        "bn1.num_batches_tracked", new Tensor(new long[0], new float[] {7}, ElementType.I64));
    ImportReport report = imported(tensors).report();
    assertThat(report.counters()).containsExactly("bn1.num_batches_tracked []");
    assertThat(report.unused()).isEmpty();
    assertThat(report.summary())
        .endsWith("102 tensors used, 0 unused (besides 1 counters of batch norm), 0 missing");
    assertThat(report.full())
        .contains("unused, as known: batch norm's counters (1)\n  bn1.num_batches_tracked []");
  }

  @Test
  void aClassifierOfOtherClassesIsFine() throws IOException {
    ImportedWeights imported = imported(Nets.torchvision("mobilenet-v2", 0.35, 7));
    assertThat(imported.report().remarks())
        .contains("Its classifier has 7 classes; it is kept, and experiments replace it");
    assertThat(imported.metadata()).containsEntry("classes", "7");
  }

  @Test
  void aMissingClassifierIsFine() throws IOException {
    Map<String, Tensor> tensors = Nets.torchvision("mobilenet-v2", 0.35, 1000);
    tensors.keySet().removeIf(name -> name.startsWith("classifier"));
    ImportedWeights imported = imported(tensors);
    assertThat(imported.report().missing())
        .containsExactly("classifier.1.weight [1000, 1280]", "classifier.1.bias [1000]");
    assertThat(imported.report().remarks())
        .contains("It has no classifier; experiments replace it anyway (head: replaced)");
    assertThat(imported.metadata()).containsEntry("classes", "none");
  }

  private void assertRefused(Map<String, Tensor> tensors, String message) throws IOException {
    Path file = file(tensors);
    assertThatThrownBy(() -> WeightImport.run(ImportRequest.of(file)))
        .isInstanceOf(InputException.class)
        .hasMessage("Weight file %s %s", file, message);
  }

  @Test
  void namesMissingTensorsWithTheirShapes() throws IOException {
    Map<String, Tensor> tensors = Nets.torchvision("resnet-18", 1, 1000);
    tensors.remove("layer2.0.downsample.0.weight");
    assertRefused(
        tensors,
        "does not fit resnet-18: 1 tensor missing (layer2.0.downsample.0.weight [128, 64, 1, 1])."
            + " Check that it is this network");
  }

  @Test
  void namesWrongShapes() throws IOException {
    Map<String, Tensor> tensors = Nets.torchvision("resnet-18", 1, 1000);
    tensors.put("bn1.bias", new Tensor(new long[] {8, 8}, new float[64]));
    assertRefused(
        tensors,
        "does not fit resnet-18: 1 tensor of another shape (bn1.bias has shape [8, 8], needed for"
            + " bn1.bias is [64]). Check that it is this network");
  }

  @Test
  void refusesTensorsOfNoUseUnlessToldOtherwise() throws IOException {
    Map<String, Tensor> tensors = Nets.torchvision("resnet-18", 1, 1000);
    tensors.put("conv1.bias", new Tensor(new long[] {64}, new float[64]));
    assertRefused(
        tensors,
        "does not fit resnet-18: 1 tensor not part of the network (conv1.bias [64]). If they do not"
            + " matter, pass them over with --allow-unused");
    ImportRequest allowing =
        new ImportRequest(
            file(tensors),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Map.of(),
            true);
    assertThat(WeightImport.run(allowing).report().remarks())
        .contains("Passed over, as asked: conv1.bias [64]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "layer2.1.bn2.weight | NaN | value 3 of layer2.1.bn2.weight [128] is NaN, not a finite number",
        "fc.bias | Infinity | value 3 of fc.bias [1000] is Infinity, not a finite number",
        "bn1.running_var | -0.5 | value 3 of bn1.running_var [64] is -0.5, not a variance, which is 0 or more"
      })
  void refusesNumbersThatNoNetworkHas(String name, float value, String message) throws IOException {
    Map<String, Tensor> tensors = Nets.torchvision("resnet-18", 1, 1000);
    tensors.get(name).values()[3] = value;
    Path file = file(tensors);
    assertThatThrownBy(() -> WeightImport.run(ImportRequest.of(file)))
        .isInstanceOf(InputException.class)
        .hasMessage("Weight file %s: %s; fetch or export the file again", file, message);
  }

  @Test
  void namesAResNetOfOtherBlocks() throws IOException {
    Map<String, Tensor> tensors = Nets.torchvision("resnet-18", 1, 1000);
    tensors.put("layer1.2.conv1.weight", new Tensor(new long[] {1}, new float[1]));
    assertRefused(
        tensors,
        "holds a ResNet of [3, 2, 2, 2] basic blocks, which is none of resnet-18 and resnet-50");
  }

  @Test
  void asksForTheModelOfStrangeTensors() throws IOException {
    assertRefused(
        Map.of("encoder.weight", new Tensor(new long[] {1}, new float[1])),
        "is of no network that is known by its tensors; say which one it is with --model. It begins"
            + " with encoder.weight");
  }

  @Test
  void whatIsKnownTravelsWithTheWeights() throws IOException {
    Path file = file(Nets.torchvision("mobilenet-v2", 0.35, 10));
    ImportRequest request =
        new ImportRequest(
            file,
            Optional.of("mobilenet-v2"),
            OptionalDouble.of(0.35),
            Optional.of("half"),
            Optional.of("same"),
            OptionalDouble.of(1e-3),
            Map.of("claimed", "top-1 60.3", "license", "MIT"),
            false);
    ImportedWeights imported = WeightImport.run(request);
    Path target = folder.resolve("deep/down").resolve(imported.fileName());
    Path report = imported.write(target);
    WeightFile read = SafetensorsReader.read(target);
    assertThat(read.metadata())
        .containsEntry("model", "mobilenet-v2")
        .containsEntry("width", "0.35")
        .containsEntry("classes", "10")
        .containsEntry("claimed", "top-1 60.3")
        .containsEntry("license", "MIT")
        .containsEntry("mean", "0.5, 0.5, 0.5")
        .containsEntry("origin-file", "w.safetensors")
        .containsEntry("origin-sha256", Hashes.of(Files.readAllBytes(file)));
    assertThat(WeightFacts.of(read).preprocessing()).isEqualTo(Preprocessing.HALF);
    assertThat(target.getFileName().toString())
        .isEqualTo(
            "mobilenet-v2-w0.35-%s.safetensors"
                .formatted(read.metadata().get("origin-sha256").substring(0, 8)));
    assertThat(report).content().startsWith("mobilenet-v2 of width 0.35, torchvision names: 262");
  }

  @Test
  void importingAgainChangesNothing() throws IOException {
    ImportedWeights once = imported(Nets.keras(Nets.torchvision("mobilenet-v2", 0.35, 10)));
    Path file = folder.resolve("once.safetensors");
    once.write(file);
    ImportedWeights twice = WeightImport.run(ImportRequest.of(file));
    assertSame(twice.tensors(), once.tensors());
    assertThat(twice.metadata())
        .containsEntry("padding", once.metadata().get("padding"))
        .containsEntry("input", once.metadata().get("input"))
        .containsEntry("bn_eps", once.metadata().get("bn_eps"));
  }

  @ParameterizedTest
  @CsvSource({"imagnet, symmetric, --preprocessing", "half, valid, --padding"})
  void refusesUnknownOptions(String preprocessing, String padding, String option)
      throws IOException {
    ImportRequest request =
        new ImportRequest(
            file(Nets.torchvision("mobilenet-v2", 0.35, 10)),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.of(preprocessing),
            Optional.of(padding),
            OptionalDouble.empty(),
            Map.of(),
            false);
    assertThatThrownBy(() -> WeightImport.run(request))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(option + " is '");
  }

  @Test
  void namesHdf5() throws IOException {
    Path file = Files.write(folder.resolve("w.h5"), new byte[] {(byte) 0x89, 'H', 'D', 'F', 13});
    assertThatThrownBy(() -> WeightImport.run(ImportRequest.of(file)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is HDF5, which is not read; load it in Keras");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none.pth", "none.safetensors"})
  void missingFile(String name) {
    Path file = folder.resolve(name);
    assertThatThrownBy(() -> WeightImport.run(ImportRequest.of(file)))
        .isInstanceOf(InputException.class)
        .hasMessage("Weight file %s does not exist", file);
  }
}
