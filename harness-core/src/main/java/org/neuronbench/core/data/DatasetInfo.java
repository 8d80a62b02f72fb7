package org.neuronbench.core.data;

/**
 * What listings say of a dataset.
 *
 * @param id the name experiment files use
 * @param summary one sentence
 * @param details several lines: classes, counts, layout of the files expected under its root
 * @param imageSize native edge of the images in pixels, the default of an experiment; 0 where
 *     images differ
 * @param place where the images come from
 * @param fit how its images become squares unless an experiment says otherwise
 */
public record DatasetInfo(
    String id, String summary, String details, int imageSize, Place place, Fit fit) {

  /** Where images come from. */
  public enum Place {
    /** Drawn by code; there are no files. */
    DRAWN,
    /** Published files, fetched into the data folder or given as a root. */
    PUBLISHED,
    /** The user's own files; an experiment must say where they are. */
    OWN
  }

  /**
   * Describes a dataset that keeps proportions.
   *
   * @param imageSize native edge, or 0
   */
  public DatasetInfo(String id, String summary, String details, int imageSize, boolean needsRoot) {
    this(id, summary, details, imageSize, needsRoot ? Place.OWN : Place.DRAWN, Fit.CROP);
  }

  /** Tells whether an experiment must say where the files are. */
  public boolean needsRoot() {
    return place == Place.OWN;
  }

  /** Tells whether the images are read from files; false if they are drawn by code. */
  public boolean hasFiles() {
    return place != Place.DRAWN;
  }
}
