package org.neuronbench.engine.onednn;

import org.junit.jupiter.api.Tag;
import org.neuronbench.engine.GoldenSet;

/** The onednn engine on MobileNetV2-w0.35 and photographs. */
@Tag("shared")
class OnednnMcuGoldenTest extends OnednnGoldenContract {

  OnednnMcuGoldenTest() {
    super(GoldenSet.mcu());
  }
}
