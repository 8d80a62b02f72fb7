package org.neuronbench.datasets.photo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neuronbench.core.data.DatasetInfo.Place;
import org.neuronbench.core.data.Fit;
import org.neuronbench.datasets.source.FileTree;

/** Caltech-UCSD Birds-200-2011 by its numbered lists. */
final class Cub200 extends PhotoLayout {

  private static final int CLASSES = 200;

  Cub200() {
    super(
        "cub200",
        "CUB-200-2011: photographs of 200 kinds of birds.",
        """
        200 classes; 5,994 training and 5,794 test images, by train_test_split.txt.
        Root: a folder with classes.txt, images.txt, image_class_labels.txt, \
        train_test_split.txt and images/CLASS/*.jpg, directly or in CUB_200_2011/, or the \
        published CUB_200_2011.tgz.
        Source: https://www.vision.caltech.edu/datasets/cub_200_2011/; cite C. Wah et \
        al., CNS-TR-2011-001, Caltech, 2011.
        Licence: non-commercial research and education only.""",
        Place.PUBLISHED,
        Fit.CROP);
  }

  @Override
  Listing list(FileTree tree) {
    Base base = Base.find(info(), tree, "train_test_split.txt");
    Table classes = Table.read(base, "classes.txt", 2);
    Table images = Table.read(base, "images.txt", 2);
    checkNumbers(base, classes);
    Map<String, Integer> labels =
        numbers(base, "image_class_labels.txt", 1, Math.min(CLASSES, classes.size()));
    Map<String, Integer> training = numbers(base, "train_test_split.txt", 0, 1);
    List<Listing.Photo> train = new ArrayList<>();
    List<Listing.Photo> test = new ArrayList<>();
    for (int row = 0; row < images.size(); row++) {
      String id = images.text(row, 0);
      int label = required(base, labels, id, "image_class_labels.txt") - 1;
      boolean trained = required(base, training, id, "train_test_split.txt") == 1;
      String path = base.resolve("images/" + images.text(row, 1));
      checkFolder(base, images.text(row, 1), classes, label);
      (trained ? train : test).add(new Listing.Photo(path, label));
    }
    return new Listing(names(classes), train, test);
  }

  private static void checkNumbers(Base base, Table classes) {
    for (int row = 0; row < classes.size(); row++) {
      if (!classes.text(row, 0).equals(String.valueOf(row + 1))) {
        throw base.problem("classes.txt has number %s in line %d", classes.text(row, 0), row + 1);
      }
    }
  }

  /** The lists say the class of an image twice: by its label and by its folder. */
  private static void checkFolder(Base base, String image, Table classes, int label) {
    String named = classes.text(label, 1);
    if (!image.startsWith(named + "/")) {
      throw base.problem(
          "image_class_labels.txt says that image %s is of class %s, but it is in the folder of %s",
          image, named, image.replaceFirst("/.*", ""));
    }
  }

  private static Map<String, Integer> numbers(Base base, String list, int min, int max) {
    Table table = Table.read(base, list, 2);
    Map<String, Integer> numbers = new HashMap<>();
    for (int row = 0; row < table.size(); row++) {
      String id = table.text(row, 0);
      if (numbers.put(id, table.number(row, 1, min, max)) != null) {
        throw base.problem("%s has two lines for image %s", list, id);
      }
    }
    return numbers;
  }

  private static int required(Base base, Map<String, Integer> numbers, String id, String list) {
    Integer number = numbers.get(id);
    if (number == null) {
      throw base.problem("%s has no line for image %s of images.txt", list, id);
    }
    return number;
  }

  /** Names without their numbers: {@code 001.Black_footed_Albatross}. */
  private static List<String> names(Table classes) {
    List<String> names = new ArrayList<>();
    for (int row = 0; row < classes.size(); row++) {
      names.add(classes.text(row, 1).replaceFirst("^\\d+\\.", ""));
    }
    return names;
  }
}
