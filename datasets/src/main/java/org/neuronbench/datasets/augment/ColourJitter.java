package org.neuronbench.datasets.augment;

import org.neuronbench.core.data.Augmentation;
import org.neuronbench.spi.RandomStream;

/**
 * Changes brightness, contrast and saturation by random factors, in random order, with the rounding
 * of Pillow's {@code ImageEnhance}, which torchvision's ColorJitter uses.
 */
final class ColourJitter {

  private static final int STEPS = 3;
  private static final int HALF = 1 << 15;

  private final double[] strengths;

  ColourJitter(Augmentation augmentation) {
    strengths =
        new double[] {
          augmentation.brightness(), augmentation.contrast(), augmentation.saturation()
        };
  }

  void apply(byte[] pixels, int offset, int count, RandomStream random) {
    double[] factors = new double[STEPS];
    for (int i = 0; i < STEPS; i++) {
      factors[i] = factor(strengths[i], random);
    }
    for (int step : random.permutation(STEPS)) {
      if (strengths[step] > 0) {
        change(step, (float) factors[step], pixels, offset, count);
      }
    }
  }

  private static double factor(double strength, RandomStream random) {
    double low = Math.max(0, 1 - strength);
    return low + (1 + strength - low) * random.nextDouble();
  }

  static void change(int step, float factor, byte[] pixels, int offset, int count) {
    switch (step) {
      case 0 -> towards(0, factor, pixels, offset, count);
      case 1 -> towards(meanGrey(pixels, offset, count), factor, pixels, offset, count);
      default -> towardsGrey(factor, pixels, offset, count);
    }
  }

  private static void towards(int level, float factor, byte[] pixels, int offset, int count) {
    byte[] table = new byte[256];
    for (int value = 0; value < table.length; value++) {
      table[value] = blend(level, value, factor);
    }
    for (int i = offset; i < offset + 3 * count; i++) {
      pixels[i] = table[pixels[i] & 0xFF];
    }
  }

  private static void towardsGrey(float factor, byte[] pixels, int offset, int count) {
    for (int i = offset; i < offset + 3 * count; i += 3) {
      int grey = grey(pixels, i);
      pixels[i] = blend(grey, pixels[i] & 0xFF, factor);
      pixels[i + 1] = blend(grey, pixels[i + 1] & 0xFF, factor);
      pixels[i + 2] = blend(grey, pixels[i + 2] & 0xFF, factor);
    }
  }

  private static int meanGrey(byte[] pixels, int offset, int count) {
    long sum = 0;
    for (int i = offset; i < offset + 3 * count; i += 3) {
      sum += grey(pixels, i);
    }
    return (int) ((double) sum / count + 0.5);
  }

  /** ITU-R 601 luma in 16-bit fixed point. */
  private static int grey(byte[] pixels, int i) {
    return (19595 * (pixels[i] & 0xFF)
            + 38470 * (pixels[i + 1] & 0xFF)
            + 7471 * (pixels[i + 2] & 0xFF)
            + HALF)
        >> 16;
  }

  private static byte blend(int from, int to, float factor) {
    float value = from + factor * (to - from);
    return (byte) (value <= 0 ? 0 : value >= 255 ? 255 : (int) value);
  }
}
