package org.neuronbench.strategies;

import org.neuronbench.engine.GoldenSet;

/** Velocities on the shipped network. */
class VelocityMicroGoldenTest extends VelocityGoldenContract {

  VelocityMicroGoldenTest() {
    super(GoldenSet.micro());
  }
}
