package org.neuronbench.datasets.image;

import java.nio.charset.StandardCharsets;

/** The colour models of JPEG files, told apart as libjpeg does, and turned to RGB as it does. */
enum JpegColours {
  /** One component. */
  GREY,
  /** Three components, stored as they are. */
  RGB,
  /** Luminance and two colour differences. */
  YCC,
  /** Four inks; inverted, as Adobe writes them and Pillow reads them. */
  CMYK,
  /** Luminance, two colour differences, black; inverted too. */
  YCCK;

  private static final int APP0 = 0xE0;
  private static final int APP14 = 0xEE;
  private static final int ADOBE_TRANSFORM = 11;

  private static final int SHIFT = 16;
  private static final int HALF = 1 << (SHIFT - 1);
  private static final int CR_TO_RED = fixed(1.40200);
  private static final int CB_TO_BLUE = fixed(1.77200);
  private static final int CR_TO_GREEN = fixed(0.71414);
  private static final int CB_TO_GREEN = fixed(0.34414);

  /** What the markers before the pixels say. */
  private static final class Markers {
    private boolean jfif;
    private int adobe = -1;
    private int components;
    private final int[] ids = new int[4];

    JpegColours colours() {
      return switch (components) {
        case 1 -> GREY;
        case 4 -> adobe == 2 ? YCCK : CMYK;
        default -> threeComponents();
      };
    }

    private JpegColours threeComponents() {
      if (jfif) {
        return YCC;
      }
      if (adobe >= 0) {
        return adobe == 0 ? RGB : YCC;
      }
      return ids[0] == 'R' && ids[1] == 'G' && ids[2] == 'B' ? RGB : YCC;
    }

    void take(int marker, byte[] file, int start, int end) {
      if (marker == APP0 && starts(file, start, end, "JFIF")) {
        jfif = true;
      } else if (marker == APP14
          && starts(file, start, end, "Adobe")
          && start + ADOBE_TRANSFORM < end) {
        adobe = file[start + ADOBE_TRANSFORM];
      } else if (startOfFrame(marker) && end - start > 5) {
        components = file[start + 5];
        for (int i = 0; i < Math.min(components, ids.length); i++) {
          ids[i] = start + 6 + 3 * i < end ? file[start + 6 + 3 * i] : 0;
        }
      }
    }
  }

  /** Reads the markers of a file; what is damaged is left to the decoder. */
  static JpegColours of(byte[] file) {
    Markers markers = new Markers();
    JpegMarkers.walk(
        file,
        (marker, start, end) -> {
          markers.take(marker, file, start, end);
          return marker != JpegMarkers.START_OF_SCAN;
        });
    return markers.colours();
  }

  private static boolean startOfFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static boolean starts(byte[] file, int start, int end, String text) {
    return end - start >= text.length()
        && text.equals(new String(file, start, text.length(), StandardCharsets.US_ASCII));
  }

  private static int fixed(double factor) {
    return (int) (factor * (1 << SHIFT) + 0.5);
  }

  /** Returns how many samples a pixel has. */
  int bands() {
    return switch (this) {
      case GREY -> 1;
      case RGB, YCC -> 3;
      case CMYK, YCCK -> 4;
    };
  }

  /** Converts a row of samples. */
  void toRgb(int[] samples, byte[] target, int offset) {
    int out = offset;
    for (int i = 0; i < samples.length; i += bands()) {
      switch (this) {
        case GREY -> put(target, out, samples[i], samples[i], samples[i]);
        case RGB -> put(target, out, samples[i], samples[i + 1], samples[i + 2]);
        case YCC -> fromYcc(samples, i, target, out);
        case CMYK -> fromInks(samples, i, target, out);
        case YCCK -> {
          fromYcc(samples, i, target, out);
          invert(target, out);
          darken(target, out, samples[i + 3]);
        }
      }
      out += 3;
    }
  }

  private static void fromYcc(int[] samples, int i, byte[] target, int out) {
    int y = samples[i];
    int cb = samples[i + 1] - 128;
    int cr = samples[i + 2] - 128;
    put(
        target,
        out,
        clipped(y + ((CR_TO_RED * cr + HALF) >> SHIFT)),
        clipped(y + ((-CB_TO_GREEN * cb - CR_TO_GREEN * cr + HALF) >> SHIFT)),
        clipped(y + ((CB_TO_BLUE * cb + HALF) >> SHIFT)));
  }

  /** Inverted inks are light: 255 is no ink. */
  private static void fromInks(int[] samples, int i, byte[] target, int out) {
    put(target, out, samples[i], samples[i + 1], samples[i + 2]);
    darken(target, out, samples[i + 3]);
  }

  /** The differences hold inverted inks' complement. */
  private static void invert(byte[] target, int out) {
    for (int c = out; c < out + 3; c++) {
      target[c] = (byte) ~target[c];
    }
  }

  private static void darken(byte[] target, int out, int light) {
    for (int c = out; c < out + 3; c++) {
      target[c] = (byte) clipped(light - divided(255 - (target[c] & 0xFF), light));
    }
  }

  /** A product over 255, rounded as Pillow does. */
  private static int divided(int a, int b) {
    int product = a * b + 128;
    return ((product >> 8) + product) >> 8;
  }

  private static int clipped(int value) {
    return Math.min(255, Math.max(0, value));
  }

  private static void put(byte[] target, int out, int red, int green, int blue) {
    target[out] = (byte) red;
    target[out + 1] = (byte) green;
    target[out + 2] = (byte) blue;
  }
}
