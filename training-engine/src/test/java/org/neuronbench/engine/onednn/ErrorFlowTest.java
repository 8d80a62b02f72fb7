package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.ErrorFlow;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.engine.GoldenSet;
import org.neuronbench.engine.ParameterLayout.Weights;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Unit;

/** What travels on, against PyTorch's gradients; {@code make_errors_golden.py} says of what. */
class ErrorFlowTest {

  private static final float RATE = 0x1p-10f;

  /** What a difference of weights of up to 2 lacks, over the rate. */
  private static final double ROUNDING = 0x1p-23 / RATE;

  private final GoldenSet golden = GoldenSet.microErrors();

  /** Lets the channels travel on that PyTorch let, and notes the norms it was shown. */
  private final class AsPyTorch implements ErrorFlow {
    private final String mode;
    private final Map<String, double[]> errors = new HashMap<>();
    private final Map<String, double[]> weights = new HashMap<>();

    AsPyTorch(BatchNormMode mode) {
      this.mode = mode.id();
    }

    @Override
    public int kept(ConvolutionLayer layer) {
      return Math.max(1, layer.outputChannels() / 2);
    }

    @Override
    public boolean transforms() {
      return false;
    }

    @Override
    public int[] keep(
        ConvolutionLayer layer, int images, double[] errorNorms, double[] weightNorms) {
      errors.put(layer.name(), errorNorms);
      weights.put(layer.name(), weightNorms);
      float[] kept = golden.values(mode + ".kept." + layer.name());
      return IntStream.range(0, kept.length).filter(c -> kept[c] > 0).toArray();
    }
  }

  private static final ErrorFlow CLIPPED =
      new ErrorFlow() {
        @Override
        public int kept(ConvolutionLayer layer) {
          return layer.outputChannels();
        }

        @Override
        public boolean transforms() {
          return true;
        }

        @Override
        public void transform(ConvolutionLayer layer, int images, float[] errors) {
          double mean = 0;
          for (float error : errors) {
            mean += Math.abs(error) / (double) errors.length;
          }
          for (int i = 0; i < errors.length; i++) {
            errors[i] = Math.abs(errors[i]) < mean ? 0 : errors[i];
          }
        }
      };

  private OnednnSession open(
      BatchNormMode mode, Unit unit, double momentum, Precision precision, ErrorFlow flow) {
    SessionSettings settings =
        new SessionSettings(
                mode, momentum, 0, 0, 8, 2, 5, new RandomStream(1), unit, Set.of(), 1, precision)
            .learning(0, flow);
    OnednnSession session = (OnednnSession) new OnednnEngine().open(golden.model, settings);
    var copy = session.trainedGraph();
    golden.load(copy, "");
    session.replaceParameters(copy.params().toFloatVector());
    return session;
  }

  /** A step's difference over its rate. */
  private float[] gradients(OnednnSession session, Selection selection) {
    float[] before = session.state().parameters();
    session.step(selection, OnednnGoldenContract.channelsLast(golden, "x"), golden.labels(), RATE);
    float[] after = session.state().parameters();
    for (int i = 0; i < after.length; i++) {
      after[i] = (before[i] - after[i]) / RATE;
    }
    return after;
  }

  /**
   * Input gradients and weight gradients of half the channels: a difference of weights is noisy.
   */
  @ParameterizedTest
  @EnumSource(BatchNormMode.class)
  void gradientsOfWhatTravelsOnEqualPyTorchs(BatchNormMode mode) {
    AsPyTorch flow = new AsPyTorch(mode);
    try (OnednnSession session = open(mode, Unit.OUTPUT_CHANNEL, 0, Precision.FLOAT32, flow)) {
      float[] found = gradients(session, Selection.all(golden.model.network()));
      golden.assertAlike(
          mode.id() + ".grad.", GoldenSet.named(session.trainedGraph(), found), 1e-3, ROUNDING);
    }
    flow.errors.forEach(
        (layer, norms) ->
            assertThat(relative(norms, golden.values(mode.id() + ".errors." + layer)))
                .as(layer)
                .isLessThan(1e-4));
    flow.weights.forEach(
        (layer, norms) ->
            assertThat(relative(norms, golden.values(mode.id() + ".weights." + layer)))
                .as(layer)
                .isLessThan(1e-5));
    assertThat(flow.errors).hasSizeGreaterThan(5);
  }

  private static double relative(double[] found, float[] expected) {
    double off = 0;
    double all = 0;
    for (int i = 0; i < found.length; i++) {
      off += Math.pow(found[i] - expected[i], 2);
      all += Math.pow(expected[i], 2);
    }
    return Math.sqrt(off / all);
  }

  @Test
  void gradientsOfChangedMapsEqualPyTorchs() {
    try (OnednnSession session =
        open(BatchNormMode.TRAIN, Unit.OUTPUT_CHANNEL, 0, Precision.FLOAT32, CLIPPED)) {
      float[] found = gradients(session, Selection.all(golden.model.network()));
      golden.assertAlike(
          "clipped.train.grad.", GoldenSet.named(session.trainedGraph(), found), 1e-3, ROUNDING);
    }
  }

  /** Of a strategy's selection, what travels on is updated, and all else is as it was. */
  @ParameterizedTest
  @CsvSource({
    "TRAIN, OUTPUT_CHANNEL, 3",
    "FROZEN, OUTPUT_CHANNEL, 3",
    "FROZEN, OUTPUT_CHANNEL, 17",
    "TRAIN, INPUT_CHANNEL, 3"
  })
  void selectionsAndErrorsCombine(BatchNormMode mode, Unit unit, int each) {
    Network network = golden.model.network().in(unit);
    int[] chosen = IntStream.range(0, network.neurons()).filter(n -> n % each != 1).toArray();
    Selection some = Selection.of(network, chosen);
    float[] all;
    try (OnednnSession session = open(mode, unit, 0, Precision.FLOAT32, new AsPyTorch(mode))) {
      all = gradients(session, Selection.all(network));
    }
    try (OnednnSession session = open(mode, unit, 0, Precision.FLOAT32, new AsPyTorch(mode))) {
      float[] found = gradients(session, some);
      for (Weights weights : session.layout().convolutions()) {
        for (int c = 0; c < weights.layer().neurons(); c++) {
          boolean updated = some.contains(weights.layer().firstNeuron() + c);
          weights.each(
              c,
              i ->
                  assertThat(found[i])
                      .as(weights.layer().name())
                      .isEqualTo(updated ? all[i] : 0, within(updated ? 2e-3f : 0f)));
        }
      }
    }
  }

  /** A channel whose errors do not travel on has a zero gradient: its momentum goes on. */
  @Test
  void momentumOfTheOthersGoesOn() {
    BatchNormMode mode = BatchNormMode.TRAIN;
    Selection all = Selection.all(golden.model.network());
    try (OnednnSession session =
        open(mode, Unit.OUTPUT_CHANNEL, 0.5, Precision.FLOAT32, new AsPyTorch(mode))) {
      float[] momentum = new float[session.state().momentum().length];
      java.util.Arrays.fill(momentum, 1);
      float[] start = session.state().parameters();
      session.restore(new org.neuronbench.core.engine.SessionState(start, momentum));
      float[] found = gradients(session, all);
      Weights first = session.layout().convolutions().get(0);
      float[] kept = golden.values("train.kept." + first.layer().name());
      for (int c = 0; c < kept.length; c++) {
        if (kept[c] == 0) {
          first.each(c, i -> assertThat(found[i]).isEqualTo(0.5f, within(1e-3f)));
        }
      }
    }
  }

  @Test
  void executesTheSmallerProblems() {
    Selection all = Selection.all(golden.model.network());
    AsPyTorch half = new AsPyTorch(BatchNormMode.TRAIN);
    assertThat(macs(all, ErrorFlow.WHOLE) - macs(all, half))
        .isEqualTo(
            golden.model.network().layers().stream()
                .filter(layer -> layer.groups() == 1)
                .mapToLong(
                    layer ->
                        (layer.index() == 0 ? 1 : 2)
                            * (layer.macs()
                                - layer.macs() / layer.outputChannels() * half.kept(layer)))
                .sum());
  }

  private long macs(Selection selection, ErrorFlow flow) {
    try (OnednnSession session =
        open(BatchNormMode.TRAIN, Unit.OUTPUT_CHANNEL, 0, Precision.FLOAT32, flow)) {
      return session
          .train(
              selection,
              java.util.List.of(
                      new org.neuronbench.core.engine.TrainingStep(
                          new org.neuronbench.core.data.Batch(
                              8, 32, new byte[8 * 32 * 32 * 3], new int[8]),
                          RATE))
                  .iterator(),
              step -> {})
          .executedMacs();
    }
  }
}
