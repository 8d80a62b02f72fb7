package org.neuronbench.engine.dl4j;

import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.engine.ColumnsGoldenContract;
import org.neuronbench.engine.GoldenSet;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.GraphSession;
import org.neuronbench.spi.Selection;

class Dl4jColumnsTest extends ColumnsGoldenContract {

  @Override
  protected GraphSession open(GraphModel model, SessionSettings settings) {
    return (GraphSession) new Dl4jEngine().open(model, settings);
  }

  @Override
  protected double step(GraphSession session, GoldenSet golden, Selection selection, double rate) {
    var images = Nd4j.create(golden.values("x"), golden.tensor("x").shape(), 'c');
    return ((Dl4jSession) session).step(images, golden.labels(), rate, selection);
  }
}
