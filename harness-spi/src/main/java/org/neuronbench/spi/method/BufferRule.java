package org.neuronbench.spi.method;

import java.util.List;

/**
 * Trains on a small buffer that it keeps of a stream of images: the batches of an epoch are what
 * comes by. What is forwarded to decide is charged.
 */
public interface BufferRule extends TrainingMethod {

  /**
   * Returns how many images the buffer holds at most; asked after {@link #start}.
   *
   * @return at least 2
   */
  int capacity();

  /**
   * Returns the views of images that are forwarded before {@link #keep}; asked likewise.
   *
   * @return any, none if it decides without looking
   */
  List<View> scored();

  /**
   * Returns the views of the buffer that a step trains on, one behind the other; asked likewise.
   *
   * @return at least one
   */
  List<View> trained();

  /**
   * Chooses images of the buffer that are forwarded again beside those that came.
   *
   * @param buffer ids of the images in the buffer, the oldest first
   * @return some of them
   */
  int[] rescored(int[] buffer);

  /**
   * Chooses the images that stay.
   *
   * @param buffer ids of the images in the buffer, the oldest first
   * @param scored the images that were forwarded, those to be scored again first: the outputs of
   *     their views stand one behind the other in a row
   * @return ids from the buffer and from those that came, at most {@link #capacity}, the oldest
   *     first
   */
  int[] keep(int[] buffer, Step scored);
}
