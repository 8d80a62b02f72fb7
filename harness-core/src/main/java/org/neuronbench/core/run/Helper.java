package org.neuronbench.core.run;

import java.util.List;
import java.util.stream.IntStream;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.Learning;
import org.neuronbench.core.engine.SessionState;
import org.neuronbench.core.engine.TrainingMeasurement;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.method.Targets;

/** A method's own small network: all of it is trained; what it computes is counted. */
final class Helper implements AutoCloseable {

  private final TrainingSession session;
  private final Selection all;
  private final int outputs;
  private final double relativeRate;
  private double rate;
  private long macs;

  Helper(TrainingSession session, Network network, int outputs, double relativeRate) {
    this.session = session;
    this.all = Selection.all(network);
    this.outputs = outputs;
    this.relativeRate = relativeRate;
  }

  int outputs() {
    return outputs;
  }

  void begin() {
    macs = 0;
  }

  long macs() {
    return macs;
  }

  void rate(double learningRate) {
    rate = relativeRate * learningRate;
  }

  /** Its labels say nothing: what it is taught comes from the method. */
  float[][] answer(Batch images) {
    TrainingSession.Answers answers = session.answer(unlabelled(images));
    macs += answers.macs() == null ? 0 : answers.macs();
    return answers.scored().outputs();
  }

  private static Batch unlabelled(Batch images) {
    return new Batch(
        images.size(), images.imageSize(), images.pixels(), new int[images.size()], images.ids());
  }

  /** Trains on the images that have a weight. */
  void train(Batch images, Targets targets) {
    int[] taught = IntStream.range(0, targets.size()).filter(i -> targets.weight(i) > 0).toArray();
    if (taught.length == 0) {
      return;
    }
    Learning towards =
        new Learning() {
          @Override
          public int[] admit(Batch batch, Scoring scoring) {
            return taught;
          }

          @Override
          public boolean hasTargets() {
            return true;
          }

          @Override
          public Targets targets(float[][] put) {
            return targets.only(taught);
          }
        };
    TrainingMeasurement made =
        session.train(
            step -> all,
            towards,
            List.of(new TrainingStep(unlabelled(images), rate)).iterator(),
            step -> {});
    macs += made.executedMacs() == null ? 0 : made.executedMacs() * made.images();
  }

  SessionState state() {
    return session.state();
  }

  void restore(SessionState state) {
    session.restore(state);
  }

  @Override
  public void close() {
    session.close();
  }
}
