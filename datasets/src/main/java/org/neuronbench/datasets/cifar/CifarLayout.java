package org.neuronbench.datasets.cifar;

import java.util.List;
import java.util.stream.IntStream;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetInfo.Place;
import org.neuronbench.core.data.Fit;

/**
 * One of the two binary layouts. A record is its label bytes, the finest class last, then the red,
 * green and blue plane of 32 x 32 bytes.
 */
record CifarLayout(
    DatasetInfo info,
    String folder,
    List<String> trainFiles,
    String testFile,
    String namesFile,
    List<String> usualNames,
    int labelBytes) {

  static final int IMAGE_SIZE = 32;
  static final int PUBLISHED_TRAIN = 50_000;
  static final int PUBLISHED_TEST = 10_000;

  private static final int PIXEL_BYTES = 3 * IMAGE_SIZE * IMAGE_SIZE;

  int recordBytes() {
    return labelBytes + PIXEL_BYTES;
  }

  int classes() {
    return usualNames.size();
  }

  static CifarLayout cifar10() {
    return new CifarLayout(
        info(
            "cifar10",
            "CIFAR-10: 32 x 32 colour photographs of 10 kinds of animals and vehicles.",
            """
            10 classes; 50,000 training and 10,000 test images as published.
            Root: a folder with data_batch_1.bin ... data_batch_5.bin and test_batch.bin, directly \
            or in cifar-10-batches-bin/, or the published .tar.gz (or .tar) of it ("binary version").
            Training batches after the first may be missing; batches.meta.txt names the classes.
            """),
        "cifar-10-batches-bin",
        IntStream.rangeClosed(1, 5).mapToObj(i -> Text.format("data_batch_%d.bin", i)).toList(),
        "test_batch.bin",
        "batches.meta.txt",
        List.of("airplane automobile bird cat deer dog frog horse ship truck".split(" ", -1)),
        1);
  }

  static CifarLayout cifar100() {
    return new CifarLayout(
        info(
            "cifar100",
            "CIFAR-100: 32 x 32 colour photographs of 100 kinds of things, by their fine labels.",
            """
            100 classes; 50,000 training and 10,000 test images as published.
            Root: a folder with train.bin and test.bin, directly or in cifar-100-binary/, or the \
            published .tar.gz (or .tar) of it ("binary version").
            fine_label_names.txt names the classes; without it they are class-00 to class-99.
            """),
        "cifar-100-binary",
        List.of("train.bin"),
        "test.bin",
        "fine_label_names.txt",
        IntStream.range(0, 100).mapToObj(i -> Text.format("class-%02d", i)).toList(),
        2);
  }

  private static DatasetInfo info(String id, String summary, String details) {
    String source =
        "Source: https://www.cs.toronto.edu/~kriz/cifar.html. No licence is stated; cite A."
            + " Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009.";
    return new DatasetInfo(id, summary, details + source, IMAGE_SIZE, Place.PUBLISHED, Fit.CROP);
  }
}
