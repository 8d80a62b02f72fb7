package org.neuronbench.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuronbench.spi.RandomStream;

/** Which images of a training split have labels, where only some have. */
public final class LabelledSplit {

  private LabelledSplit() {}

  /**
   * Draws images, of every class as large a share as it has of all, and at least one.
   *
   * @param count how many have labels; 0 or as many as there are for all
   * @return whether each image has
   */
  public static boolean[] of(ImageSet images, int classes, int count, RandomStream random) {
    boolean[] labelled = new boolean[images.size()];
    if (count == 0 || count >= images.size()) {
      Arrays.fill(labelled, true);
      return labelled;
    }
    List<List<Integer>> byClass = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      byClass.add(new ArrayList<>());
    }
    for (int i : random.permutation(images.size())) {
      byClass.get(images.label(i)).add(i);
    }
    int[] taken = shares(byClass, images.size(), count);
    for (int c = 0; c < classes; c++) {
      byClass.get(c).subList(0, taken[c]).forEach(i -> labelled[i] = true);
    }
    return labelled;
  }

  /** Rounded down, at least one, and what is left to the classes of the largest remainders. */
  private static int[] shares(List<List<Integer>> byClass, int all, int count) {
    int classes = byClass.size();
    int[] taken = new int[classes];
    double[] rest = new double[classes];
    int left = count;
    for (int c = 0; c < classes; c++) {
      int there = byClass.get(c).size();
      double share = (double) count * there / all;
      taken[c] = Math.min(there, Math.max(1, (int) share));
      rest[c] = share - taken[c];
      left -= taken[c];
    }
    while (left > 0) {
      int most = -1;
      for (int c = 0; c < classes; c++) {
        boolean more = taken[c] < byClass.get(c).size();
        most = more && (most < 0 || rest[c] > rest[most]) ? c : most;
      }
      taken[most]++;
      rest[most]--;
      left--;
    }
    return taken;
  }
}
