package org.neuronbench.engine.onednn;

import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.engine.ColumnsGoldenContract;
import org.neuronbench.engine.GoldenSet;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.GraphSession;
import org.neuronbench.spi.Selection;

class OnednnColumnsTest extends ColumnsGoldenContract {

  @Override
  protected GraphSession open(GraphModel model, SessionSettings settings) {
    return (GraphSession) new OnednnEngine().open(model, settings);
  }

  @Override
  protected double step(GraphSession session, GoldenSet golden, Selection selection, double rate) {
    float[] images = OnednnGoldenContract.channelsLast(golden, "x");
    return ((OnednnSession) session).step(selection, images, golden.labels(), rate);
  }
}
