package org.neuronbench.models.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.InputException;
import org.neuronbench.models.weights.SafetensorsReader;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.spi.RandomStream;

/**
 * Feeds damaged bytes to the readers of weights: only {@link InputException} may come out, and no
 * input of some kilobytes may take more than some megabytes. {@code -Dfuzz=N} sets how many inputs
 * each reader gets, {@code -Dfuzz.seed=S} where they start.
 */
class WeightReadersFuzzTest {

  private static final int INPUTS = Integer.getInteger("fuzz", 1000);
  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final long MOST_BYTES = 32L << 20;

  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What a reader made of its inputs. */
  private static final class Tally {
    private int good;
    private int refused;
    private long most;

    private static long allocated() {
      return THREAD.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    void read(byte[] input, Reader reader) {
      long before = allocated();
      try {
        check(reader.read(input));
        good++;
      } catch (InputException e) {
        assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(1500);
        refused++;
      } catch (Throwable e) {
        throw new AssertionError(e + " from " + HexFormat.of().formatHex(input), e);
      }
      long taken = allocated() - before;
      most = Math.max(most, taken);
      if (taken > MOST_BYTES) {
        throw new AssertionError(
            "%d bytes taken by %s".formatted(taken, HexFormat.of().formatHex(input)));
      }
    }

    private static void check(Map<String, Tensor> tensors) {
      tensors
          .values()
          .forEach(
              tensor ->
                  assertThat((long) tensor.values().length)
                      .isEqualTo(Arrays.stream(tensor.shape()).reduce(1, (a, b) -> a * b)));
    }

    @Override
    public String toString() {
      return "%,d inputs: %,d read, %,d refused, at most %,d KiB taken by one"
          .formatted(good + refused, good, refused, most >> 10);
    }
  }

  @FunctionalInterface
  private interface Reader {
    Map<String, Tensor> read(byte[] input);
  }

  private static void fuzz(
      String name, Reader reader, List<byte[]> seeds, BiFunction<Mutator, byte[], byte[]> make) {
    RandomStream random = new RandomStream(SEED).split(name);
    Mutator mutator = new Mutator(random);
    Tally tally = new Tally();
    for (int i = 0; i < INPUTS; i++) {
      tally.read(make.apply(mutator, seeds.get(random.nextInt(seeds.size()))), reader);
    }
    System.out.println(name + ": " + tally);
    assertThat(tally.good + tally.refused).isEqualTo(INPUTS);
    assertThat(tally.refused).isPositive();
  }

  private static Map<String, Tensor> torch(byte[] input) {
    try {
      return TorchReader.read("w", new SeekableInMemoryByteChannel(input)).weights().tensors();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> files(String... names) {
    return Arrays.stream(names).map(Checkpoints::bytes).toList();
  }

  /** The whole file is damaged: the archive, its directory, or the chain of pickles. */
  @Test
  void checkpoints() {
    List<byte[]> seeds =
        files(
            "small.pth",
            "small-legacy.pth",
            "small-protocol4.pth",
            "tiny.pth",
            "tiny-legacy.pth",
            "wrapped.pth",
            "model.pth");
    fuzz("checkpoints", WeightReadersFuzzTest::torch, seeds, (m, s) -> m.mutate(s, seeds));
  }

  /** Only the pickle is damaged, so that every checksum of the archive holds. */
  @Test
  void pickles() {
    byte[] storage = Pickle.floats(24, ByteOrder.LITTLE_ENDIAN);
    List<byte[]> seeds = pickleSeeds();
    fuzz(
        "pickles",
        WeightReadersFuzzTest::torch,
        seeds,
        (m, s) -> Pickle.archive(m.mutate(s, seeds), storage));
  }

  private static List<byte[]> pickleSeeds() {
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(HostileCheckpointTest.array("i1", "abcde", "latin1"));
    seeds.add(Pickle.oneTensor(24, 0, new long[] {2, 3, 4}, new long[] {12, 4, 1}));
    seeds.add(Pickle.oneTensor(24, 4, new long[] {4, 5}, new long[] {1, 4}));
    seeds.add(
        Pickle.start()
            .op('}')
            .op('(')
            .text("epoch")
            .number(3)
            .text("state_dict")
            .op('}')
            .text("module.t")
            .tensor("0", 24, 0, new long[] {24}, new long[] {1})
            .op('s')
            .op('u')
            .stop());
    seeds.add(
        Pickle.start()
            .global("collections", "OrderedDict")
            .op(']')
            .op('(')
            .op(']')
            .op('(')
            .text("t")
            .tensor("0", 24, 0, new long[] {6}, new long[] {4})
            .op('e')
            .op('e')
            .op(0x85)
            .op('R')
            .op('}')
            .text("_metadata")
            .op('N')
            .op('s')
            .op('b')
            .stop());
    // every instruction that is known, so that mixing puts it anywhere
    seeds.add(
        Pickle.start()
            .op(0x95)
            .little(8, 20)
            .op('N', 0x88, 0x89, ']', '}', ')', '(', '2', '0', '1', 't', 0x85, 0x86, 0x87)
            .op('J')
            .little(4, -1)
            .op('K', 7, 'M', 1, 2, 'G', 1, 2, 3, 4, 5, 6, 7, 8)
            .op('q', 1, 'h', 1, 'r', 1, 0, 0, 0, 'j', 1, 0, 0, 0, 0x94)
            .op('U', 2, 'a', 'b', 0x8c, 1, 'c', 'T', 1, 0, 0, 0, 'x')
            .text("torch._utils")
            .text("_rebuild_tensor_v2")
            .op(0x93)
            .global("torch", "Size")
            .op('a', 'e', 's', 'u', 'R', 'b', 'Q')
            .stop());
    return seeds;
  }

  /** The whole file is damaged. */
  @Test
  void safetensors() {
    List<byte[]> seeds = safetensorsSeeds();
    fuzz(
        "safetensors",
        input -> SafetensorsReader.read("w", input).tensors(),
        seeds,
        (m, s) -> m.mutate(s, seeds));
  }

  /** Only the header is damaged, and its length is right. */
  @Test
  void safetensorsHeaders() {
    List<byte[]> seeds =
        safetensorsSeeds().stream().map(s -> Arrays.copyOfRange(s, 8, s.length - 24)).toList();
    fuzz(
        "safetensors headers",
        input -> SafetensorsReader.read("w", input).tensors(),
        seeds,
        (m, s) -> withLength(m.mutate(s, seeds), 24));
  }

  private static List<byte[]> safetensorsSeeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (String header :
        List.of(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F16\",\"shape\":[2,4],\"data_offsets\":[8,24]}}",
            "{\"__metadata__\":{\"format\":\"pt\",\"mean\":\"0.5\"},"
                + "\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
                + "\"w\":{\"dtype\":\"BF16\",\"shape\":[8],\"data_offsets\":[8,24]}}  ",
            "{\"e\":{\"dtype\":\"U8\",\"shape\":[0,3],\"data_offsets\":[0,0]},"
                + "\"d\":{\"dtype\":\"F64\",\"shape\":[3,1],\"data_offsets\":[0,24]}}")) {
      seeds.add(withLength(header.getBytes(StandardCharsets.UTF_8), 24));
    }
    return seeds;
  }

  private static byte[] withLength(byte[] header, int data) {
    byte[] file = new byte[8 + header.length + data];
    for (int i = 0; i < 8; i++) {
      file[i] = (byte) ((long) header.length >> 8 * i);
    }
    System.arraycopy(header, 0, file, 8, header.length);
    return file;
  }
}
