package org.neuronbench.methods;

/**
 * The contrast of AMDIM (Bachman et al., NeurIPS 2019): a vector of each image should score higher
 * at all places of its own image's other view than those of other images score. Scores are divided
 * by the root of their length and softly clipped.
 */
final class NoiseContrast {

  private final double[][] sources;
  private final double[][][] targets;
  private final double clip;
  private final int places;
  private final double[] losses;
  private final double[][] sourceSlopes;
  private final double[][][] targetSlopes;

  /**
   * Computes losses and gradients.
   *
   * @param sources a vector an image
   * @param targets of each image, vectors at its places, as many for all
   * @param clip most that a score can be
   * @param decay factor of the mean square of scores before they are clipped, added to the loss
   */
  NoiseContrast(double[][] sources, double[][][] targets, double clip, double decay) {
    this.sources = sources;
    this.targets = targets;
    this.clip = clip;
    int images = sources.length;
    int length = sources[0].length;
    places = targets[0].length;
    losses = new double[images];
    sourceSlopes = new double[images][length];
    targetSlopes = new double[images][places][length];
    for (int i = 0; i < images; i++) {
      image(i, decay);
    }
  }

  private double raw(int image, int other, int place) {
    return Contrast.dot(sources[image], targets[other][place]) / Math.sqrt(sources[image].length);
  }

  private void image(int i, double decay) {
    int images = sources.length;
    double[][] raw = new double[images][places];
    double[][] likely = new double[images][places]; // as many times less for all, against overflow
    double others = 0;
    for (int j = 0; j < images; j++) {
      for (int l = 0; l < places; l++) {
        raw[j][l] = raw(i, j, l);
        likely[j][l] = Math.exp(clipped(raw[j][l]) - clip);
        others += j == i ? 0 : likely[j][l];
      }
    }
    double against = 0;
    for (int l = 0; l < places; l++) {
      double all = likely[i][l] + others;
      losses[i] += Math.log(all / likely[i][l]) / places;
      against += 1 / all / places;
    }
    // The penalty is a mean over all scores, of which an image has those of its source.
    double penalty = decay / ((double) images * places);
    for (int j = 0; j < images; j++) {
      for (int l = 0; l < places; l++) {
        double pull =
            j == i ? (likely[i][l] / (likely[i][l] + others) - 1) / places : likely[j][l] * against;
        double bent = Math.tanh(raw[j][l] / clip);
        losses[i] += penalty * raw[j][l] * raw[j][l];
        double slope = pull * (1 - bent * bent) + 2 * penalty * raw[j][l];
        add(slope / Math.sqrt(sources[i].length), targets[j][l], sourceSlopes[i]);
        add(slope / Math.sqrt(sources[i].length), sources[i], targetSlopes[j][l]);
      }
    }
  }

  private double clipped(double score) {
    return clip * Math.tanh(score / clip);
  }

  private static void add(double factor, double[] from, double[] into) {
    for (int k = 0; k < into.length; k++) {
      into[k] += factor * from[k];
    }
  }

  /** Returns the loss of each image, its share of the penalty included; not a copy. */
  double[] losses() {
    return losses;
  }

  /** Returns the gradient of the sum of losses by the vectors of the sources; not a copy. */
  double[][] sourceSlopes() {
    return sourceSlopes;
  }

  /** Returns the gradient by the vectors at places of the targets, likewise. */
  double[][][] targetSlopes() {
    return targetSlopes;
  }
}
