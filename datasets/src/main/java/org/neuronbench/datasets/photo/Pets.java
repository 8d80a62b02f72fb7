package org.neuronbench.datasets.photo;

import java.util.ArrayList;
import java.util.List;
import org.neuronbench.core.data.DatasetInfo.Place;
import org.neuronbench.core.data.Fit;
import org.neuronbench.datasets.source.FileTree;

/** Oxford-IIIT Pet by its lists {@code trainval} and {@code test}. */
final class Pets extends PhotoLayout {

  private static final int CLASSES = 37;
  private static final String TRAIN = "annotations/trainval.txt";
  private static final String TEST = "annotations/test.txt";

  Pets() {
    super(
        "pets",
        "Oxford-IIIT Pet: photographs of 37 breeds of cats and dogs.",
        """
        37 classes; 3,680 training images (trainval.txt) and 3,669 test images (test.txt).
        Root: a folder with annotations/trainval.txt, annotations/test.txt and images/*.jpg, as \
        images.tar.gz and annotations.tar.gz unpack. Some of the .jpg files hold other formats.
        Source: https://www.robots.ox.ac.uk/~vgg/data/pets/; cite O. M. Parkhi et al., Cats \
        and Dogs, CVPR 2012.
        Licence: CC BY-SA 4.0.""",
        Place.PUBLISHED,
        Fit.CROP);
  }

  @Override
  Listing list(FileTree tree) {
    Base base = Base.find(info(), tree, TRAIN);
    String[] names = new String[CLASSES];
    List<Listing.Photo> train = split(base, TRAIN, names);
    List<Listing.Photo> test = split(base, TEST, names);
    return new Listing(named(base, names), train, test);
  }

  /** Class names are those of the files, before the last underscore. */
  private static List<Listing.Photo> split(Base base, String list, String[] names) {
    Table table = Table.read(base, list, 4);
    List<Listing.Photo> files = new ArrayList<>();
    for (int row = 0; row < table.size(); row++) {
      String image = table.text(row, 0);
      int label = table.number(row, 1, 1, CLASSES) - 1;
      String name = image.replaceFirst("_[^_]*$", "");
      if (names[label] != null && !names[label].equals(name)) {
        throw base.problem("%s calls class %d %s and %s", list, label + 1, names[label], name);
      }
      names[label] = name;
      files.add(new Listing.Photo(base.resolve("images/" + image + ".jpg"), label));
    }
    return files;
  }

  private static List<String> named(Base base, String[] names) {
    List<String> classes = new ArrayList<>();
    for (String name : names) {
      if (name == null) {
        throw base.problem("the lists have no image of class %d", classes.size() + 1);
      }
      classes.add(name);
    }
    return classes;
  }
}
