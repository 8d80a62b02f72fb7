package org.neuronbench.engine.onednn;

import java.util.BitSet;
import org.neuronbench.core.engine.Seen;

/** Counts what became of training images until it is asked. */
final class SeenImages {

  private double lossSum;
  private int images;
  private int[] imagesOf;
  private int[] rightOf;

  SeenImages(int classes) {
    imagesOf = new int[classes];
    rightOf = new int[classes];
  }

  void add(double loss, BitSet right, int[] labels) {
    lossSum += loss;
    images += labels.length;
    for (int i = 0; i < labels.length; i++) {
      imagesOf[labels[i]]++;
      rightOf[labels[i]] += right.get(i) ? 1 : 0;
    }
  }

  Seen take() {
    Seen all = new Seen(lossSum, images, imagesOf, rightOf);
    lossSum = 0;
    images = 0;
    imagesOf = new int[imagesOf.length];
    rightOf = new int[rightOf.length];
    return all;
  }
}
