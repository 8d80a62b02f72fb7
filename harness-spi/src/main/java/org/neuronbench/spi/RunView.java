package org.neuronbench.spi;

import java.util.function.Supplier;

/** The only kind of run. */
record RunView(
    Network network, Budget budget, Parameters parameters, Task task, Supplier<RandomStream> stream)
    implements Run {

  @Override
  public RandomStream random() {
    return stream.get();
  }
}
