package org.neuronbench.models.pytorch;

import java.util.Arrays;
import java.util.List;
import org.neuronbench.spi.RandomStream;

/** Damages bytes: flips, lies, cuts, repeats, and mixes of two inputs. */
final class Mutator {

  private static final int MOST_MUTATIONS = 6;
  private static final int MOST_INSERTED = 40;
  private static final long[] LIES = {
    0,
    1,
    -1,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0xffff,
    0x7fffffffL,
    0x80000000L,
    0xffffffffL,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final RandomStream random;

  Mutator(RandomStream random) {
    this.random = random;
  }

  byte[] mutate(byte[] seed, List<byte[]> others) {
    byte[] bytes = seed.clone();
    int mutations = 1 + random.nextInt(1 + random.nextInt(MOST_MUTATIONS));
    for (int i = 0; i < mutations; i++) {
      bytes = once(bytes, others.get(random.nextInt(others.size())));
    }
    return bytes;
  }

  private byte[] once(byte[] bytes, byte[] other) {
    if (bytes.length == 0) {
      return other.clone();
    }
    return switch (random.nextInt(7)) {
      case 0 -> flip(bytes);
      case 1 -> set(bytes);
      case 2 -> lie(bytes);
      case 3 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 4 -> replace(bytes, new byte[0]);
      case 5 -> replace(bytes, part(bytes));
      default -> replace(bytes, part(other));
    };
  }

  private byte[] flip(byte[] bytes) {
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return bytes;
  }

  private byte[] set(byte[] bytes) {
    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    return bytes;
  }

  /** Overwrites one, two, four or eight bytes with a number at some border. */
  private byte[] lie(byte[] bytes) {
    long lie = LIES[random.nextInt(LIES.length)];
    int at = random.nextInt(bytes.length);
    int width = 1 << random.nextInt(4);
    for (int i = 0; i < width && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (lie >> 8 * i);
    }
    return bytes;
  }

  private byte[] part(byte[] bytes) {
    int from = random.nextInt(bytes.length);
    return Arrays.copyOfRange(
        bytes, from, Math.min(bytes.length, from + 1 + random.nextInt(MOST_INSERTED)));
  }

  /** Puts a part in the place of another, which may be empty. */
  private byte[] replace(byte[] bytes, byte[] part) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(MOST_INSERTED));
    byte[] result = Arrays.copyOf(bytes, from + part.length + bytes.length - to);
    System.arraycopy(part, 0, result, from, part.length);
    System.arraycopy(bytes, to, result, from + part.length, bytes.length - to);
    return result;
  }
}
