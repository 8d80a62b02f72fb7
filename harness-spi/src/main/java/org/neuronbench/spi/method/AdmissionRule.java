package org.neuronbench.spi.method;

/** Lets only some of a step's images through; what is not let through costs nothing. */
public interface AdmissionRule extends TrainingMethod {

  /**
   * Decides about images before any is forwarded.
   *
   * @param step the images, with the helper's outputs if there is a helper
   * @return one verdict an image
   */
  Verdict[] admit(Step step);

  /**
   * Decides once more about the images that were to be scored, now that their losses are known.
   * Images were scored as in evaluation, by running batch-norm statistics; those that are trained
   * on after all are forwarded again.
   *
   * @param step the images, with verdicts and losses
   * @return one verdict an image; those that were not to be scored stay as they are
   */
  default Verdict[] decide(Step step) {
    return step.verdicts();
  }
}
