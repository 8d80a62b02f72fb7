package org.neuronbench.datasets.cifar;

import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.datasets.image.Resampler;
import org.neuronbench.datasets.memory.MemoryDataset;
import org.neuronbench.datasets.source.DatasetSource;
import org.neuronbench.datasets.source.FileTree;

/** CIFAR-10 or CIFAR-100 in the binary layout. */
public final class CifarSource implements DatasetSource {

  private final CifarLayout layout;

  private CifarSource(CifarLayout layout) {
    this.layout = layout;
  }

  /**
   * Creates the source of CIFAR-10.
   *
   * @return ten classes
   */
  public static CifarSource cifar10() {
    return new CifarSource(CifarLayout.cifar10());
  }

  /**
   * Creates the source of CIFAR-100.
   *
   * @return a hundred classes, the fine labels
   */
  public static CifarSource cifar100() {
    return new CifarSource(CifarLayout.cifar100());
  }

  @Override
  public DatasetInfo info() {
    return layout.info();
  }

  @Override
  public Dataset open(DatasetRequest request) {
    FileTree tree = FileTree.open(info(), request);
    CifarFiles files = CifarFiles.locate(layout, tree);
    Resampler resampler = new Resampler(request.imageSize(), request.crop());
    CifarSplit train =
        new CifarSplit(
            layout, resampler, new Part(MemoryDataset.TRAIN, files.train(), request.trainLimit()));
    CifarSplit test =
        new CifarSplit(
            layout, resampler, new Part(MemoryDataset.TEST, files.test(), request.testLimit()));
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
    return MemoryDataset.of(
        info().id(),
        names.list(),
        train.images(request.imageSize()),
        test.images(request.imageSize()));
  }
}
