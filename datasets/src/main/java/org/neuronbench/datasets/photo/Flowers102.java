package org.neuronbench.datasets.photo;

import java.util.List;
import java.util.stream.IntStream;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.DatasetInfo.Place;
import org.neuronbench.core.data.Fit;
import org.neuronbench.datasets.source.FileTree;

/** Oxford Flowers-102 by its MATLAB lists. */
final class Flowers102 extends PhotoLayout {

  private static final String LABELS = "imagelabels.mat";
  private static final String SPLITS = "setid.mat";

  Flowers102() {
    super(
        "flowers102",
        "Oxford Flowers-102: photographs of 102 kinds of flowers.",
        """
        102 classes. setid.mat has three official lists: trnid (1,020 images), valid (1,020) and \
        tstid (6,149). The training split here is trnid followed by valid, 2,040 images, as is \
        usual when networks are fine-tuned; the test split is tstid.
        Root: a folder with jpg/image_00001.jpg ..., imagelabels.mat and setid.mat, as \
        102flowers.tgz unpacks beside the two.
        Source: https://www.robots.ox.ac.uk/~vgg/data/flowers/102/; cite M.-E. Nilsback and A. \
        Zisserman, Automated flower classification over a large number of classes, ICVGIP 2008.
        Licence: none is stated.""",
        Place.PUBLISHED,
        Fit.CROP);
  }

  @Override
  Listing list(FileTree tree) {
    Base base = Base.find(info(), tree, LABELS);
    int[] labels = numbers(base, LABELS).ints("labels");
    MatNumbers splits = numbers(base, SPLITS);
    IntStream train =
        IntStream.concat(IntStream.of(splits.ints("trnid")), IntStream.of(splits.ints("valid")));
    IntStream test = IntStream.of(splits.ints("tstid"));
    return new Listing(FlowerNames.LIST, split(base, train, labels), split(base, test, labels));
  }

  private static MatNumbers numbers(Base base, String path) {
    return MatNumbers.read(base.name(path), base.bytes(path));
  }

  private static List<Listing.Photo> split(Base base, IntStream ids, int[] labels) {
    return ids.mapToObj(id -> file(base, id, labels)).toList();
  }

  private static Listing.Photo file(Base base, int id, int[] labels) {
    if (id < 1 || id > labels.length) {
      throw base.problem("%s names image %d, %s labels 1 to %d", SPLITS, id, LABELS, labels.length);
    }
    int label = labels[id - 1];
    if (label < 1 || label > FlowerNames.LIST.size()) {
      throw base.problem(
          "%s gives image %d the label %d, allowed are 1 to %d",
          LABELS, id, label, FlowerNames.LIST.size());
    }
    String path = Text.format("jpg/image_%05d.jpg", id);
    return new Listing.Photo(base.resolve(path), label - 1);
  }
}
