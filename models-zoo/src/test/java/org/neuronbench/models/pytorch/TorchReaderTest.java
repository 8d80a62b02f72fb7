package org.neuronbench.models.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.InputException;
import org.neuronbench.models.weights.ElementType;
import org.neuronbench.models.weights.Tensor;

/** Checkpoints as PyTorch wrote them; {@code make_checkpoints.py} says what is in them. */
class TorchReaderTest {

  @TempDir private Path folder;

  /** The formula of make_checkpoints.py, as a 32-bit float. */
  private static float number(int i) {
    return (float) (i * 0.37 - 1);
  }

  private static float[] numbers(int... indices) {
    float[] values = new float[indices.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(indices[i]);
    }
    return values;
  }

  private static float[] firstNumbers(int count) {
    return numbers(IntStream.range(0, count).toArray());
  }

  private static void assertTensor(
      Map<String, Tensor> tensors, String name, ElementType type, long[] shape, float... values) {
    assertThat(tensors).containsKey(name);
    Tensor tensor = tensors.get(name);
    assertThat(tensor.type()).as(name).isEqualTo(type);
    assertThat(tensor.shape()).as(name).containsExactly(shape);
    assertThat(bits(tensor.values())).as(name).containsExactly(bits(values));
  }

  private static int[] bits(float[] values) {
    return IntStream.range(0, values.length).map(i -> Float.floatToRawIntBits(values[i])).toArray();
  }

  private static long[] shape(long... extents) {
    return extents;
  }

  private static void assertTiny(Checkpoint checkpoint) {
    Map<String, Tensor> found = checkpoint.weights().tensors();
    assertThat(checkpoint.remarks()).isEmpty();
    assertThat(found.keySet())
        .containsExactly(
            "conv.weight",
            "transposed",
            "strided",
            "tail",
            "channels_last",
            "scalar",
            "empty",
            "half",
            "bfloat16",
            "double",
            "bn.num_batches_tracked",
            "special");
    assertTensor(found, "conv.weight", ElementType.F32, shape(2, 3, 3, 3), firstNumbers(54));
    assertTensor(found, "transposed", ElementType.F32, shape(3, 2), numbers(0, 3, 1, 4, 2, 5));
    assertTensor(found, "strided", ElementType.F32, shape(2, 3), numbers(6, 8, 10, 12, 14, 16));
    assertTensor(found, "tail", ElementType.F32, shape(4), numbers(20, 21, 22, 23));
    assertTensor(found, "channels_last", ElementType.F32, shape(1, 2, 3, 4), firstNumbers(24));
    assertTensor(found, "scalar", ElementType.F32, shape(), number(0));
    assertTensor(found, "empty", ElementType.F32, shape(0, 3));
    assertTensor(found, "double", ElementType.F64, shape(5), firstNumbers(5));
    assertTensor(found, "bn.num_batches_tracked", ElementType.I64, shape(), 7);
    assertTensor(
        found, "special", ElementType.F32, shape(4), 0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE);
    // -1, -0.63, -0.26, 0.11, 0.48 rounded to 10 and to 7 bits of fraction
    assertTensor(
        found,
        "half",
        ElementType.F16,
        shape(5),
        -1f,
        -0.62988281f,
        -0.26000977f,
        0.10998535f,
        0.47998047f);
    assertTensor(
        found,
        "bfloat16",
        ElementType.BF16,
        shape(5),
        -1f,
        -0.62890625f,
        -0.25976562f,
        0.10986328f,
        0.48046875f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny.pth", "tiny-legacy.pth"})
  void everyBitOfBothFormatsArrives(String name) {
    assertTiny(Checkpoints.read(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny.pth", "tiny-legacy.pth"})
  void everyBitOfWhatPyTorchWritesNowArrives(String name) throws IOException {
    TorchPython.assumePresent();
    TorchPython.run(TorchReaderTest.class, folder, "make_checkpoints.py", folder.toString());
    assertTiny(TorchReader.read(folder.resolve(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"small.pth", "small-legacy.pth", "small-protocol4.pth"})
  void readsEveryProtocol(String name) {
    Map<String, Tensor> found = Checkpoints.read(name).weights().tensors();
    assertTensor(found, "a.weight", ElementType.F32, shape(2, 3), firstNumbers(6));
    assertTensor(found, "a.bias", ElementType.F32, shape(2), firstNumbers(2));
  }

  @Test
  void takesTheNetworkOutOfATrainingCheckpoint() {
    Checkpoint checkpoint = Checkpoints.read("wrapped.pth");
    assertThat(checkpoint.weights().tensors()).containsOnlyKeys("a.weight", "a.bias", "n");
    assertThat(checkpoint.remarks())
        .containsExactly(
            "The network is under 'state_dict'; not read: epoch, optimizer, best",
            "Every name begins with 'module.', which is left out");
  }

  @Test
  void takesTheNetworkFromUnderModel() {
    Checkpoint checkpoint = Checkpoints.read("model.pth");
    assertThat(checkpoint.weights().tensors()).containsOnlyKeys("a.weight", "a.bias", "n");
    assertThat(checkpoint.remarks()).containsExactly("The network is under 'model'");
  }

  @Test
  void aParameterIsATensor() {
    assertTensor(
        Checkpoints.read("parameter.pth").weights().tensors(),
        "p",
        ElementType.F32,
        shape(3),
        firstNumbers(3));
  }

  @Test
  void hashesTheFile() {
    assertThat(Checkpoints.read("small.pth").weights().sha256())
        .isEqualTo(Hashes.of(Checkpoints.bytes("small.pth")));
  }

  @Test
  void refusesAWholeModuleByName() {
    assertThatThrownBy(() -> Checkpoints.read("module.pth"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "PyTorch file module.pth is refused because it asks for torch.nn.modules.linear.Linear:"
                + " only tensors and dictionaries are read, no code. If you trust it, load it in"
                + " PyTorch and save model.state_dict() alone");
  }

  @Test
  void refusesSettingsByName() {
    assertThatThrownBy(() -> Checkpoints.read("namespace.pth"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it asks for argparse.Namespace:");
  }

  @Test
  void refusesASingleTensor() {
    assertThatThrownBy(() -> Checkpoints.read("single.pth"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "PyTorch file single.pth cannot be used: it holds a single tensor; save"
                + " model.state_dict() with PyTorch");
  }

  @Test
  void missing() {
    Path file = folder.resolve("none.pth");
    assertThatThrownBy(() -> TorchReader.read(file))
        .isInstanceOf(InputException.class)
        .hasMessage("Weight file %s does not exist", file);
  }
}
