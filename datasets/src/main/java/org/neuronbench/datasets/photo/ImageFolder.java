package org.neuronbench.datasets.photo;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.DatasetInfo.Place;
import org.neuronbench.core.data.Fit;
import org.neuronbench.datasets.source.FileTree;
import org.neuronbench.datasets.source.TreeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Images of the user's own, in one folder per class. */
final class ImageFolder extends PhotoLayout {

  private static final Logger LOG = LoggerFactory.getLogger(ImageFolder.class);
  private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png");
  private static final String TRAIN = "train";

  /** The first of these that holds images is the test split. */
  private static final List<String> TEST = List.of("test", "val", "valid", "validation");

  ImageFolder() {
    super(
        "image-folder",
        "JPEG or PNG images of your own, sorted into one folder per class.",
        """
        Classes: the sorted folder names under train/.
        Root: a folder, .tar or .tar.gz with train/CLASS/*.jpg|jpeg|png and the same under test/ \
        (or val/, valid/, validation/ where there is no test/), directly or in one sub-folder.
        Images may differ in size; grey, palette and CMYK images become RGB, alpha is dropped, \
        orientation tags are not applied. Hidden and other files are ignored.
        Licence: that of your images.""",
        Place.OWN,
        Fit.CROP);
  }

  /** An image at {@code parent/split/class/file}; the parent may be empty. */
  private record Image(String parent, String split, String className, String path) {

    static Stream<Image> of(TreeFile file) {
      List<String> parts = file.parts();
      int split = parts.size() - 3;
      String extension = file.path().substring(file.path().lastIndexOf('.') + 1);
      if (split < 0 || split > 1 || !EXTENSIONS.contains(extension.toLowerCase(Locale.ROOT))) {
        return Stream.empty();
      }
      String parent = String.join("/", parts.subList(0, split));
      return Stream.of(new Image(parent, parts.get(split), parts.get(split + 1), file.path()));
    }
  }

  @Override
  Listing list(FileTree tree) {
    List<Image> images = tree.files().stream().flatMap(Image::of).toList();
    List<Image> train = split(images, TRAIN);
    List<Image> test =
        TEST.stream()
            .map(name -> split(images, name))
            .filter(found -> !found.isEmpty())
            .findFirst()
            .orElseThrow(() -> missing(tree, "test (or val, valid, validation)"));
    LOG.debug("{}: {}/ is the test split", tree.root(), test.get(0).split());
    if (train.isEmpty()) {
      throw missing(tree, TRAIN);
    }
    checkParents(tree, train, test);
    List<String> classNames = List.copyOf(names(Image::className, train));
    checkClasses(tree, classNames, names(Image::className, test));
    return new Listing(classNames, labelled(train, classNames), labelled(test, classNames));
  }

  private static List<Image> split(List<Image> images, String name) {
    return images.stream().filter(image -> image.split().equals(name)).toList();
  }

  private static List<Listing.Photo> labelled(List<Image> images, List<String> classNames) {
    return images.stream()
        .map(
            image ->
                new Listing.Photo(
                    image.path(), Collections.binarySearch(classNames, image.className())))
        .toList();
  }

  private static void checkParents(FileTree tree, List<Image> train, List<Image> test) {
    Set<String> parents = names(Image::parent, train);
    parents.addAll(names(Image::parent, test));
    if (parents.size() > 1) {
      throw new InputException(
          Text.format(
              "Dataset image-folder: %s holds splits in several folders: %s. Set `root` to one of them.",
              tree.root().toAbsolutePath(), parents));
    }
  }

  private static void checkClasses(FileTree tree, List<String> trained, Set<String> tested) {
    Set<String> unknown = new TreeSet<>(tested);
    trained.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new InputException(
          Text.format(
              "Dataset image-folder: the test split of %s has classes %s that train/ lacks; train/ has"
                  + " %s. Rename or remove their folders, or add training images.",
              tree.root().toAbsolutePath(), unknown, trained));
    }
    if (tested.size() < trained.size()) {
      List<String> untested = trained.stream().filter(name -> !tested.contains(name)).toList();
      LOG.warn("{}: no test images of {}", tree.root(), untested);
    }
  }

  private static Set<String> names(Function<Image, String> name, List<Image> images) {
    return images.stream().map(name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static InputException missing(FileTree tree, String split) {
    return new InputException(
        Text.format(
            "Dataset image-folder: %s holds no images under %s. Expected are files such as"
                + " train/CLASS/1.jpg and test/CLASS/2.png (jpg, jpeg or png); set `root` to their"
                + " folder or archive.",
            tree.root().toAbsolutePath(), split));
  }
}
