package org.neuronbench.datasets.cifar;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** CIFAR files of a few records. */
final class MiniCifar {

  private MiniCifar() {}

  /** Records whose red plane is the label, green 100 and blue 200. */
  static byte[] cifar10(int... labels) {
    byte[] file = new byte[3073 * labels.length];
    for (int i = 0; i < labels.length; i++) {
      fill(file, 3073 * i + 1, labels[i]);
      file[3073 * i] = (byte) labels[i];
    }
    return file;
  }

  static byte[] cifar100(int... fineLabels) {
    byte[] file = new byte[3074 * fineLabels.length];
    for (int i = 0; i < fineLabels.length; i++) {
      fill(file, 3074 * i + 2, fineLabels[i]);
      file[3074 * i] = 19;
      file[3074 * i + 1] = (byte) fineLabels[i];
    }
    return file;
  }

  static Map<String, byte[]> files(String prefix) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(prefix + "test_batch.bin", cifar10(7, 8));
    files.put(prefix + "data_batch_2.bin", cifar10(5));
    files.put(prefix + "data_batch_1.bin", cifar10(3, 0, 9));
    return files;
  }

  private static void fill(byte[] file, int start, int red) {
    Arrays.fill(file, start, start + 1024, (byte) red);
    Arrays.fill(file, start + 1024, start + 2048, (byte) 100);
    Arrays.fill(file, start + 2048, start + 3072, (byte) 200);
  }
}
