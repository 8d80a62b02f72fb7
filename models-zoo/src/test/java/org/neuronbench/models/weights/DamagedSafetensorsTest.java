package org.neuronbench.models.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.InputException;
import org.neuronbench.spi.RandomStream;

class DamagedSafetensorsTest {

  private static void assertDamaged(byte[] bytes, String reason) {
    assertThatThrownBy(() -> SafetensorsReader.read("w.safetensors", bytes))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "Weight file w.safetensors is damaged or not safetensors: " + reason)
        .hasMessageEndingWith("; fetch it again");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void shorterThanAHeader(int length) {
    assertDamaged(new byte[length], "it has %d bytes, less than a header".formatted(length));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 1000, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32})
  void headerLengthThatIsALie(long length) {
    byte[] text = Bytes.HEADER.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = Bytes.claiming(length, text, 1, 2, 3, 4, 5);
    assertDamaged(
        bytes, "its header claims %d bytes, the file has %d".formatted(length, bytes.length));
  }

  @Test
  void truncatedAtAnyByte() {
    byte[] whole = Bytes.good();
    for (int length = 0; length < whole.length; length++) {
      assertDamaged(Arrays.copyOf(whole, length), "");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "\"text\"", "12", "null", "  "})
  void headerThatIsNoObject(String header) {
    assertDamaged(Bytes.of(header), "its header is not a JSON object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", "PK\u0003\u0004", "{'a':1}"})
  void headerThatIsNotJson(String header) {
    assertDamaged(Bytes.of(header), "its header is not JSON");
  }

  @Test
  void headerThatIsNotUtf8() {
    byte[] bytes = Bytes.good();
    bytes[8 + Bytes.HEADER.indexOf("\"a\"") + 1] = (byte) 0xff;
    assertDamaged(bytes, "its header is not UTF-8");
  }

  @Test
  void theSameTensorTwice() {
    String header = Bytes.HEADER.replace("\"b\"", "\"a\"");
    assertDamaged(
        Bytes.of(header, 1, 2, 3, 4, 5), "its header is not JSON: it has the key 'a' twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"F8_E4M3", "C64", "f32", ""})
  void anotherType(String type) {
    assertDamaged(
        Bytes.of(Bytes.tensor(type, "[1]", "[0,4]"), 1),
        "tensor t has type '%s', expected one of [F64, F32, ".formatted(type));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[0,8]",
        "[4,8]",
        "[0,3]",
        "[4,0]",
        "[0]",
        "[0,4,4]",
        "[]",
        "[0,4294967300]",
      })
  void offsetsThatLie(String offsets) {
    assertDamaged(Bytes.of(Bytes.tensor("F32", "[1]", offsets), 1), "tensor t lies at bytes ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[-4,0]", "[0.5,4]", "[\"0\",4]", "[null,4]", "[0,9223372036854775808]"})
  void offsetsThatAreNoCounts(String offsets) {
    assertDamaged(Bytes.of(Bytes.tensor("F32", "[1]", offsets), 1), "tensor t has the extent ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[-1]", "[-1,-1]", "[1.5]", "[\"1\"]", "[[1]]"})
  void shapeThatIsNoCounts(String shape) {
    assertDamaged(Bytes.of(Bytes.tensor("F32", shape, "[0,4]"), 1), "tensor t has the extent ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[2]", "[0]", "[3,3]", "[4294967296,4294967296]"})
  void shapeThatDoesNotFitItsBytes(String shape) {
    assertDamaged(Bytes.of(Bytes.tensor("F32", shape, "[0,4]"), 1), "tensor t has shape ");
  }

  @Test
  void tooManyAxes() {
    String shape = "[1,1,1,1,1,1,1,1,1]";
    assertDamaged(
        Bytes.of(Bytes.tensor("F32", shape, "[0,4]"), 1), "tensor t has 9 axes, at most 8");
  }

  @Test
  void aHeaderThatWouldFillTheMemory() {
    byte[] header = " ".repeat((1 << 22) + 1).getBytes(StandardCharsets.UTF_8);
    assertDamaged(
        Bytes.claiming(header.length, header),
        "its header takes 4194305 bytes, more than the 4194304 that are read");
  }

  @Test
  void entryThatIsNoTensor() {
    assertDamaged(Bytes.of("{\"t\":5}"), "tensor t has type '', expected one of ");
  }

  /** The format allows neither overlaps nor holes, so that nothing can hide in a file. */
  @ParameterizedTest
  @CsvSource({
    "0, 8, 4, 20",
    "0, 8, 4, 16",
    "0, 8, 12, 20",
    "0, 8, 0, 12",
    "4, 12, 12, 20",
    "0, 8, 8, 16"
  })
  void tensorsThatOverlapOrLeaveAHole(int a, int aEnd, int b, int bEnd) {
    String header =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[%d,%d]},".formatted(a, aEnd)
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[%d,%d]}}"
                .formatted((bEnd - b) / 4, b, bEnd);
    assertDamaged(Bytes.of(header, 1, 2, 3, 4, 5), "its tensors ");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyByteChanged(long seed) {
    RandomStream random = new RandomStream(seed);
    byte[] bytes = Bytes.good();
    for (int i = 0; i < 3; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    assertThatCode(() -> tryToRead(bytes)).doesNotThrowAnyException();
  }

  private static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  private static void tryToRead(byte[] bytes) {
    try {
      assertThat(SafetensorsReader.read("w", bytes).tensors()).isNotNull();
    } catch (InputException e) {
      assertThat(e)
          .hasMessageStartingWith("Weight file w is damaged")
          .hasMessageEndingWith("again");
    }
  }

  @Test
  void missing(@TempDir Path folder) {
    Path file = folder.resolve("none.safetensors");
    assertThatThrownBy(() -> SafetensorsReader.read(file))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Weight file %s does not exist; correct 'weights' (paths are relative to the"
                + " experiment file)",
            file);
  }

  @Test
  void aFolder(@TempDir Path folder) {
    assertThatThrownBy(() -> SafetensorsReader.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Weight file %s cannot be read: ".formatted(folder));
  }
}
