package org.neuronbench.datasets.procedural;

import org.neuronbench.spi.RandomStream;

/** An image while it is painted, RGB from 0 to 255. */
final class Canvas {

  static final int SIZE = 32;

  private static final int SAMPLES = 3;

  private final double[] pixels = new double[3 * SIZE * SIZE];

  void fill(Colour colour) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = colour.channel(i % 3);
    }
  }

  /** Paints a field in a colour, antialiased by a grid of samples per pixel. */
  void paint(Field field, Colour colour) {
    for (int i = 0; i < SIZE * SIZE; i++) {
      double cover = cover(field, i % SIZE, i / SIZE);
      for (int channel = 0; channel < 3; channel++) {
        pixels[3 * i + channel] += cover * (colour.channel(channel) - pixels[3 * i + channel]);
      }
    }
  }

  /** Adds a field, drawn once per pixel, to all channels. */
  void shade(Field field) {
    for (int i = 0; i < SIZE * SIZE; i++) {
      int row = i / SIZE;
      double change = field.at(i % SIZE, row);
      for (int channel = 0; channel < 3; channel++) {
        pixels[3 * i + channel] += change;
      }
    }
  }

  void addNoise(double deviation, RandomStream random) {
    for (int i = 0; i < pixels.length; i += 2) {
      long bits = random.nextLong();
      pixels[i] += deviation * Draw.roughlyNormal(bits);
      pixels[i + 1] += deviation * Draw.roughlyNormal(bits >>> 32);
    }
  }

  byte[] bytes() {
    byte[] bytes = new byte[pixels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.min(255, Math.max(0, Math.floor(pixels[i] + 0.5)));
    }
    return bytes;
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
}
