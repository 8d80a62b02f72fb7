package org.neuronbench.core.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.neuronbench.core.Text;

/**
 * A published checksum of a file, or the first digits of one.
 *
 * @param algorithm which hash
 * @param digits hexadecimal, lower case; 6 digits to the whole hash
 */
public record Checksum(Algorithm algorithm, String digits) {

  private static final int FEWEST_DIGITS = 6;
  private static final int BUFFER = 1 << 20;

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

    private MessageDigest digest() {
      try {
        return MessageDigest.getInstance(title);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every JDK has " + title, e);
      }
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

  /**
   * Hashes a file with SHA-256.
   *
   * @throws IOException if the file cannot be read
   */
  public static Checksum sha256(Path file) throws IOException {
    return new Checksum(Algorithm.SHA256, hash(Algorithm.SHA256, file));
  }

  /**
   * Tells whether a file has this checksum; true if its hash starts with the digits.
   *
   * @throws IOException if the file cannot be read
   */
  public boolean matches(Path file) throws IOException {
    return of(file).startsWith(digits);
  }

  /**
   * Hashes a file with this checksum's algorithm.
   *
   * @throws IOException if the file cannot be read
   */
  public String of(Path file) throws IOException {
    return hash(algorithm, file);
  }

  /**
   * Writes the checksum for people.
   *
   * @return such as {@code MD5 c58f30108f718f92721af3b95e74349a}
   */
  @Override
  public String toString() {
    return algorithm.title + " " + digits + (digits.length() < algorithm.length ? "..." : "");
  }

  private static String hash(Algorithm algorithm, Path file) throws IOException {
    MessageDigest digest = algorithm.digest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream input = Files.newInputStream(file)) {
      for (int read; (read = input.read(buffer)) >= 0; ) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
