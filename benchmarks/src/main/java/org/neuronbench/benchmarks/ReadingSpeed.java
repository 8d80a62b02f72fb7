package org.neuronbench.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.AugmentedImages;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.spi.RandomStream;

/** How fast training images are made ready. */
public final class ReadingSpeed {

  private static final double NANOS = 1e9;

  private final Dataset dataset;
  private final AugmentedImages images;
  private final int count;

  private ReadingSpeed(Dataset dataset, Augmentation augmentation, int count) {
    this.dataset = dataset;
    this.images = dataset.augmented(augmentation);
    this.count = count;
  }

  /**
   * Measures after one pass to warm up.
   *
   * @param count images in a measurement
   * @return images a second on one core, the median of the repetitions
   */
  public static double median(Dataset dataset, Augmentation augmentation, int count, int repeats) {
    ReadingSpeed speed = new ReadingSpeed(dataset, augmentation, count);
    DoubleStream rates = IntStream.rangeClosed(0, repeats).mapToDouble(speed::measure);
    return rates.skip(1).sorted().skip(repeats / 2).findFirst().orElseThrow();
  }

  private double measure(int epoch) {
    RandomStream random = new RandomStream(0).split(epoch);
    byte[] pixels = new byte[dataset.train().imageBytes()];
    long start = processorNanos();
    for (int i = 0; i < count; i++) {
      images.read(i % dataset.train().size(), random.split(i), pixels, 0);
    }
    return count / ((processorNanos() - start) / NANOS);
  }

  /** Time of this thread's own, which other processes do not lengthen. */
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
