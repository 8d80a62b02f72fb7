package org.neuronbench.spi.method;

/**
 * Trains on images beside versions of them that an attack on the nearest neighbours of their
 * features has changed: a batch is the images that the last step fooled, then their changed
 * versions; a step in which fewer than two were is not made. Before {@link #first} it is two views
 * of every image, drawn as {@link View#CONTRAST} is. It sees images without labels, which the
 * attack leads away from what their neighbours say. What is forwarded and differentiated for the
 * attack is charged.
 */
public interface AdversaryRule extends TrainingMethod {

  /**
   * Returns the attack; asked after {@link #start}.
   *
   * @return how images are changed
   */
  Attack attack();

  /**
   * Returns the first epoch whose steps attack; asked likewise.
   *
   * @return from 0; as many as there are epochs for none
   */
  int first();

  /**
   * Returns how many steps the features of the bank are used for before they are computed anew;
   * asked likewise.
   *
   * @return at least 1
   */
  int refresh();
}
