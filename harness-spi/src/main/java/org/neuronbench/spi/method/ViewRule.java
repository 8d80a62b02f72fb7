package org.neuronbench.spi.method;

import java.util.List;

/**
 * Composes the steps: images with labels, images without, and the views of each. Where a dataset
 * has labels for some images only, it is the one kind of method that sees the others.
 */
public interface ViewRule extends TrainingMethod {

  /**
   * What a step is made of. Its rows are the labelled images view by view, then the others view by
   * view; the labels of the others are -1.
   *
   * @param labelled share of the images of a batch that are drawn, with replacement, from those
   *     with labels, in [0, 1]; the others come from all images, each once an epoch
   * @param views of labelled images, at least one where there are any
   * @param others views of the others, likewise
   */
  record Composition(double labelled, List<View> views, List<View> others) {

    /**
     * Copies the lists.
     *
     * @param labelled in [0, 1]
     * @param views any
     * @param others any
     * @throws IllegalArgumentException if the share is none, or images have no view
     */
    public Composition {
      views = List.copyOf(views);
      others = List.copyOf(others);
      boolean unseen = (labelled > 0 && views.isEmpty()) || (labelled < 1 && others.isEmpty());
      if (!(labelled >= 0 && labelled <= 1) || unseen) {
        throw new IllegalArgumentException(
            "A composition needs a share in [0, 1] and a view of every image, not " + labelled);
      }
    }
  }

  /**
   * Returns what steps are made of; asked after {@link #start}.
   *
   * @return the composition
   */
  Composition composition();
}
