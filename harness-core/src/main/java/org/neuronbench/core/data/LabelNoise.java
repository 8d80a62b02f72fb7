package org.neuronbench.core.data;

import java.util.List;
import org.neuronbench.spi.RandomStream;

/**
 * Wrong labels in a training split, drawn once: the same for every cell that trains on the dataset.
 *
 * @param share of the images whose label is drawn anew, in [0, 1]
 * @param kind how it is drawn
 * @param seed of the draws
 */
public record LabelNoise(double share, Kind kind, long seed) {

  /** What becomes of a label. */
  public enum Kind {
    /** Any class with the same probability, the right one too. */
    SYMMETRIC,
    /** The next class, the first after the last: classes are mistaken for one other. */
    ASYMMETRIC
  }

  /** Returns a dataset whose training labels are so; its test split and its pixels stay. */
  public Dataset applied(Dataset dataset) {
    if (share == 0) {
      return dataset;
    }
    int[] labels = labels(dataset.train(), dataset.classNames().size());
    return new Noisy(dataset, new Relabelled(dataset.train(), labels));
  }

  private int[] labels(ImageSet images, int classes) {
    RandomStream random = new RandomStream(seed).split("label-noise");
    int[] labels = new int[images.size()];
    for (int i = 0; i < labels.length; i++) {
      boolean drawn = random.nextDouble() < share;
      int other = random.nextInt(classes);
      int next = (images.label(i) + 1) % classes;
      labels[i] = !drawn ? images.label(i) : kind == Kind.SYMMETRIC ? other : next;
    }
    return labels;
  }

  private record Noisy(Dataset clean, ImageSet train) implements Dataset {
    @Override
    public String id() {
      return clean.id();
    }

    @Override
    public List<String> classNames() {
      return clean.classNames();
    }

    @Override
    public ImageSet test() {
      return clean.test();
    }

    @Override
    public AugmentedImages augmented(Augmentation augmentation) {
      return clean.augmented(augmentation);
    }

    @Override
    public String contentHash() {
      return clean.contentHash();
    }
  }

  private record Relabelled(ImageSet images, int[] labels) implements ImageSet {
    @Override
    public int size() {
      return images.size();
    }

    @Override
    public int imageSize() {
      return images.imageSize();
    }

    @Override
    public int label(int index) {
      return labels[index];
    }

    @Override
    public void read(int index, byte[] target, int offset) {
      images.read(index, target, offset);
    }
  }
}
