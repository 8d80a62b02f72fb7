package org.neuronbench.models.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.InputException;

/** Files made to harm, to lie, or damaged on the way. */
class HostileCheckpointTest {

  private static void assertRefused(byte[] file, String message) {
    assertThatThrownBy(() -> Checkpoints.read("w.pth", file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("PyTorch file w.pth ")
        .hasMessageContaining(message);
  }

  private static void assertPickleRefused(byte[] pickle, String message) {
    assertRefused(Pickle.archive(pickle), message);
  }

  private static byte[] call(String module, String name) {
    return Pickle.start().global(module, name).op('(').text("true").op('t').op('R').stop();
  }

  @ParameterizedTest
  @CsvSource({
    "os, system",
    "posix, system",
    "subprocess, Popen",
    "builtins, eval",
    "__builtin__, exec",
    "builtins, getattr",
    "builtins, bytearray",
    "torch, load",
    "torch.hub, load",
    "array, array",
    "decimal, Decimal",
    "copy_reg, _reconstructor",
    "operator, attrgetter",
    "_codecs, decode",
    "numpy, fromfile",
    "exceptions, RuntimeError",
    "datetime, datetime",
    "collections, defaultdict",
    "torch._utils, _rebuild_qtensor",
    "torch._utils, _rebuild_sparse_tensor",
  })
  void refusesAnyOtherName(String module, String name) {
    assertPickleRefused(
        call(module, name), "is refused because it asks for %s.%s: ".formatted(module, name));
  }

  @Test
  void refusesANameFromTheStack() {
    byte[] pickle = Pickle.start().text("os").text("system").op(0x93).op(')').op('R').stop();
    assertPickleRefused(pickle, "it asks for os.system: only tensors and dictionaries are read");
  }

  /** INST, OBJ, NEWOBJ, NEWOBJ_EX, EXT1, PERSID: other ways to a class, or to the registry. */
  @ParameterizedTest
  @ValueSource(ints = {'i', 'o', 0x81, 0x92, 0x82, 0x83, 0x84, 'P', 'B', 0x8e, 0x8b, 0x8f, 0x97})
  void refusesInstructionsThatNoStateDictionaryNeeds(int opcode) {
    assertPickleRefused(
        Pickle.start().op('(').op(opcode).stop(),
        "it asks for pickle instruction 0x%02x".formatted(opcode));
  }

  @Test
  void refusesAStateForAnythingButADictionary() {
    assertPickleRefused(Pickle.start().op(')').op('}').op('b').stop(), "put into a tuple");
  }

  @Test
  void refusesToCallAStorage() {
    assertPickleRefused(
        Pickle.start().global("torch", "FloatStorage").op(')').op('R').stop(),
        "torch.FloatStorage is called");
  }

  @Test
  void refusesToCallAText() {
    assertPickleRefused(Pickle.start().text("os.system").op(')').op('R').stop(), "is called");
  }

  /** An array of NumPy that claims five bytes and holds so many. */
  static byte[] array(String type, String text, String encoding) {
    Pickle pickle = Pickle.start().global("numpy.core.multiarray", "_reconstruct");
    pickle.op('(').global("numpy", "ndarray").op('t').op('R').op('(').number(1).numbers(5);
    pickle.global("numpy", "dtype").op('(').text(type).op('t').op('R').op(0x89);
    pickle.global("_codecs", "encode").op('(').text(text).text(encoding).op('t').op('R');
    return pickle.op('t').op('b').stop();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "i1 | abcdef | latin1 | an array of shape [5] and type I8 has 6 bytes",
        "O | abcde | latin1 | an array has the type 'O'",
        "i1 | abcde | zip | bytes are encoded as zip",
        "i1 | \u4e00bcde | latin1 | no text of Latin-1"
      })
  void refusesAnArrayThatIsNone(String type, String text, String encoding, String message) {
    assertPickleRefused(array(type, text, encoding), message);
  }

  /** The same text made into bytes again and again would fill the memory. */
  @Test
  void refusesToMakeMoreBytesThanItHas() {
    Pickle pickle = Pickle.start().text("x".repeat(10_000)).op('q', 0);
    for (int i = 0; i < 20; i++) {
      pickle.global("_codecs", "encode").op('(').op('h', 0).text("latin1").op('t').op('R');
    }
    assertPickleRefused(pickle.stop(), "or more than the pickle has");
  }

  /** A million laughs: lists of lists, each twice the one before; keys of that would hang. */
  @Test
  void aPyramidOfListsCostsNothing() {
    Pickle pickle = Pickle.start().op(']').op('q', 0);
    for (int i = 0; i < 200; i++) {
      pickle.op(']').op('(').op('h', i).op('h', i).op('e').op('q', i + 1);
    }
    assertPickleRefused(pickle.stop(), "it holds list");
  }

  @Test
  void aPyramidIsNoKey() {
    assertPickleRefused(
        Pickle.start().op('}').op(']').op('N').op('s').stop(), "has the key 'list'");
  }

  @Test
  void aDictionaryMayHoldItself() {
    assertPickleRefused(
        Pickle.start().op('}').op('q', 0).text("state_dict").op('h', 0).op('s').stop(),
        "it holds no tensors");
  }

  @Test
  void refusesEndlessInstructions() {
    Pickle pickle = Pickle.start();
    for (int i = 0; i < 600_000; i++) {
      pickle.op('N');
    }
    assertPickleRefused(pickle.stop(), "its pickle has more than 500,000 instructions");
  }

  @ParameterizedTest
  @ValueSource(longs = {100, Integer.MAX_VALUE, 0xffffffffL, 0x80000000L})
  void refusesATextThatClaimsTooMuch(long length) {
    assertPickleRefused(
        Pickle.start().op('X').little(4, length).op('a').stop(),
        "a text claims %d bytes".formatted(length));
  }

  @Test
  void refusesANameWithoutEnd() {
    byte[] pickle = Pickle.start().global("x".repeat(300), "y").stop();
    assertPickleRefused(pickle, "its pickle is not well formed");
  }

  private static Stream<Arguments> views() {
    long big = 1L << 40;
    return Stream.of(
        Arguments.of(6, 0, new long[] {7}, new long[] {1}, "reach number 6 of a storage of 6"),
        Arguments.of(6, 1, new long[] {2, 3}, new long[] {3, 1}, "reach number 6"),
        Arguments.of(6, -1, new long[] {2}, new long[] {1}, "an extent is negative: offset -1"),
        Arguments.of(6, 0, new long[] {-2}, new long[] {1}, "an extent is negative"),
        Arguments.of(6, 5, new long[] {2}, new long[] {-1}, "an extent is negative"),
        Arguments.of(6, 0, new long[] {2, 3}, new long[] {1}, "has strides [1]"),
        Arguments.of(6, 0, new long[] {big, big}, new long[] {0, 0}, "overflows"),
        Arguments.of(6, 0, new long[] {2}, new long[] {Long.MAX_VALUE}, "reach number"),
        Arguments.of(6, 0, new long[] {3}, new long[] {Long.MAX_VALUE}, "overflows"),
        Arguments.of(6, 0, new long[] {1L << 31}, new long[] {0}, "overflows"),
        Arguments.of(6, 0, new long[] {100_000}, new long[] {0}, "its tensors take more than"),
        Arguments.of(6, 6, new long[] {1}, new long[] {1}, "reach number 6"),
        Arguments.of(6, 0, new long[] {1, 1, 1, 1, 1, 1, 1, 1, 6}, new long[9], "it has 9 axes"));
  }

  @ParameterizedTest
  @MethodSource("views")
  void refusesAViewThatLeavesItsStorage(
      long count, long offset, long[] shape, long[] strides, String message) {
    assertPickleRefused(Pickle.oneTensor(count, offset, shape, strides), message);
  }

  @ParameterizedTest
  @CsvSource({
    "5, storage '0' has 24 bytes, its tensors need 20",
    "1000000, storage '0' claims 1000000 numbers",
    "-1, a storage has -1 numbers",
    "4611686018427387904, a storage has 4611686018427387904 numbers",
  })
  void refusesAStorageOfAnotherSize(long count, String message) {
    assertPickleRefused(Pickle.oneTensor(count, 0, new long[] {2}, new long[] {1}), message);
  }

  @Test
  void refusesAStorageThatIsNotThere() {
    byte[] pickle =
        Pickle.start()
            .op('}')
            .text("t")
            .tensor("7", 6, 0, new long[] {6}, new long[] {1})
            .op('s')
            .stop();
    assertPickleRefused(pickle, "it lacks the storage '7'");
  }

  @Test
  void refusesAStorageOfTwoTypes() {
    byte[] pickle =
        Pickle.start().storage("FloatStorage", "0", 6).storage("DoubleStorage", "0", 3).stop();
    assertPickleRefused(pickle, "storage '0' is once ");
  }

  private static final byte[] GOOD = Pickle.oneTensor(6, 0, new long[] {6}, new long[] {1});

  private static Map<String, byte[]> entries(String name, String... texts) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("a/data.pkl", GOOD);
    entries.put("a/data/0", Pickle.floats(6, ByteOrder.LITTLE_ENDIAN));
    entries.put(name, String.join("", texts).getBytes(StandardCharsets.UTF_8));
    return entries;
  }

  @Test
  void readsWhatIsGood() {
    assertThat(read(Pickle.archive(GOOD))).containsExactly(0, 1, 2, 3, 4, 5);
  }

  private static float[] read(byte[] file) {
    return Checkpoints.read("w.pth", file).weights().tensors().get("t").values();
  }

  @Test
  void readsBigEndianNumbersWhereTheFileSaysSo() {
    Map<String, byte[]> entries = entries("a/byteorder", "big");
    entries.put("a/data/0", Pickle.floats(6, ByteOrder.BIG_ENDIAN));
    assertThat(read(Pickle.archive(entries))).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void refusesAnUnknownByteOrder() {
    assertRefused(Pickle.archive(entries("a/byteorder", "middle")), "its byte order is 'middle'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "a/../../evil", "/etc/passwd", "a\\..\\evil", "..", "\\evil"})
  void refusesNamesThatPointOutside(String name) {
    assertRefused(Pickle.archive(entries(name, "x")), "points out of the archive");
  }

  @Test
  void refusesAnEntryTwice() {
    assertRefused(Pickle.archive(entries("b/data.pkl", "x")), "it holds 'data.pkl' twice");
  }

  @Test
  void refusesAProgram() {
    assertRefused(Pickle.archive(entries("a/constants.pkl", "x")), "it is a TorchScript archive");
  }

  @Test
  void refusesAnotherArchive() {
    assertRefused(
        Pickle.archive(Map.of("a/b.txt", new byte[1])), "it is a zip archive without 'data.pkl'");
  }

  @Test
  void refusesABitThatFlipped() {
    byte[] file = Pickle.archive(GOOD);
    byte[] numbers = Pickle.floats(6, ByteOrder.LITTLE_ENDIAN);
    file[indexOf(file, numbers) + 9] ^= 1;
    assertRefused(file, "its entry 'a/data/0' fails its checksum");
  }

  private static int indexOf(byte[] file, byte[] part) {
    for (int i = 0; i + part.length <= file.length; i++) {
      if (Arrays.equals(file, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new IllegalArgumentException("not there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"small.pth", "small-legacy.pth"})
  void refusesEveryTruncation(String name) {
    byte[] whole = Checkpoints.bytes(name);
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length), "");
    }
  }

  @Test
  void refusesBytesAfterTheEnd() {
    byte[] whole = Checkpoints.bytes("small-legacy.pth");
    assertRefused(Arrays.copyOf(whole, whole.length + 1), "its storages end at byte ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "\u0089HDF\r\n", "{\"a\": 1}"})
  void refusesWhatIsNoCheckpoint(String text) {
    assertRefused(text.getBytes(StandardCharsets.ISO_8859_1), "so it is no checkpoint");
  }

  @Test
  void refusesAnyOtherPickle() {
    assertRefused(Pickle.start().op('}').stop(), "it is a pickle but no PyTorch checkpoint");
  }

  @Test
  void refusesATar() {
    byte[] tar = new byte[512];
    System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
    assertRefused(tar, "it is a tar archive as PyTorch 0.1 wrote it");
  }

  /** Magic number and protocol as PyTorch writes them, then a machine that is big-endian. */
  @Test
  void refusesTheOldFormatOfABigEndianMachine() {
    byte[] good = Checkpoints.bytes("small-legacy.pth");
    byte[] key = "little_endian".getBytes(StandardCharsets.US_ASCII);
    int flag = indexOf(good, key) + key.length + 2; // after the memo instruction q and its number
    assertThat(good[flag]).isEqualTo((byte) 0x88);
    good[flag] = (byte) 0x89;
    assertRefused(good, "a big-endian machine wrote it in the old format");
  }
}
