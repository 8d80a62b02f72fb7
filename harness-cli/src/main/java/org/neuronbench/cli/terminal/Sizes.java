package org.neuronbench.cli.terminal;

import org.neuronbench.core.Text;

/** Sizes of files, for people. */
public final class Sizes {

  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private Sizes() {}

  public static String words(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return Text.format(unit > 0 && value < 100 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }
}
