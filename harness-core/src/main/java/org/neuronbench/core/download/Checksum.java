package org.neuronbench.core.download;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.codec.digest.DigestUtils;
import org.neuronbench.core.Text;

/**
 * A published checksum of a file, or the first digits of one.
 *
 * @param algorithm which hash
 * @param digits hexadecimal, lower case; 6 digits to the whole hash
 */
public record Checksum(Algorithm algorithm, String digits) {

  private static final int FEWEST_DIGITS = 6;

  /** The hashes that publishers use. */
  public enum Algorithm {
    /** 32 digits; guards against damage, not against forgery. */
    MD5("MD5", 32),
    /** 40 digits; guards against damage, not against forgery. */
    SHA1("SHA-1", 40),
    /** 64 digits. */
    SHA256("SHA-256", 64);

    private final String title;
    private final int length;

    Algorithm(String title, int length) {
      this.title = title;
      this.length = length;
    }

    private String of(Path file) throws IOException {
      return new DigestUtils(title).digestAsHex(file);
    }
  }

  /** Checks the digits. */
  public Checksum {
    digits = digits.toLowerCase(Locale.ROOT);
    if (!digits.matches(Text.format("[0-9a-f]{%d,%d}", FEWEST_DIGITS, algorithm.length))) {
      throw new IllegalArgumentException(
          Text.format(
              "%s has %d to %d hexadecimal digits, not '%s'",
              algorithm.title, FEWEST_DIGITS, algorithm.length, digits));
    }
  }

  /** Hashes a file with SHA-256. */
  public static Checksum sha256(Path file) throws IOException {
    return new Checksum(Algorithm.SHA256, Algorithm.SHA256.of(file));
  }

  /** Tells whether the hash of a file starts with the digits. */
  public boolean matches(Path file) throws IOException {
    return of(file).startsWith(digits);
  }

  /** Hashes a file with this checksum's algorithm. */
  public String of(Path file) throws IOException {
    return algorithm.of(file);
  }

  /** Writes the checksum for people: such as {@code MD5 c58f30108f718f92721af3b95e74349a}. */
  @Override
  public String toString() {
    return algorithm.title + " " + digits + (digits.length() < algorithm.length ? "..." : "");
  }
}
