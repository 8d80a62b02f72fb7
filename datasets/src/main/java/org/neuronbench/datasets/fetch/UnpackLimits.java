package org.neuronbench.datasets.fetch;

/**
 * What an archive may grow to.
 *
 * @param ratio most bytes unpacked for each byte of the archive
 * @param floor bytes that any archive may unpack to
 * @param entries most files
 */
record UnpackLimits(long ratio, long floor, int entries) {

  /** Annotations and lists shrink to a tenth, images hardly; the datasets have 120,000 files. */
  static final UnpackLimits DEFAULT = new UnpackLimits(50, 64L << 20, 1_000_000);

  long bytes(long archive) {
    return Math.max(floor, Math.multiplyExact(ratio, archive));
  }
}
