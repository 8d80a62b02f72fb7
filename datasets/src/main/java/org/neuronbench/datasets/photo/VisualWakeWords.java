package org.neuronbench.datasets.photo;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.DatasetInfo.Place;
import org.neuronbench.core.data.Fit;
import org.neuronbench.datasets.source.FileTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visual Wake Words: is there a person? Derived from COCO 2014 as A. Chowdhery et al. (2019) and
 * their TensorFlow scripts do.
 */
final class VisualWakeWords extends PhotoLayout {

  /** A person counts that covers more than this share of the image. */
  static final double SHARE = 0.005;

  private static final Logger LOG = LoggerFactory.getLogger(VisualWakeWords.class);
  private static final String MINIVAL = "annotations/mscoco_minival_ids.txt";
  private static final List<String> PARTS = List.of("train2014", "val2014");

  VisualWakeWords() {
    super(
        "vww",
        "Visual Wake Words: photographs with and without a person.",
        """
        2 classes, not-person and person, made from COCO 2014: an image is of class person if the \
        area of any person annotated in it (the annotation's `area`, as in the original scripts; \
        crowds count) is more than 0.5 % of the image.
        115,228 training and 8,059 test images as published: the test split are the images of \
        mscoco_minival_ids.txt, the training split all others of train2014 and val2014.
        Root: a folder with annotations/instances_train2014.json, \
        annotations/instances_val2014.json, annotations/mscoco_minival_ids.txt, \
        train2014/*.jpg and val2014/*.jpg.
        Images are squeezed to squares, as in the paper's code, unless `fit: crop` is set.
        Source: https://cocodataset.org and, for the ids, the TensorFlow Model Garden. The \
        annotations are CC BY 4.0; the images are of Flickr, under licences of their own.""",
        Place.PUBLISHED,
        Fit.SQUASH);
  }

  @Override
  Listing list(FileTree tree) {
    Base base = Base.find(info(), tree, "annotations/instances_train2014.json");
    Set<Long> minival = minival(base);
    Map<Long, Listing.Photo> train = new TreeMap<>();
    Map<Long, Listing.Photo> test = new TreeMap<>();
    for (String part : PARTS) {
      CocoPersons persons = persons(base, part);
      persons
          .images()
          .forEach(
              (id, image) -> {
                int label = persons.person(id, image) ? 1 : 0;
                String path = base.resolve(part + "/" + image.fileName());
                Listing.Photo file = new Listing.Photo(path, label);
                if ((minival.contains(id) ? test : train).put(id, file) != null) {
                  throw base.problem("both annotation files have an image %d", id);
                }
              });
    }
    if (test.size() < minival.size()) {
      LOG.warn(
          "vww: {} of the {} images of {} are in no annotation file",
          minival.size() - test.size(),
          minival.size(),
          MINIVAL);
    }
    return new Listing(
        List.of("not-person", "person"), List.copyOf(train.values()), List.copyOf(test.values()));
  }

  private static CocoPersons persons(Base base, String part) {
    String path = Text.format("annotations/instances_%s.json", part);
    String name = base.name(path);
    CocoPersons persons = new CocoPersons(SHARE);
    base.tree().read(Set.of(base.resolve(path)), (file, content) -> persons.read(name, content));
    return persons;
  }

  private static Set<Long> minival(Base base) {
    Set<Long> ids = new HashSet<>();
    for (String line : base.lines(MINIVAL)) {
      if (!line.matches("\\d{1,12}")) {
        throw base.problem("%s has the line '%s' instead of an image's number", MINIVAL, line);
      }
      ids.add(Long.valueOf(line));
    }
    return ids;
  }
}
