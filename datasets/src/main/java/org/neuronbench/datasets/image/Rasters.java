package org.neuronbench.datasets.image;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;

/** Converts what image readers return to RGB. */
final class Rasters {

  private Rasters() {}

  static RgbImage toRgb(BufferedImage image) {
    byte[] pixels = new byte[Math.multiplyExact(3, image.getWidth() * image.getHeight())];
    if (image.getColorModel() instanceof ComponentColorModel model) {
      copySamples(image.getRaster(), model.getComponentSize(0) - 8, pixels);
    } else {
      lookUp(image, pixels);
    }
    return new RgbImage(image.getWidth(), image.getHeight(), pixels);
  }

  /** Samples as stored: getRGB would treat grey as linear light and brighten it. */
  private static void copySamples(Raster raster, int shift, byte[] pixels) {
    int bands = raster.getNumBands();
    int step = bands < 3 ? 0 : 1;
    int out = 0;
    int[] row = new int[bands * raster.getWidth()];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, raster.getWidth(), 1, row);
      for (int i = 0; i < row.length; i += bands) {
        for (int channel = 0; channel < 3; channel++) {
          pixels[out++] = (byte) (row[i + channel * step] >> shift);
        }
      }
    }
  }

  private static void lookUp(BufferedImage image, byte[] pixels) {
    int width = image.getWidth();
    int[] rgb = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    for (int i = 0; i < rgb.length; i++) {
      pixels[3 * i] = (byte) (rgb[i] >> 16);
      pixels[3 * i + 1] = (byte) (rgb[i] >> 8);
      pixels[3 * i + 2] = (byte) rgb[i];
    }
  }
}
