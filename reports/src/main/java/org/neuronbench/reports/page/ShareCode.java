package org.neuronbench.reports.page;

import java.util.List;
import java.util.OptionalDouble;

/** Writes shares in [0, 1] as two characters each: a table of them is most of a page's data. */
final class ShareCode {

  /** The digits; none of them needs escaping in JSON or HTML. */
  static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

  private static final String UNKNOWN = "..";
  private static final int BASE = DIGITS.length();
  private static final int GREATEST = BASE * BASE - 1;

  private ShareCode() {}

  static String encode(List<Double> shares) {
    StringBuilder out = new StringBuilder(2 * shares.size());
    shares.forEach(share -> append(out, share));
    return out.toString();
  }

  /** The same with {@value #UNKNOWN} for what is not known. */
  static String encodeKnown(List<OptionalDouble> shares) {
    StringBuilder out = new StringBuilder(2 * shares.size());
    shares.forEach(
        share -> share.ifPresentOrElse(known -> append(out, known), () -> out.append(UNKNOWN)));
    return out.toString();
  }

  private static void append(StringBuilder out, double share) {
    int level = (int) Math.round(Math.min(1, Math.max(0, share)) * GREATEST);
    out.append(DIGITS.charAt(level / BASE)).append(DIGITS.charAt(level % BASE));
  }
}
