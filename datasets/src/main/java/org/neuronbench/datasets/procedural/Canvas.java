package org.neuronbench.datasets.procedural;

import org.neuronbench.spi.RandomStream;

/** An image while it is painted; colours are red, green and blue from 0 to 255. */
final class Canvas {

  static final int SIZE = 32;

  private static final int SAMPLES = 3;
  private static final double BYTE_SUM_MEAN = 510;
  private static final double BYTE_SUM_DEVIATION = 147.8;

  private final double[] pixels = new double[3 * SIZE * SIZE];

  Canvas(double[] background) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = background[i % 3];
    }
  }

  /** Paints a field in a colour, antialiased by a grid of samples per pixel. */
  void paint(Field field, double[] colour) {
    for (int i = 0; i < pixels.length; i += 3) {
      double cover = cover(field, i / 3 % SIZE, i / 3 / SIZE);
      for (int channel = 0; channel < 3; channel++) {
        pixels[i + channel] += cover * (colour[channel] - pixels[i + channel]);
      }
    }
  }

  private static double cover(Field field, int x, int y) {
    double sum = 0;
    for (int row = 0; row < SAMPLES; row++) {
      for (int column = 0; column < SAMPLES; column++) {
        sum += field.at(x + (column + 0.5) / SAMPLES, y + (row + 0.5) / SAMPLES);
      }
    }
    return sum / (SAMPLES * SAMPLES);
  }

  /** Adds a field, drawn once per pixel, to all channels. */
  void shade(Field field) {
    for (int i = 0; i < pixels.length; i += 3) {
      int row = i / 3 / SIZE;
      double change = field.at(i / 3 % SIZE, row);
      for (int channel = 0; channel < 3; channel++) {
        pixels[i + channel] += change;
      }
    }
  }

  void addNoise(double deviation, RandomStream random) {
    for (int i = 0; i < pixels.length; i += 2) {
      long bits = random.nextLong();
      pixels[i] += deviation * roughlyNormal(bits);
      pixels[i + 1] += deviation * roughlyNormal(bits >>> 32);
    }
  }

  /** A nearly normal number, the sum of four bytes: far cheaper than an exact one. */
  private static double roughlyNormal(long bits) {
    long sum = (bits & 0xFF) + (bits >>> 8 & 0xFF) + (bits >>> 16 & 0xFF) + (bits >>> 24 & 0xFF);
    return (sum - BYTE_SUM_MEAN) / BYTE_SUM_DEVIATION;
  }

  byte[] bytes() {
    byte[] bytes = new byte[pixels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.min(255, Math.max(0, Math.floor(pixels[i] + 0.5)));
    }
    return bytes;
  }
}
