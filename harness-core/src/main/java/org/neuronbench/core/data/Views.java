package org.neuronbench.core.data;

import org.neuronbench.spi.RandomStream;

/**
 * Views of square images, HWC, RGB. The strong one is that of FixMatch and its successors: a weak
 * view, two of fourteen distortions of RandAugment each with probability one half, a grey square.
 */
public final class Views {

  /** Of the edge: what a weak view is moved by at most. */
  private static final int MOVES = 8;

  private static final int GREY = 128;
  private static final int LEVELS = 9;
  private static final int DISTORTIONS = 14;

  private final int size;

  /** Creates views of images of an edge, in pixels. */
  public Views(int size) {
    this.size = size;
  }

  /** Mirrors left and right. */
  public byte[] flipped(byte[] image) {
    return mapped(image, (x, y, at) -> at(size - 1 - x, y));
  }

  /** Mirrors or not, and moves; what comes in from outside is mirrored at the edge. */
  public byte[] weak(byte[] image, RandomStream random) {
    byte[] turned = random.nextDouble() < 0.5 ? flipped(image) : image;
    int most = size / MOVES;
    int right = random.nextInt(2 * most + 1) - most;
    int down = random.nextInt(2 * most + 1) - most;
    return mapped(turned, (x, y, at) -> at(reflected(x + right), reflected(y + down)));
  }

  private int reflected(int x) {
    int inside = x < 0 ? -x : x;
    return inside >= size ? 2 * size - 2 - inside : inside;
  }

  private static final double PART = 0.3;
  private static final double MOSTLY = 0.8;
  private static final double SELDOM = 0.2;
  private static final double JITTER = 0.4;

  /** A random part of it, mirrored or not, brightness, contrast and colour changed, grey or not. */
  public byte[] contrast(byte[] image, RandomStream random) {
    byte[] part = part(image, random);
    byte[] view = random.nextDouble() < 0.5 ? flipped(part) : part;
    if (random.nextDouble() < MOSTLY) {
      view = blended(view, new byte[view.length], factor(random));
      view = blended(view, mean(view), factor(random));
      view = blended(view, grey(view), factor(random));
    }
    return random.nextDouble() < SELDOM ? grey(view) : view;
  }

  private static double factor(RandomStream random) {
    return 1 - JITTER + 2 * JITTER * random.nextDouble();
  }

  /** A square of 30 % of the area or more, enlarged between its pixels. */
  private byte[] part(byte[] image, RandomStream random) {
    double edge = size * Math.sqrt(PART + (1 - PART) * random.nextDouble());
    double left = random.nextDouble() * (size - edge);
    double top = random.nextDouble() * (size - edge);
    byte[] result = new byte[image.length];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double column = between(left + (x + 0.5) * edge / size - 0.5);
        double row = between(top + (y + 0.5) * edge / size - 0.5);
        for (int c = 0; c < 3; c++) {
          result[at(x, y) + c] = clipped(sampled(image, column, row, c));
        }
      }
    }
    return result;
  }

  private double between(double position) {
    return Math.max(0, Math.min(size - 1.0, position));
  }

  private double sampled(byte[] image, double column, double row, int c) {
    int x = (int) Math.min(size - 2.0, column);
    int y = (int) Math.min(size - 2.0, row);
    double right = column - x;
    double down = row - y;
    double above =
        (1 - right) * (image[at(x, y) + c] & 0xFF) + right * (image[at(x + 1, y) + c] & 0xFF);
    double below =
        (1 - right) * (image[at(x, y + 1) + c] & 0xFF)
            + right * (image[at(x + 1, y + 1) + c] & 0xFF);
    return (1 - down) * above + down * below;
  }

  /** Distorts a weak view, and covers a square of it. */
  public byte[] strong(byte[] image, RandomStream random) {
    byte[] view = weak(image, random);
    for (int i = 0; i < 2; i++) {
      int which = random.nextInt(DISTORTIONS);
      int level = 1 + random.nextInt(LEVELS);
      boolean applied = random.nextDouble() < 0.5;
      double sign = random.nextDouble() < 0.5 ? -1 : 1;
      view = applied ? distorted(view, which, level, sign) : view;
    }
    return covered(view, random);
  }

  private byte[] covered(byte[] image, RandomStream random) {
    int half = size / 4;
    int midX = random.nextInt(size);
    int midY = random.nextInt(size);
    byte[] covered = image.clone();
    for (int y = Math.max(0, midY - half); y < Math.min(size, midY + half); y++) {
      for (int x = Math.max(0, midX - half); x < Math.min(size, midX + half); x++) {
        for (int c = 0; c < 3; c++) {
          covered[at(x, y) + c] = (byte) GREY;
        }
      }
    }
    return covered;
  }

  byte[] distorted(byte[] image, int which, int level, double sign) {
    double factor = 0.1 + 0.18 * level;
    return switch (which) {
      case 0 -> image;
      case 1 -> stretched(image);
      case 2 -> equalised(image);
      case 3 -> rotated(image, Math.toRadians(sign * 3 * level));
      case 4 -> solarised(image, 256 - (int) Math.floor(25.6 * level));
      case 5 -> blended(image, grey(image), factor);
      case 6 -> blended(image, mean(image), factor);
      case 7 -> blended(image, new byte[image.length], factor);
      case 8 -> blended(image, smoothed(image), factor);
      case 9 -> sheared(image, sign * 0.03 * level, 0);
      case 10 -> sheared(image, 0, sign * 0.03 * level);
      case 11 -> moved(image, (int) (sign * level), 0);
      case 12 -> moved(image, 0, (int) (sign * level));
      default -> posterised(image, 4 - (int) Math.floor(0.4 * level));
    };
  }

  private int at(int x, int y) {
    return (y * size + x) * 3;
  }

  private interface Source {
    /** Returns where a pixel comes from; negative for black. */
    int of(int x, int y, int at);
  }

  private byte[] mapped(byte[] image, Source source) {
    byte[] result = new byte[image.length];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int from = source.of(x, y, at(x, y));
        if (from >= 0) {
          System.arraycopy(image, from, result, at(x, y), 3);
        }
      }
    }
    return result;
  }

  private int inside(double x, double y) {
    int column = (int) Math.floor(x + 0.5);
    int row = (int) Math.floor(y + 0.5);
    boolean outside = column < 0 || row < 0 || column >= size || row >= size;
    return outside ? -1 : at(column, row);
  }

  private byte[] rotated(byte[] image, double angle) {
    double middle = (size - 1) / 2.0;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return mapped(
        image,
        (x, y, at) -> {
          double right = x - middle;
          double down = y - middle;
          return inside(middle + cos * right - sin * down, middle + sin * right + cos * down);
        });
  }

  private byte[] sheared(byte[] image, double across, double along) {
    return mapped(image, (x, y, at) -> inside(x + across * y, y + along * x));
  }

  private byte[] moved(byte[] image, int right, int down) {
    return mapped(image, (x, y, at) -> inside(x + right, y + down));
  }

  private static byte[] blended(byte[] image, byte[] other, double factor) {
    byte[] result = new byte[image.length];
    for (int i = 0; i < result.length; i++) {
      double a = other[i] & 0xFF;
      result[i] = clipped(a + factor * ((image[i] & 0xFF) - a));
    }
    return result;
  }

  private static byte clipped(double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }

  private static double brightness(byte[] image, int at) {
    return 0.299 * (image[at] & 0xFF)
        + 0.587 * (image[at + 1] & 0xFF)
        + 0.114 * (image[at + 2] & 0xFF);
  }

  private static byte[] grey(byte[] image) {
    byte[] result = new byte[image.length];
    for (int i = 0; i < result.length; i += 3) {
      byte value = clipped(brightness(image, i));
      result[i] = value;
      result[i + 1] = value;
      result[i + 2] = value;
    }
    return result;
  }

  private static byte[] mean(byte[] image) {
    double sum = 0;
    for (int i = 0; i < image.length; i += 3) {
      sum += brightness(image, i);
    }
    byte[] result = new byte[image.length];
    java.util.Arrays.fill(result, clipped(sum / (image.length / 3.0)));
    return result;
  }

  /** Each pixel five times with its eight neighbours; the edge stays. */
  private byte[] smoothed(byte[] image) {
    byte[] result = image.clone();
    for (int y = 1; y < size - 1; y++) {
      for (int x = 1; x < size - 1; x++) {
        for (int c = 0; c < 3; c++) {
          int sum = 4 * (image[at(x, y) + c] & 0xFF);
          for (int near = 0; near < 9; near++) {
            sum += image[at(x + near % 3 - 1, y + near / 3 - 1) + c] & 0xFF;
          }
          result[at(x, y) + c] = clipped(sum / 13.0);
        }
      }
    }
    return result;
  }

  private static byte[] stretched(byte[] image) {
    return eachChannel(
        image,
        counts -> {
          int low = 0;
          int high = 255;
          while (low < 255 && counts[low] == 0) {
            low++;
          }
          while (high > 0 && counts[high] == 0) {
            high--;
          }
          byte[] table = new byte[256];
          for (int value = 0; value < 256; value++) {
            table[value] =
                high <= low ? (byte) value : clipped((value - low) * 255.0 / (high - low));
          }
          return table;
        });
  }

  private static byte[] equalised(byte[] image) {
    return eachChannel(
        image,
        counts -> {
          int last = 255;
          while (last > 0 && counts[last] == 0) {
            last--;
          }
          int step = (image.length / 3 - counts[last]) / 255;
          byte[] table = new byte[256];
          int sum = step / 2;
          for (int value = 0; value < 256; value++) {
            table[value] = step == 0 ? (byte) value : (byte) Math.min(255, sum / step);
            sum += counts[value];
          }
          return table;
        });
  }

  private interface Levels {
    byte[] table(int[] counts);
  }

  private static byte[] eachChannel(byte[] image, Levels levels) {
    byte[] result = new byte[image.length];
    for (int c = 0; c < 3; c++) {
      int[] counts = new int[256];
      for (int i = c; i < image.length; i += 3) {
        counts[image[i] & 0xFF]++;
      }
      byte[] table = levels.table(counts);
      for (int i = c; i < image.length; i += 3) {
        result[i] = table[image[i] & 0xFF];
      }
    }
    return result;
  }

  private static byte[] solarised(byte[] image, int above) {
    byte[] result = new byte[image.length];
    for (int i = 0; i < result.length; i++) {
      int value = image[i] & 0xFF;
      result[i] = (byte) (value < above ? value : 255 - value);
    }
    return result;
  }

  private static byte[] posterised(byte[] image, int bits) {
    int mask = -1 << (8 - bits);
    byte[] result = new byte[image.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (byte) (image[i] & mask);
    }
    return result;
  }
}
