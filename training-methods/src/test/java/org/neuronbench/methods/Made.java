package org.neuronbench.methods;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Place;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Task;
import org.neuronbench.spi.Unit;
import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.Step;
import org.neuronbench.spi.method.TrainingMethod;
import org.neuronbench.spi.method.Verdict;

/** Methods started by hand, and what they are asked. */
final class Made {

  static final int CLASSES = 3;

  private Made() {}

  /** Starts a method on ten epochs of twenty steps. */
  static <M extends TrainingMethod> M started(M method, Map<String, ?> parameters) {
    return started(method, CLASSES, parameters);
  }

  static <M extends TrainingMethod> M started(M method, int classes, Map<String, ?> parameters) {
    method.start(
        MethodRun.of(
            network(4),
            new Task(4, classes, "images"),
            Parameters.of(method.parameters(), parameters),
            new int[100],
            10,
            20));
    return method;
  }

  static ConvolutionLayer layer(int outputs) {
    return network(outputs).layers().get(0);
  }

  static Network network(int outputs) {
    ConvolutionLayer layer =
        new ConvolutionLayer(
            "conv",
            0,
            0,
            outputs,
            2,
            1,
            1,
            1,
            false,
            4,
            4,
            4,
            4,
            1,
            1,
            Unit.OUTPUT_CHANNEL,
            new Place(0, Place.Role.PLAIN, List.of(), List.of()));
    return new Network("net", List.of(layer));
  }

  static Step step(int epoch, int[] labels, float[][] outputs) {
    int[] ids = IntStream.range(0, labels.length).toArray();
    return Step.of(
        new Step.Time(epoch, 0),
        ids,
        labels,
        new Verdict[0],
        new float[0][],
        outputs,
        new double[0],
        new RandomStream(1));
  }

  static Step judged(Verdict[] verdicts, float[][] helper, double[] losses) {
    int[] ids = IntStream.range(0, losses.length).toArray();
    return Step.of(
        new Step.Time(0, 0),
        ids,
        new int[losses.length],
        verdicts,
        helper,
        new float[losses.length][],
        losses,
        new RandomStream(1));
  }
}
