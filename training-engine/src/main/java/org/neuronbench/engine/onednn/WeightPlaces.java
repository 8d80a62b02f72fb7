package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.LongPointer;

/**
 * Where the weights of a convolution lie in a blocked layout. A place is a sum of one term for each
 * dimension, since every block divides one dimension.
 */
final class WeightPlaces {

  private final int[] ofOutput;
  private final int[] ofWeight;

  /** The weights of a row as they come in memory, so that writing them goes upwards. */
  private final int[] order;

  private WeightPlaces(int[] ofOutput, int[] ofWeight) {
    this.ofOutput = ofOutput;
    this.ofWeight = ofWeight;
    this.order =
        IntStream.range(0, ofWeight.length)
            .boxed()
            .sorted(Comparator.comparingInt(k -> ofWeight[k]))
            .mapToInt(k -> k)
            .toArray();
  }

  /** Reads a layout; there are none for layouts that are not blocked, or hold more than weights. */
  static Optional<WeightPlaces> of(memory.desc layout, Geometry g) {
    boolean plain =
        layout.get_format_kind().value == memory.format_kind.blocked.value
            && layout.get_submemory_offset() == 0
            && layout.get_size() == padded(layout) * Float.BYTES;
    if (!plain) {
      return Optional.empty();
    }
    int[][] terms = new int[layout.get_ndims()][];
    for (int d = 0; d < terms.length; d++) {
      terms[d] = terms(layout, d);
    }
    int[] inputs = terms[terms.length - 3]; // depthwise: groups, 1, 1, rows, columns
    int[] rows = terms[terms.length - 2];
    int[] columns = terms[terms.length - 1];
    int[] weights = new int[g.weightsPerChannel()];
    for (int k = 0; k < weights.length; k++) {
      int column = k % columns.length;
      int row = k / columns.length % rows.length;
      weights[k] = inputs[k / columns.length / rows.length] + rows[row] + columns[column];
    }
    return Optional.of(new WeightPlaces(terms[0], weights));
  }

  private static long padded(memory.desc layout) {
    LongPointer dims = layout.get_padded_dims();
    long all = 1;
    for (int d = 0; d < layout.get_ndims(); d++) {
      all *= dims.get(d);
    }
    return all;
  }

  /**
   * Returns what each index of a dimension adds to the place: blocks from the innermost outwards.
   */
  private static int[] terms(memory.desc layout, int dimension) {
    long[] terms = new long[(int) layout.get_dims().get(dimension)];
    long[] rest = new long[terms.length];
    for (int i = 0; i < terms.length; i++) {
      rest[i] = i;
    }
    long stride = 1;
    for (int b = layout.get_inner_nblks() - 1; b >= 0; b--) {
      long block = layout.get_inner_blks().get(b);
      if (layout.get_inner_idxs().get(b) == dimension) {
        for (int i = 0; i < terms.length; i++) {
          terms[i] += rest[i] % block * stride;
          rest[i] /= block;
        }
      }
      stride *= block;
    }
    long outer = layout.get_strides().get(dimension);
    int[] places = new int[terms.length];
    for (int i = 0; i < terms.length; i++) {
      places[i] = Math.toIntExact(terms[i] + rest[i] * outer);
    }
    return places;
  }

  /** Returns the place of a weight, k in kernel order (input channel, row, column). */
  int of(int output, int k) {
    return ofOutput[output] + ofWeight[k];
  }

  /**
   * Writes the rows of output channels where they belong, each times its channel's factor;
   * neighbours share cache lines.
   */
  void write(FloatBuffer into, int[] outputs, float[][] rows, int count, float[] factors) {
    for (int k : order) {
      for (int r = 0; r < count; r++) {
        int output = outputs[r];
        into.put(ofOutput[output] + ofWeight[k], rows[r][k] * factors[output]);
      }
    }
  }
}
