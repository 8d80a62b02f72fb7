package org.neuronbench.core.run;

import java.util.List;
import java.util.stream.IntStream;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.AugmentedImages;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.ImageSet;

/**
 * Images whose pixels tell which they are: red the index, green the split (0 train, 1 test), blue
 * the column.
 */
record FakeDataset(String id, int trainSize, int testSize) implements Dataset {

  static final int EDGE = 4;

  static FakeDataset of(int trainSize, int testSize) {
    return new FakeDataset("fake", trainSize, testSize);
  }

  private record Images(int size, int split) implements ImageSet {
    @Override
    public int imageSize() {
      return EDGE;
    }

    @Override
    public int label(int index) {
      return index % 3;
    }

    @Override
    public void read(int index, byte[] target, int offset) {
      for (int i = 0; i < EDGE * EDGE; i++) {
        target[offset + 3 * i] = (byte) index;
        target[offset + 3 * i + 1] = (byte) split;
        target[offset + 3 * i + 2] = (byte) (i % EDGE);
      }
    }
  }

  /** Returns the indices of a batch's images in their split. */
  static List<Integer> indices(Batch batch) {
    return channel(batch, 0);
  }

  static boolean ofTestSplit(Batch batch) {
    return channel(batch, 1).contains(1);
  }

  private static List<Integer> channel(Batch batch, int channel) {
    int bytes = 3 * EDGE * EDGE;
    return IntStream.range(0, batch.size())
        .mapToObj(i -> batch.pixels()[i * bytes + channel] & 0xFF)
        .toList();
  }

  @Override
  public List<String> classNames() {
    return List.of("a", "b", "c");
  }

  @Override
  public ImageSet train() {
    return new Images(trainSize, 0);
  }

  @Override
  public ImageSet test() {
    return new Images(testSize, 1);
  }

  /** Versions whose blue is drawn at random. */
  @Override
  public AugmentedImages augmented(Augmentation augmentation) {
    return (index, random, target, offset) -> {
      train().read(index, target, offset);
      for (int i = 2; i < 3 * EDGE * EDGE; i += 3) {
        target[offset + i] = (byte) random.nextInt(256);
      }
    };
  }

  @Override
  public String contentHash() {
    return "data-" + trainSize + "-" + testSize;
  }
}
