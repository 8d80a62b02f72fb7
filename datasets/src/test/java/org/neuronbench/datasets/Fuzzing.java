package org.neuronbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.neuronbench.core.InputException;

/**
 * Damages good files at random and checks that a reader either reads them or throws the project's
 * own exception, and that it does not allocate out of all proportion. The number of inputs is set
 * with {@code -Dfuzz.inputs=100000}.
 */
public final class Fuzzing {

  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 1000);

  private final byte[] good;
  private final long mostAllocated;
  private int refused;

  public Fuzzing(byte[] good, long mostAllocated) {
    this.good = good;
    this.mostAllocated = mostAllocated;
  }

  public void run(Consumer<byte[]> reader) {
    run(INPUTS, reader);
  }

  /** Runs a fraction of the inputs, for what is slow. */
  public void runSome(Consumer<byte[]> reader) {
    run(INPUTS / 20, reader);
  }

  private void run(int inputs, Consumer<byte[]> reader) {
    for (int seed = 0; seed < inputs; seed++) {
      byte[] input = damaged(new Random(seed));
      long before = allocated();
      try {
        reader.accept(input);
      } catch (InputException e) {
        assertThat(e.getMessage()).isNotBlank();
        refused++;
      } catch (Throwable e) { // anything else is what is looked for
        fail("input of seed " + seed, e);
      }
      assertThat(allocated() - before)
          .as("bytes allocated, seed " + seed)
          .isLessThan(mostAllocated);
    }
    assertThat(refused).as("refused of " + inputs).isGreaterThan(inputs / 20);
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private byte[] damaged(Random random) {
    byte[] bytes = good.clone();
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      bytes = changed(bytes, random);
    }
    return bytes;
  }

  private static byte[] changed(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int position = random.nextInt(bytes.length);
    switch (random.nextInt(8)) {
      case 0 -> {
        return Arrays.copyOf(bytes, position);
      }
      case 1 -> {
        return Arrays.copyOf(bytes, bytes.length + random.nextInt(100));
      }
      case 2 -> bytes[position] = (byte) 0xFF;
      case 3 -> bytes[position] = 0x7F;
      case 4 -> bytes[position] = 0;
      case 5 -> bytes[position] ^= (byte) (1 << random.nextInt(8));
      case 6 -> random.nextBytes(bytes);
      default -> bytes[position] = (byte) random.nextInt();
    }
    return bytes;
  }
}
