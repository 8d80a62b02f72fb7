package org.neuronbench.datasets.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.InputException;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.datasets.Archives;
import org.neuronbench.datasets.Requests;
import org.neuronbench.datasets.memory.DecodedStore;

class Cifar100Test {

  @TempDir private Path folder;

  @Test
  void readsTheFineLabels() throws IOException {
    Dataset data = open("test.bin", MiniCifar.cifar100(42));
    assertThat(data.train().label(0)).isEqualTo(99);
    assertThat(Requests.pixel(data.test(), 0, 5, 5)).containsExactly(42, 100, 200);
  }

  @Test
  void inventsNamesWhenThereAreNone() throws IOException {
    Dataset data = open("test.bin", MiniCifar.cifar100(42));
    assertThat(data.classNames()).hasSize(100).startsWith("class-00").endsWith("class-99");
  }

  @Test
  void refusesTooFewNames() throws IOException {
    Archives.folder(
        folder,
        Map.of(
            "train.bin",
            MiniCifar.cifar100(1),
            "fine_label_names.txt",
            "apple\nbear\n".getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> open("test.bin", MiniCifar.cifar100(42)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Dataset cifar100: fine_label_names.txt names 2 classes, not 100, one a line. Correct"
                + " or remove it.");
  }

  private Dataset open(String file, byte[] content) throws IOException {
    Archives.folder(folder, Map.of("train.bin", MiniCifar.cifar100(99), file, content));
    return CifarSource.cifar100(DecodedStore.inMemory())
        .open(Requests.whole("cifar100", folder, 32));
  }
}
