package org.neuronbench.reports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.Metric;
import org.neuronbench.core.results.PackedBits;
import org.neuronbench.core.results.TestAnswers;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

/** Builds hand-made cells; what a test does not set is plain and the same for all. */
public final class Cells {

  public static final long NETWORK = 2000;

  private String model = "smallnet";
  private String dataset = "cifar10";
  private String strategy = "velocity";
  private String budget = "10%";
  private CostModel costModel = CostModel.WEIGHTS;
  private long budgetLimit = 200;
  private long whole;
  private long network = NETWORK;
  private long seed = 1;
  private CellStatus status = CellStatus.OK;
  private String reason = "";
  private Map<String, Object> provenance = Map.of();
  private String settings = "a1b2c3";
  private final BitSet chosen = BitSet.valueOf(new long[] {0b11_1111_0000_1111}); // 4 and 6 of 20
  private @Nullable TestAnswers answers;
  private Unit unit = Unit.OUTPUT_CHANNEL;
  private List<String> oracles = List.of();
  private String method = CellRecord.NO_METHOD;
  private List<Integer> layerNeurons = List.of(8, 12);
  private final Map<String, Number> measured = new HashMap<>();
  private final List<EpochRecord> epochs = new ArrayList<>();

  public static Cells cell(String strategy) {
    Cells cells = new Cells();
    cells.strategy = strategy;
    return cells;
  }

  public static CellRecord ok(String strategy, long seed, double finalTop1) {
    return cell(strategy).seed(seed).epoch(finalTop1).build();
  }

  public static CellRecord reference(String strategy, double finalTop1) {
    return cell(strategy).budget("unlimited", NETWORK).epoch(finalTop1).build();
  }

  public static CellRecord failed(String strategy, CellStatus status, String reason) {
    return cell(strategy).failed(status, reason).build();
  }

  public Cells method(String label) {
    method = label;
    return this;
  }

  public Cells model(String id) {
    model = id;
    return this;
  }

  public Cells dataset(String id) {
    dataset = id;
    return this;
  }

  public Cells budget(String text, long parameters) {
    budget = text;
    budgetLimit = parameters;
    return this;
  }

  /** A bound in what the model counts, of what the whole network costs. */
  public Cells budget(String text, CostModel model, long limit, long network) {
    budget = text;
    costModel = model;
    budgetLimit = limit;
    whole = network;
    return this;
  }

  public Cells unit(Unit chosenUnit) {
    unit = chosenUnit;
    return this;
  }

  public Cells oracles(Signal... signals) {
    oracles = Stream.of(signals).map(Signal::id).toList();
    return this;
  }

  public Cells layers(Integer... neurons) {
    layerNeurons = List.of(neurons);
    return this;
  }

  /** Measures the same in every epoch. */
  public Cells measured(Metric metric, Number value) {
    measured.put(metric.key(), value);
    return this;
  }

  public Cells network(long parameters) {
    network = parameters;
    return this;
  }

  public Cells seed(long value) {
    seed = value;
    return this;
  }

  public Cells failed(CellStatus how, String why) {
    status = how;
    reason = why;
    return this;
  }

  public Cells provenance(Map<String, Object> facts) {
    provenance = facts;
    return this;
  }

  public Cells epoch(double top1) {
    return epoch(top1, 100, null, null);
  }

  public Cells epoch(
      double top1, long parameters, @Nullable Double executedSaved, @Nullable Long bytes) {
    epochs.add(
        Epochs.of(
            epochs.size(),
            0.01,
            1.5,
            top1,
            10,
            parameters,
            40,
            executedSaved,
            bytes,
            2,
            0.25,
            0.5,
            1,
            List.of(4, 6),
            PackedBits.encode(chosen)));
    return this;
  }

  public Cells chosen(int... neurons) {
    chosen.clear();
    for (int neuron : neurons) {
      chosen.set(neuron);
    }
    return this;
  }

  public Cells epoch(EpochRecord epoch) {
    epochs.add(epoch);
    return this;
  }

  /** Which of so many test images are right; the accuracy of the last epoch is their share. */
  public Cells answers(int images, int... right) {
    BitSet bits = new BitSet();
    Arrays.stream(right).forEach(bits::set);
    answers = TestAnswers.of(images, bits);
    return epoch((double) right.length / images);
  }

  public Cells settings(String hash) {
    settings = hash;
    return this;
  }

  private EpochRecord measured(EpochRecord epoch) {
    Map<String, Number> values = new HashMap<>(epoch.values());
    values.putAll(measured);
    return new EpochRecord(
        epoch.epoch(), values, epoch.selectedPerLayer(), epoch.selectedNeurons());
  }

  public CellRecord build() {
    return new CellRecord(
        CellRecord.SCHEMA,
        "%s-%s-%s-s%d".formatted(model, strategy, budget, seed),
        "demo",
        status,
        reason,
        model,
        dataset,
        strategy,
        method,
        budget,
        costModel.toString(),
        budgetLimit,
        costModel.equals(CostModel.WEIGHTS) ? network : whole,
        network,
        50L,
        seed,
        settings,
        unit.id(),
        oracles,
        List.of("conv1", "conv2"),
        layerNeurons,
        epochs.stream().map(this::measured).toList(),
        answers,
        provenance);
  }
}
