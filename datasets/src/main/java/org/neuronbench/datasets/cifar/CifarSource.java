package org.neuronbench.datasets.cifar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.datasets.memory.Contents;
import org.neuronbench.datasets.memory.DecodeQueue;
import org.neuronbench.datasets.memory.DecodedStore;
import org.neuronbench.datasets.memory.Section;
import org.neuronbench.datasets.source.DatasetSource;
import org.neuronbench.datasets.source.FileKind;
import org.neuronbench.datasets.source.FileTree;
import org.neuronbench.datasets.source.Survey;

/** CIFAR-10 or CIFAR-100 in the binary layout. */
public final class CifarSource implements DatasetSource {

  private final CifarLayout layout;
  private final DecodedStore store;

  private CifarSource(CifarLayout layout, DecodedStore store) {
    this.layout = layout;
    this.store = store;
  }

  /** Creates the sources of CIFAR-10 and of CIFAR-100 by its fine labels. */
  public static Stream<CifarSource> all(DecodedStore store) {
    return Stream.of(cifar10(store), cifar100(store));
  }

  static CifarSource cifar10(DecodedStore store) {
    return new CifarSource(CifarLayout.cifar10(), store);
  }

  static CifarSource cifar100(DecodedStore store) {
    return new CifarSource(CifarLayout.cifar100(), store);
  }

  @Override
  public DatasetInfo info() {
    return layout.info();
  }

  @Override
  public Dataset open(DatasetRequest request) {
    FileTree tree = FileTree.open(info(), request);
    return store.open(request, tree.signature(), (limited, queue) -> read(tree, limited, queue));
  }

  @Override
  public Survey survey(DatasetRequest request) {
    FileTree tree = FileTree.open(info(), request);
    Contents contents = read(tree, DecodedStore.unlimited(request), DecodeQueue.ignoring());
    return Survey.of(
        contents.classNames(),
        contents.trainLabels(),
        contents.testLabels(),
        CifarLayout.IMAGE_SIZE);
  }

  Contents read(FileTree tree, DatasetRequest request, DecodeQueue queue) {
    CifarFiles files = CifarFiles.locate(layout, tree);
    CifarSplit train =
        new CifarSplit(layout, queue, Section.TRAIN, files.train(), request.trainLimit());
    CifarSplit test =
        new CifarSplit(layout, queue, Section.TEST, files.test(), request.testLimit());
    List<String> names = new ArrayList<>(layout.usualNames());
    tree.read(
        files.paths(),
        (path, content) -> {
          if (train.holds(path)) {
            train.read(path, content);
          } else if (test.holds(path)) {
            test.read(path, content);
          } else {
            Collections.copy(names, names(path, content));
          }
        });
    return new Contents(names, train.labels(), test.labels());
  }

  private List<String> names(String path, InputStream content) throws IOException {
    String text = new String(FileKind.LIST.read(path, content), StandardCharsets.UTF_8);
    List<String> names = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (names.size() != layout.classes()) {
      throw new InputException(
          Text.format(
              "Dataset %s: %s names %d classes, not %d, one a line. Correct or remove it.",
              layout.info().id(), path, names.size(), layout.classes()));
    }
    return names;
  }
}
