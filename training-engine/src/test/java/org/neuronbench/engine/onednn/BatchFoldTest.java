package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.spi.RandomStream;

/**
 * Against batch norm of the outputs themselves, in double: 4,096 pixels of 16 channels, whose means
 * are up to four deviations, to 96. What a float holds of the largest value of a tensor is 6e-8 of
 * it; 4,096 of them are added, and the tolerance is 2e-6.
 */
class BatchFoldTest {

  private static final int PIXELS = 4096;
  private static final int INPUTS = 16;
  private static final int OUTPUTS = 96;
  private static final float EPSILON = 1e-5f;
  private static final double TOLERANCE = 2e-6;

  private final RandomStream random = new RandomStream(7);
  private final float[] x = x();
  private final float[] w = gaussian(OUTPUTS * INPUTS, 0, 0.3);
  private final float[] scale = gaussian(OUTPUTS, 1, 0.2);
  private final float[] shift = gaussian(OUTPUTS, 0.5, 0.5);
  private final float[] g = gaussian(PIXELS * OUTPUTS, 0.1, 1);

  private float[] gaussian(int count, double mean, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (mean + deviation * random.nextGaussian());
    }
    return values;
  }

  private float[] x() {
    float[] values = gaussian(PIXELS * INPUTS, 0, 1);
    for (int i = 0; i < values.length; i++) {
      values[i] += i % 8 - 4;
    }
    return values;
  }

  /** Returns left' right, of matrices with one row a pixel. */
  private static float[] products(float[] left, int m, float[] right, int n) {
    double[] sums = new double[m * n];
    for (int p = 0; p < PIXELS; p++) {
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          sums[i * n + j] += (double) left[p * m + i] * right[p * n + j];
        }
      }
    }
    return floats(sums);
  }

  private static float[] floats(double[] values) {
    float[] all = new float[values.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) values[i];
    }
    return all;
  }

  private static float[] sums(float[] values, int columns) {
    double[] sums = new double[columns];
    for (int i = 0; i < values.length; i++) {
      sums[i % columns] += values[i];
    }
    return floats(sums);
  }

  private BatchFold folded(Precision precision) {
    BatchFold fold = new BatchFold(OUTPUTS, INPUTS, EPSILON, precision);
    System.arraycopy(w, 0, fold.weights(), 0, w.length);
    fold.fold(products(x, INPUTS, x, INPUTS), sums(x, INPUTS), PIXELS, scale, shift);
    return fold;
  }

  private static void assertClose(double[] expected, float[] actual) {
    double largest =
        IntStream.range(0, expected.length).mapToDouble(i -> Math.abs(expected[i])).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).isCloseTo(expected[i], within(TOLERANCE * largest));
    }
  }

  /** Batch norm of Z = X W' and its gradients by G, written down from their definition. */
  private final class Direct {
    private final double[] z = new double[PIXELS * OUTPUTS];
    private final double[] mean = new double[OUTPUTS];
    private final double[] variance = new double[OUTPUTS];
    private final double[] y = new double[PIXELS * OUTPUTS];
    private final double[] ofScale = new double[OUTPUTS];
    private final double[] ofShift = new double[OUTPUTS];
    private final double[] ofWeights = new double[OUTPUTS * INPUTS];
    private final double[] ofInput = new double[PIXELS * INPUTS];

    Direct() {
      for (int i = 0; i < z.length; i++) {
        for (int k = 0; k < INPUTS; k++) {
          z[i] += (double) x[i / OUTPUTS * INPUTS + k] * w[i % OUTPUTS * INPUTS + k];
        }
        mean[i % OUTPUTS] += z[i] / PIXELS;
      }
      for (int i = 0; i < z.length; i++) {
        variance[i % OUTPUTS] += Math.pow(z[i] - mean[i % OUTPUTS], 2) / PIXELS;
      }
      for (int i = 0; i < z.length; i++) {
        int o = i % OUTPUTS;
        y[i] = scale[o] * hat(i) + shift[o];
        ofScale[o] += g[i] * hat(i);
        ofShift[o] += g[i];
      }
      for (int i = 0; i < z.length; i++) {
        int o = i % OUTPUTS;
        double centred = g[i] - ofShift[o] / PIXELS - hat(i) * ofScale[o] / PIXELS;
        double ofZ = scale[o] / Math.sqrt(variance[o] + EPSILON) * centred;
        for (int k = 0; k < INPUTS; k++) {
          ofWeights[o * INPUTS + k] += ofZ * x[i / OUTPUTS * INPUTS + k];
          ofInput[i / OUTPUTS * INPUTS + k] += ofZ * w[o * INPUTS + k];
        }
      }
    }

    private double hat(int i) {
      int o = i % OUTPUTS;
      return (z[i] - mean[o]) / Math.sqrt(variance[o] + EPSILON);
    }
  }

  /** Multiplies rows of pixels by a matrix whose rows are outputs, and adds to each. */
  private static float[] convolved(float[] rows, int in, float[] matrix, int out, float[] added) {
    float[] result = new float[PIXELS * out];
    for (int i = 0; i < result.length; i++) {
      double sum = added[i % out];
      for (int k = 0; k < in; k++) {
        sum += (double) rows[i / out * in + k] * matrix[i % out * in + k];
      }
      result[i] = (float) sum;
    }
    return result;
  }

  @Test
  void outputsAndGradientsAreThoseOfBatchNorm() {
    Direct direct = new Direct();
    BatchFold fold = folded(Precision.FLOAT32);
    assertClose(direct.mean, fold.mean());
    assertClose(direct.variance, fold.variance());
    assertClose(direct.y, convolved(x, INPUTS, fold.folded(), OUTPUTS, fold.bias()));
    float[] rows = products(g, OUTPUTS, x, INPUTS);
    float[] ofShift = sums(g, OUTPUTS);
    float[] ofScale = new float[OUTPUTS];
    fold.gradients(rows, ofShift, ofScale);
    assertClose(direct.ofScale, ofScale);
    assertClose(direct.ofWeights, rows);
    float[] square = new float[fold.squareLength()];
    float[] constant = new float[INPUTS];
    fold.inputGradient(ofShift, ofScale, square, constant);
    double[] ofInput = new double[PIXELS * INPUTS];
    for (int i = 0; i < ofInput.length; i++) {
      int pixel = i / INPUTS;
      int k = i % INPUTS;
      ofInput[i] = constant[k];
      for (int j = 0; j < INPUTS; j++) {
        ofInput[i] += (double) x[pixel * INPUTS + j] * square[k * INPUTS + j];
      }
      for (int o = 0; o < OUTPUTS; o++) {
        ofInput[i] += (double) g[pixel * OUTPUTS + o] * fold.folded()[o * INPUTS + k];
      }
    }
    assertClose(direct.ofInput, floats(ofInput));
  }

  /**
   * Weights have 8 bits, the nearest ones; the means of the outputs are the shifts all the same.
   */
  @Test
  void bfloat16WeightsKeepTheMeans() {
    BatchFold fold = folded(Precision.BFLOAT16);
    BatchFold exact = folded(Precision.FLOAT32);
    for (int k = 0; k < w.length; k++) {
      assertThat(Float.floatToRawIntBits(fold.folded()[k]) & 0xFFFF).isZero();
      assertThat(fold.folded()[k])
          .isCloseTo(exact.folded()[k], within(Math.abs(exact.folded()[k]) / 256));
    }
    float[] y = convolved(x, INPUTS, fold.folded(), OUTPUTS, fold.bias());
    float[] sums = sums(y, OUTPUTS);
    for (int o = 0; o < OUTPUTS; o++) {
      assertThat(sums[o] / PIXELS).isCloseTo(shift[o], within(1e-5f));
    }
  }
}
