package org.neuronbench.datasets.folder;

import java.util.HashSet;
import java.util.Set;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.datasets.image.Resampler;
import org.neuronbench.datasets.memory.MemoryDataset;
import org.neuronbench.datasets.source.DatasetSource;
import org.neuronbench.datasets.source.FileTree;

/** Images of the user's own, in one folder per class. */
public final class ImageFolderSource implements DatasetSource {

  private static final DatasetInfo INFO =
      new DatasetInfo(
          "image-folder",
          "JPEG or PNG images of your own, sorted into one folder per class.",
          """
          Classes: the sorted folder names under train/.
          Root: a folder, .tar or .tar.gz with train/CLASS/*.jpg|jpeg|png and the same under test/ \
          (or val/, valid/, validation/ where there is no test/), directly or in one sub-folder.
          Images may differ in size; grey and palette images become RGB, alpha is dropped, \
          orientation tags are not applied. Hidden and other files are ignored.
          Licence: that of your images.""",
          0,
          true);

  /** Creates the source. */
  public ImageFolderSource() {}

  @Override
  public DatasetInfo info() {
    return INFO;
  }

  @Override
  public Dataset open(DatasetRequest request) {
    FileTree tree = FileTree.open(INFO, request);
    FolderLayout layout = FolderLayout.find(tree);
    Resampler resampler = new Resampler(request.imageSize(), request.crop());
    FolderSplit train = new FolderSplit(tree.root(), layout.train(request.trainLimit()), resampler);
    FolderSplit test = new FolderSplit(tree.root(), layout.test(request.testLimit()), resampler);
    Set<String> paths = new HashSet<>(train.paths());
    paths.addAll(test.paths());
    tree.read(paths, (path, content) -> (train.holds(path) ? train : test).read(path, content));
    return MemoryDataset.of(
        INFO.id(),
        layout.classNames(),
        train.images(request.imageSize()),
        test.images(request.imageSize()));
  }
}
