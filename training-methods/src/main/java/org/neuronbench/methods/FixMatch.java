package org.neuronbench.methods;

import java.util.List;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.method.MethodRun;

/** FixMatch (Sohn et al., NeurIPS 2020): sure answers become labels, all others are passed over. */
public final class FixMatch extends SelfTraining {

  private double confidence;

  @Override
  public String id() {
    return "fixmatch";
  }

  @Override
  public String description() {
    return "A rival: FixMatch (Sohn et al., NeurIPS 2020); a strong view should be answered as the weak"
        + " one was, where that answer was sure.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return with(
        ParameterSpec.number(
            "confidence", 0.95, 0, 1, "probability from which an answer becomes a label"));
  }

  @Override
  public void start(MethodRun run) {
    super.start(run);
    confidence = run.parameters().number("confidence");
  }

  @Override
  double[] label(int id, double[] probabilities) {
    double[] label = new double[probabilities.length];
    int best = Rows.greatest(probabilities);
    label[best] = probabilities[best] >= confidence ? 1 : 0;
    return label;
  }
}
