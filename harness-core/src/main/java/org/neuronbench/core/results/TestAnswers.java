package org.neuronbench.core.results;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.BitSet;

/**
 * Which test images a cell classified right after its last epoch.
 *
 * @param images in the test split
 * @param right a bit for each image in the order of the split, as {@link PackedBits} writes them
 */
public record TestAnswers(int images, String right) {

  /** Checks that there are images, and answers. */
  public TestAnswers {
    if (images < 1 || right == null) {
      throw new IllegalArgumentException("answers are of no image, or null");
    }
  }

  /** Writes answers down. */
  public static TestAnswers of(int images, BitSet right) {
    return new TestAnswers(images, PackedBits.encode(right));
  }

  /** Reads the answers. */
  @JsonIgnore
  public BitSet bits() {
    return PackedBits.decode(right, images);
  }
}
