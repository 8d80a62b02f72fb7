package org.neuronbench.datasets.photo;

import java.util.List;
import java.util.stream.IntStream;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetInfo.Place;
import org.neuronbench.core.data.Fit;
import org.neuronbench.datasets.source.Base;
import org.neuronbench.datasets.source.FileTree;

/** Oxford Flowers-102 by its MATLAB lists. */
public final class Flowers102 implements PhotoLayout {

  private static final DatasetInfo INFO =
      new DatasetInfo(
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
          0,
          Place.PUBLISHED,
          Fit.CROP);

  private static final String LABELS = "imagelabels.mat";
  private static final String SPLITS = "setid.mat";

  /** Creates the layout. */
  public Flowers102() {}

  @Override
  public DatasetInfo info() {
    return INFO;
  }

  @Override
  public Listing list(FileTree tree) {
    Base base = Base.find(INFO, tree, LABELS);
    int[] labels = numbers(base, LABELS).ints("labels");
    MatNumbers splits = numbers(base, SPLITS);
    int[] train = concat(splits.ints("trnid"), splits.ints("valid"));
    return new Listing(
        FlowerNames.LIST, split(base, train, labels), split(base, splits.ints("tstid"), labels));
  }

  private static MatNumbers numbers(Base base, String path) {
    return MatNumbers.read(
        Text.format("%s in %s", base.resolve(path), base.tree().root().toAbsolutePath()),
        base.bytes(path));
  }

  private static int[] concat(int[] first, int[] second) {
    return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
  }

  private static List<LabelledFile> split(Base base, int[] ids, int[] labels) {
    return IntStream.of(ids).mapToObj(id -> file(base, id, labels)).toList();
  }

  private static LabelledFile file(Base base, int id, int[] labels) {
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
    return new LabelledFile(base.resolve(path), label - 1);
  }
}
