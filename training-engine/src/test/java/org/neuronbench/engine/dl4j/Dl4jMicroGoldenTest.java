package org.neuronbench.engine.dl4j;

import org.neuronbench.engine.GoldenSet;

/** The dl4j engine on the shipped network. */
class Dl4jMicroGoldenTest extends Dl4jGoldenContract {

  Dl4jMicroGoldenTest() {
    super(GoldenSet.micro());
  }
}
