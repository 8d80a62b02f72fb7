package org.neuronbench.datasets.photo;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neuronbench.core.data.DatasetInfo.Place;
import org.neuronbench.core.data.Fit;
import org.neuronbench.datasets.source.FileTree;

/** Food-101 by its lists of {@code class/image}. */
final class Food101 extends PhotoLayout {

  private static final int CLASSES = 101;

  Food101() {
    super(
        "food101",
        "Food-101: photographs of 101 dishes.",
        """
        101 classes; 75,750 training images (with some wrong labels) and 25,250 test images.
        Root: a folder with meta/classes.txt, meta/train.txt, meta/test.txt and \
        images/CLASS/*.jpg, directly or in food-101/, or the published food-101.tar.gz.
        Source: https://data.vision.ee.ethz.ch/cvl/datasets_extra/food-101/; cite L. \
        Bossard et al., Food-101, ECCV 2014.
        Licence: the images are of Foodspotting and not the property of ETH Zurich; scientific \
        fair use only.""",
        Place.PUBLISHED,
        Fit.CROP);
  }

  @Override
  Listing list(FileTree tree) {
    Base base = Base.find(info(), tree, "meta/classes.txt");
    List<String> classes = base.lines("meta/classes.txt");
    if (classes.size() > CLASSES) {
      throw base.problem("meta/classes.txt names %d classes, not %d", classes.size(), CLASSES);
    }
    Map<String, Integer> labels =
        IntStream.range(0, classes.size())
            .boxed()
            .collect(Collectors.toMap(classes::get, Function.identity(), (a, b) -> a));
    return new Listing(
        classes, split(base, "meta/train.txt", labels), split(base, "meta/test.txt", labels));
  }

  private static List<Listing.Photo> split(Base base, String list, Map<String, Integer> labels) {
    return base.lines(list).stream()
        .map(
            line -> {
              Integer label = labels.get(line.split("/", 2)[0]);
              if (label == null) {
                throw base.problem(
                    "%s has '%s', whose class is not in meta/classes.txt", list, line);
              }
              return new Listing.Photo(base.resolve("images/" + line + ".jpg"), label);
            })
        .toList();
  }
}
