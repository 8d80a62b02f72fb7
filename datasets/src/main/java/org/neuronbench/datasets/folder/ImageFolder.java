package org.neuronbench.datasets.folder;

import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.datasets.photo.Listing;
import org.neuronbench.datasets.photo.PhotoLayout;
import org.neuronbench.datasets.source.FileTree;

/** Images of the user's own, in one folder per class. */
public final class ImageFolder implements PhotoLayout {

  private static final DatasetInfo INFO =
      new DatasetInfo(
          "image-folder",
          "JPEG or PNG images of your own, sorted into one folder per class.",
          """
          Classes: the sorted folder names under train/.
          Root: a folder, .tar or .tar.gz with train/CLASS/*.jpg|jpeg|png and the same under test/ \
          (or val/, valid/, validation/ where there is no test/), directly or in one sub-folder.
          Images may differ in size; grey, palette and CMYK images become RGB, alpha is dropped, \
          orientation tags are not applied. Hidden and other files are ignored.
          Licence: that of your images.""",
          0,
          true);

  /** Creates the layout. */
  public ImageFolder() {}

  @Override
  public DatasetInfo info() {
    return INFO;
  }

  @Override
  public Listing list(FileTree tree) {
    return FolderLayout.find(tree).listing();
  }
}
