package org.neuronbench.spi;

/** The only kind of epoch. */
record EpochView(int index, int count, Observations observations, Progress progress, Runnable asked)
    implements Epoch {

  @Override
  public int index() {
    asked.run();
    return index;
  }

  @Override
  public int count() {
    asked.run();
    return count;
  }

  @Override
  public Observations observations() {
    asked.run();
    return observations;
  }

  @Override
  public Progress progress() {
    asked.run();
    return progress;
  }
}
