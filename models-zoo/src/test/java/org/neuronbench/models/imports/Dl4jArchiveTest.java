package org.neuronbench.models.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.InputException;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.Tensor;

class Dl4jArchiveTest {

  @TempDir private Path folder;

  private final ComputationGraph graph =
      ModelZoo.graph("mobilenet-v2", 0.35, 32, 6, Optional.empty());

  private Path saved() throws IOException {
    Path file = folder.resolve("net.zip");
    ModelSerializer.writeModel(graph, file.toFile(), true);
    return file;
  }

  private static ImportRequest request(Path file, String model, double width) {
    return new ImportRequest(
        file,
        Optional.ofNullable(model),
        OptionalDouble.of(width),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Map.of(),
        false);
  }

  @Test
  void takesTheWeightsOut() throws IOException {
    ImportedWeights imported = WeightImport.run(request(saved(), "mobilenet-v2", 0.35));
    Map<String, Tensor> expected = new GraphWeights(graph).save();
    assertThat(imported.tensors()).hasSameSizeAs(expected);
    expected.forEach(
        (name, tensor) ->
            assertThat(imported.tensors().get(name).values()).as(name).isEqualTo(tensor.values()));
    assertThat(imported.metadata()).containsEntry("classes", "6");
  }

  @Test
  void asksWhichNetworkItIs() throws IOException {
    Path file = saved();
    assertThatThrownBy(() -> WeightImport.run(ImportRequest.of(file)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "%s is a Deeplearning4j model, which does not say which network it is; say so with"
                + " --model",
            file);
  }

  @Test
  void namesAnotherNetwork() throws IOException {
    Path file = saved();
    assertThatThrownBy(() -> WeightImport.run(request(file, "resnet-18", 1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is not resnet-18 as built here: it has ");
  }

  @Test
  void namesAnotherWidth() throws IOException {
    Path file = saved();
    assertThatThrownBy(() -> WeightImport.run(request(file, "mobilenet-v2", 0.5)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("which no classifier makes of mobilenet-v2 of width 0.5");
  }

  @Test
  void refusesATruncatedArchive() throws IOException {
    byte[] whole = Files.readAllBytes(saved());
    Path file = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> WeightImport.run(request(file, "mobilenet-v2", 0.35)))
        .isInstanceOf(InputException.class);
  }

  /** Stored instead of packed, so that the bit that is turned is one of a weight. */
  @Test
  void refusesAWeightOfWhichOneBitIsTurned() throws IOException {
    Path file = folder.resolve("stored.zip");
    int place = storeAgain(saved(), file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[place] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> WeightImport.run(request(file, "mobilenet-v2", 0.35)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "Deeplearning4j model %s is damaged: its coefficients.bin has the checksum "
                .formatted(file))
        .hasMessageEndingWith("; copy or save it again");
  }

  /** Returns the place in the file of a byte of the last weight. */
  private static int storeAgain(Path from, Path to) throws IOException {
    int end = 0;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipFile zip = new ZipFile(from.toFile());
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry packed : Collections.list(zip.entries())) {
        ZipEntry entry = new ZipEntry(packed.getName());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(packed.getSize());
        entry.setCrc(packed.getCrc());
        out.putNextEntry(entry);
        out.write(zip.getInputStream(packed).readAllBytes());
        end = entry.getName().equals("coefficients.bin") ? bytes.size() : end;
      }
    }
    Files.write(to, bytes.toByteArray());
    return end - 2;
  }
}
