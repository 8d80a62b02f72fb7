package org.neuronbench.spi.method;

/** How an image is shown to a network. */
public enum View {
  /** As it is. */
  PLAIN,
  /** As the experiment's recipe augments it. */
  RECIPE,
  /** Mirrored or not, moved by up to an eighth of its edge with what lies behind mirrored. */
  WEAK,
  /** A weak view with two of fourteen random distortions (RandAugment) and a grey square. */
  STRONG,
  /** Mirrored left and right, always. */
  FLIPPED,
  /** A part of 30 % of it or more, mirrored or not, other colours, grey or not (SimCLR). */
  CONTRAST
}
