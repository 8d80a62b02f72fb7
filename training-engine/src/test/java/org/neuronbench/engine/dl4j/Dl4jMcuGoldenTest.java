package org.neuronbench.engine.dl4j;

import org.junit.jupiter.api.Tag;
import org.neuronbench.engine.GoldenSet;

/** The dl4j engine on MobileNetV2-w0.35 and photographs. */
@Tag("shared")
class Dl4jMcuGoldenTest extends Dl4jGoldenContract {

  Dl4jMcuGoldenTest() {
    super(GoldenSet.mcu());
  }
}
