package org.neuronbench.datasets.sheet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.AugmentedImages;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.ImageSet;
import org.neuronbench.datasets.image.WholeImages;
import org.neuronbench.datasets.sheet.Sheet.Tile;
import org.neuronbench.spi.RandomStream;

/** Draws what a dataset holds, and what an augmentation makes of it. */
public final class ContactSheets {

  /** Training images that are enough for a sheet of any of the datasets. */
  public static final int ENOUGH = 2000;

  private static final int COLUMNS = 10;
  private static final int MOST_TILES = 240;
  private static final int AUGMENTED_COLUMNS = 8;
  private static final int AUGMENTED_ROWS = 8;

  private ContactSheets() {}

  /** Writes a PNG of training images, class by class, ten at most of each. */
  public static int contact(Dataset dataset, Path file) {
    ImageSet images = dataset.train();
    int classes = dataset.classNames().size();
    int each = Math.max(1, Math.min(COLUMNS, MOST_TILES / classes));
    WholeImages shown = WholeImages.of(images);
    List<Tile> tiles = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      String name = dataset.classNames().get(label);
      int wanted = label;
      IntStream.range(0, images.size())
          .filter(index -> images.label(index) == wanted)
          .limit(each)
          .forEach(index -> tiles.add(new Tile(name, shown.image(index).pixels())));
    }
    Sheet.write(new Sheet(images.imageSize(), COLUMNS).draw(tiles), file);
    return tiles.size();
  }

  /**
   * Writes a PNG of augmented training images: a row for each image, first as it is evaluated, then
   * as seven epochs would show it.
   *
   * @param dataset opened with whole images if the augmentation crops
   */
  public static int augmented(Dataset dataset, Augmentation augmentation, long seed, Path file) {
    ImageSet images = dataset.train();
    AugmentedImages versions = dataset.augmented(augmentation);
    List<Tile> tiles = new ArrayList<>();
    int rows = Math.min(AUGMENTED_ROWS, images.size());
    for (int row = 0; row < rows; row++) {
      int index = (int) ((long) row * images.size() / rows);
      tiles.add(
          new Tile(
              dataset.classNames().get(images.label(index)),
              WholeImages.of(images).image(index).pixels()));
      for (int epoch = 0; epoch < AUGMENTED_COLUMNS - 1; epoch++) {
        byte[] pixels = new byte[images.imageBytes()];
        versions.read(
            index,
            new RandomStream(seed).split("augmentation").split(epoch).split(index),
            pixels,
            0);
        tiles.add(new Tile("epoch " + (epoch + 1), pixels));
      }
    }
    Sheet.write(new Sheet(images.imageSize(), AUGMENTED_COLUMNS).draw(tiles), file);
    return rows;
  }
}
