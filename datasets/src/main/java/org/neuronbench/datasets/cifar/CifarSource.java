package org.neuronbench.datasets.cifar;

import java.util.Collections;
import java.util.OptionalInt;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.datasets.memory.Contents;
import org.neuronbench.datasets.memory.DecodeQueue;
import org.neuronbench.datasets.memory.DecodedStore;
import org.neuronbench.datasets.memory.Section;
import org.neuronbench.datasets.source.DatasetSource;
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

  /** Creates the source of CIFAR-10. */
  public static CifarSource cifar10(DecodedStore store) {
    return new CifarSource(CifarLayout.cifar10(), store);
  }

  /**
   * Creates the source of CIFAR-100.
   *
   * @return a hundred classes, the fine labels
   */
  public static CifarSource cifar100(DecodedStore store) {
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
    DatasetRequest all =
        new DatasetRequest(
            request.id(),
            request.root(),
            request.imageSize(),
            request.crop(),
            OptionalInt.empty(),
            OptionalInt.empty());
    Contents contents = read(tree, all, DecodeQueue.ignoring());
    int classes = contents.classNames().size();
    int edge = CifarLayout.IMAGE_SIZE;
    int images = contents.trainLabels().length + contents.testLabels().length;
    return new Survey(
        contents.classNames(),
        Survey.count(contents.trainLabels(), classes),
        Survey.count(contents.testLabels(), classes),
        Collections.nCopies(images, new Survey.Size(edge, edge)),
        false);
  }

  Contents read(FileTree tree, DatasetRequest request, DecodeQueue queue) {
    CifarFiles files = CifarFiles.locate(layout, tree);
    CifarSplit train =
        new CifarSplit(layout, queue, new Part(Section.TRAIN, files.train(), request.trainLimit()));
    CifarSplit test =
        new CifarSplit(layout, queue, new Part(Section.TEST, files.test(), request.testLimit()));
    ClassNames names = new ClassNames(layout);
    tree.read(
        files.paths(),
        (path, content) -> {
          if (train.holds(path)) {
            train.read(path, content);
          } else if (test.holds(path)) {
            test.read(path, content);
          } else {
            names.read(path, content);
          }
        });
    return new Contents(names.list(), train.labels(), test.labels());
  }
}
