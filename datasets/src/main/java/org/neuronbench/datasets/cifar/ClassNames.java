package org.neuronbench.datasets.cifar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.datasets.source.FileKind;

/** The class names: those of the file beside the images, else the usual ones. */
final class ClassNames {

  private final CifarLayout layout;
  private List<String> names;

  ClassNames(CifarLayout layout) {
    this.layout = layout;
    this.names = layout.usualNames();
  }

  void read(String path, InputStream content) throws IOException {
    String text = new String(FileKind.LIST.read(path, content), StandardCharsets.UTF_8);
    names = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (names.size() != layout.classes()) {
      throw new InputException(
          Text.format(
              "Dataset %s: %s names %d classes, not %d, one a line. Correct or remove it.",
              layout.info().id(), path, names.size(), layout.classes()));
    }
  }

  List<String> list() {
    return names;
  }
}
