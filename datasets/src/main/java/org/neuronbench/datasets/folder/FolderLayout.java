package org.neuronbench.datasets.folder;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.datasets.photo.LabelledFile;
import org.neuronbench.datasets.photo.Listing;
import org.neuronbench.datasets.source.FileTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which images of a root belong to which split and class, in sorted order. */
final class FolderLayout {

  private static final Logger LOG = LoggerFactory.getLogger(FolderLayout.class);
  private static final String TRAIN = "train";

  /** The first of these that holds images is the test split. */
  private static final List<String> TEST = List.of("test", "val", "valid", "validation");

  private final FileTree tree;
  private final List<ImagePath> train;
  private final List<ImagePath> test;
  private final List<String> classNames;

  private FolderLayout(FileTree tree, List<ImagePath> images) {
    this.tree = tree;
    this.train = images.stream().filter(image -> image.split().equals(TRAIN)).toList();
    this.test = testImages(images);
    this.classNames = List.copyOf(classes(train));
  }

  static FolderLayout find(FileTree tree) {
    List<ImagePath> images =
        tree.files().stream().flatMap(file -> ImagePath.of(file).stream()).toList();
    FolderLayout layout = new FolderLayout(tree, images);
    layout.checkParents();
    layout.checkClasses();
    return layout;
  }

  Listing listing() {
    return new Listing(classNames, labelled(train), labelled(test));
  }

  private List<LabelledFile> labelled(List<ImagePath> images) {
    Map<String, Integer> labels =
        IntStream.range(0, classNames.size())
            .boxed()
            .collect(Collectors.toMap(classNames::get, Function.identity()));
    return images.stream()
        .map(image -> new LabelledFile(image.path(), label(labels, image)))
        .toList();
  }

  private static int label(Map<String, Integer> labels, ImagePath image) {
    return Objects.requireNonNull(labels.get(image.className()), "checked before");
  }

  private List<ImagePath> testImages(List<ImagePath> images) {
    for (String split : TEST) {
      List<ImagePath> found = images.stream().filter(i -> i.split().equals(split)).toList();
      if (!found.isEmpty()) {
        LOG.debug("{}: {}/ is the test split", tree.root(), split);
        return found;
      }
    }
    throw missing("test (or val, valid, validation)");
  }

  private void checkParents() {
    if (train.isEmpty()) {
      throw missing(TRAIN);
    }
    Set<String> parents = new TreeSet<>();
    train.forEach(image -> parents.add(image.parent()));
    test.forEach(image -> parents.add(image.parent()));
    if (parents.size() > 1) {
      throw new InputException(
          Text.format(
              "Dataset image-folder: %s holds splits in several folders: %s. Set `root` to one of them.",
              tree.root().toAbsolutePath(), parents));
    }
  }

  private void checkClasses() {
    Set<String> unknown = classes(test);
    unknown.removeAll(classNames);
    if (!unknown.isEmpty()) {
      throw new InputException(
          Text.format(
              "Dataset image-folder: the test split of %s has classes %s that train/ lacks; train/ has"
                  + " %s. Rename or remove their folders, or add training images.",
              tree.root().toAbsolutePath(), unknown, classNames));
    }
    Set<String> untested = classes(train);
    untested.removeAll(classes(test));
    if (!untested.isEmpty()) {
      LOG.warn("{}: no test images of {}", tree.root(), untested);
    }
  }

  private static Set<String> classes(List<ImagePath> images) {
    return images.stream().map(ImagePath::className).collect(Collectors.toCollection(TreeSet::new));
  }

  private InputException missing(String split) {
    return new InputException(
        Text.format(
            "Dataset image-folder: %s holds no images under %s. Expected are files such as"
                + " train/CLASS/1.jpg and test/CLASS/2.png (jpg, jpeg or png); set `root` to their"
                + " folder or archive.",
            tree.root().toAbsolutePath(), split));
  }
}
