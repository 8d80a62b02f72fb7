package org.neuronbench.engine.onednn;

import org.neuronbench.engine.GoldenSet;

/** The onednn engine on the shipped network. */
class OnednnMicroGoldenTest extends OnednnGoldenContract {

  OnednnMicroGoldenTest() {
    super(GoldenSet.micro());
  }
}
