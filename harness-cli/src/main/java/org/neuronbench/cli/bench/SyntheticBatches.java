package org.neuronbench.cli.bench;

import java.util.Iterator;
import java.util.stream.IntStream;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.spi.RandomStream;

/** Batches of noise: speed does not depend on what is on the images. */
final class SyntheticBatches {

  static final int CLASSES = 10;
  private static final double RATE = 1e-4;

  private final Batch batch;

  SyntheticBatches(int size, int imageSize) {
    RandomStream random = new RandomStream(1);
    byte[] pixels = new byte[size * imageSize * imageSize * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    int[] labels = IntStream.range(0, size).map(i -> i % CLASSES).toArray();
    this.batch = new Batch(size, imageSize, pixels, labels);
  }

  Batch one() {
    return batch;
  }

  Iterator<Batch> evaluation(int count) {
    return IntStream.range(0, count).mapToObj(i -> batch).iterator();
  }

  Iterator<TrainingStep> training(int count) {
    return IntStream.range(0, count).mapToObj(i -> new TrainingStep(batch, RATE)).iterator();
  }
}
