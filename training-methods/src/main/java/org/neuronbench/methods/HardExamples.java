package org.neuronbench.methods;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.method.AdmissionRule;
import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.Step;
import org.neuronbench.spi.method.Verdict;

/** Online hard example mining (Shrivastava et al., CVPR 2016): trains on the highest losses. */
public final class HardExamples implements AdmissionRule {

  private double share;

  @Override
  public String id() {
    return "hard-examples";
  }

  @Override
  public String description() {
    return "A rival: online hard example mining (Shrivastava et al., CVPR 2016); all images are"
        + " scored, those of the highest loss are trained on.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.number("share", 0.5, 0.001, 1, "share of the images that are trained on"));
  }

  @Override
  public void start(MethodRun run) {
    share = run.parameters().number("share");
  }

  @Override
  public Verdict[] admit(Step step) {
    Verdict[] all = new Verdict[step.ids().length];
    Arrays.fill(all, Verdict.SCORE);
    return all;
  }

  @Override
  public Verdict[] decide(Step step) {
    Verdict[] verdicts = step.verdicts().clone();
    double[] losses = step.losses();
    IntStream.range(0, losses.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -losses[i]))
        .limit(Math.max(1, Math.round(share * losses.length)))
        .forEach(i -> verdicts[i] = Verdict.TRAIN);
    return verdicts;
  }
}
