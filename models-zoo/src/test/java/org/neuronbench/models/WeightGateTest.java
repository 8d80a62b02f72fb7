package org.neuronbench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.InputException;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.models.imports.ImportRequest;
import org.neuronbench.models.imports.WeightImport;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.SafetensorsWriter;
import org.neuronbench.models.weights.Tensor;

/** Weights that no network should take end in one line, whether they are run or imported. */
class WeightGateTest {

  private static final String STEM = "{\"out\": 8, \"kernel\": 3, \"stride\": 2}";

  @TempDir private Path folder;

  private Path file(Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
    Path file = folder.resolve("w.safetensors");
    SafetensorsWriter.write(file, tensors, metadata);
    return file;
  }

  private static void run(String id, Path file) {
    new ModelZoo().load(new ModelRequest(id, Optional.of(file), 1, Head.REPLACED, 32));
  }

  private static Map<String, Tensor> resNet() {
    return new LinkedHashMap<>(
        new GraphWeights(ModelZoo.graph("cifar-resnet-8", 1, 32, 10, Optional.empty())).save());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "layer2.0.bn2.weight | NaN | [32] is NaN, not a finite number",
        "linear.bias | Infinity | [10] is Infinity, not a finite number",
        "conv1.weight | -Infinity | [16, 3, 3, 3] is -Infinity, not a finite number",
        "bn1.running_var | -0.5 | [16] is -0.5, not a variance, which is 0 or more"
      })
  void bothPathsNameTheNumber(String name, float value, String wrong) throws IOException {
    Map<String, Tensor> tensors = resNet();
    tensors.get(name).values()[3] = value;
    Path file = file(tensors, Map.of());
    String message =
        "Weight file %s: value 3 of %s %s; fetch or export the file again"
            .formatted(file, name, wrong);
    assertThatThrownBy(() -> run("cifar-resnet-8", file))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> WeightImport.run(ImportRequest.of(file)))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'cin': 16, 'cout': 8, 'dw_kernel': 3, 'stride': 1 | 'cin' is 16 in",
        "'cin': 8, 'cout': 16, 'dw_kernel': 3, 'stride': 1, 'residual': true | 'residual' is true in",
        "'cin': 8, 'cout': 8, 'dw_kernel': 3, 'stride': 2, 'residual': true | 'residual' is true in",
        "'cin': 8, 'cout': 8, 'dw_kernel': 4, 'stride': 1 | 'dw_kernel' is 4 in",
        "'cin': 8, 'cout': 8.5, 'dw_kernel': 3, 'stride': 1 | 'cout' is 8.5 in",
        "'cin': 8, 'cout': 8, 'dw_kernel': 3, 'stride': 1, 'residual': 1 | 'residual' is 1 in",
        "'cin': 8, 'cout': 65536, 'expand': 65536, 'dw_kernel': 3, 'stride': 1 | 4,296,081,624 weights"
      })
  void bothPathsRefuseBlocksThatDoNotFitTogether(String block, String reason) throws IOException {
    Map<String, String> metadata =
        Map.of(
            "first_conv",
            STEM,
            "arch",
            "[{%s}]".formatted(block.replace('\'', '"')),
            "model",
            "mcunet-5fps");
    Path file = file(resNet(), metadata);
    assertThatThrownBy(() -> run("mcunet-5fps", file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The architecture in the metadata of %s ".formatted(file))
        .hasMessageContaining(reason)
        .hasMessageEndingWith("correct 'first_conv' and 'arch', or fetch the file again")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> WeightImport.run(ImportRequest.of(file)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void weightsOfAnotherModelSayWhichOneTheyFit() throws IOException {
    Path file = file(resNet(), Map.of());
    assertThatThrownBy(() -> run("resnet-18", file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Weight file %s does not fit the network: ".formatted(file))
        .hasMessageEndingWith("; it fits cifar-resnet-8: correct 'models' of the experiment");
  }

  @Test
  void weightsOfAnotherWidthSayWhichOneTheyHave() throws IOException {
    Path file =
        file(
            new GraphWeights(ModelZoo.graph("mobilenet-v2", 0.35, 32, 10, Optional.empty())).save(),
            Map.of());
    assertThatThrownBy(() -> run("mobilenet-v2", file))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith(
            "; it fits mobilenet-v2 of width 0.35: correct 'models' of the experiment");
  }

  @Test
  void importingAsAnotherModelSaysWhichOneItIs() throws IOException {
    Path file = file(resNet(), Map.of("model", "resnet-18"));
    assertThatThrownBy(() -> WeightImport.run(ImportRequest.of(file)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Weight file %s does not fit resnet-18: ".formatted(file))
        .hasMessageEndingWith(". It fits cifar-resnet-8: say so with --model");
  }

  @Test
  void imagesThatAreTooSmallForANetworkAreNamed() {
    ModelRequest request = new ModelRequest("lenet", Optional.empty(), 1, Head.REPLACED, 8);
    assertThatThrownBy(() -> new ModelZoo().load(request))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Model lenet cannot take images of 8 px; it was made for 28 px: correct 'image-size'");
  }

  @Test
  void everyNetworkIsRecognisedByItsOwnWeights() {
    for (String id : new String[] {"cifar-resnet-14", "cifar-resnet-14-b", "lenet", "wrn-16-1"}) {
      Map<String, Tensor> tensors =
          new GraphWeights(ModelZoo.graph(id, 1, ModelZoo.imageSize(id), 7, Optional.empty()))
              .save();
      assertThat(ModelZoo.recognise(tensors)).contains(new Architecture(id, 1));
    }
  }
}
