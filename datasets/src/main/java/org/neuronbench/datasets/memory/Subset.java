package org.neuronbench.datasets.memory;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.spi.RandomStream;

/** Draws the images that a limit keeps: the same ones for every run and machine. */
public final class Subset {

  /** Seed of every draw. Changing it changes the results of every limited experiment. */
  public static final long SEED = 20_240_229L;

  private Subset() {}

  /**
   * Draws a subset: the first {@code limit} of a random permutation, in ascending order. A smaller
   * limit yields a subset of a larger one's.
   *
   * @param limit most images; none or more than {@code size} keeps all
   * @return indices into the split, ascending
   * @throws InputException if the limit is not positive
   */
  public static int[] draw(String split, int size, OptionalInt limit) {
    int wanted = limit.orElse(size);
    if (wanted < 1) {
      throw new InputException(
          Text.format(
              "The limit of %s images must be at least 1, not %d. Leave it out to use them all.",
              split, wanted));
    }
    if (wanted >= size) {
      return IntStream.range(0, size).toArray();
    }
    int[] order = new RandomStream(SEED).split(split).permutation(size);
    return Arrays.stream(order, 0, wanted).sorted().toArray();
  }
}
