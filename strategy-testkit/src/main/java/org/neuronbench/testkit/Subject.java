package org.neuronbench.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Unit;

/**
 * The strategy under examination.
 *
 * @param parameters raw values that differ from the defaults
 * @param networks to try before the suite's own
 * @param clock nanoseconds
 */
record Subject(
    Supplier<? extends NeuronSelectionStrategy> factory,
    Map<String, ?> parameters,
    List<Network> networks,
    LongSupplier clock,
    Watch watch) {

  private static final List<CostModel> COSTS =
      List.of(CostModel.WEIGHTS, CostModel.INPUT_CHANNEL_FP32, CostModel.MACS);

  /** Returns a strategy of which nobody watches the calls. */
  static Subject of(Supplier<? extends NeuronSelectionStrategy> factory) {
    LongSupplier clock = System::nanoTime;
    return new Subject(factory, Map.of(), List.of(), clock, new Watch(Duration.ZERO, clock));
  }

  Subject withParameters(Map<String, ?> other) {
    return new Subject(factory, Map.copyOf(other), networks, clock, watch);
  }

  Subject withNetworks(List<Network> other) {
    return new Subject(factory, parameters, List.copyOf(other), clock, watch);
  }

  Subject withClock(LongSupplier other) {
    return new Subject(factory, parameters, networks, other, watch);
  }

  Subject withWatch(Watch other) {
    return new Subject(factory, parameters, networks, clock, other);
  }

  /** Returns an instance whose static fields are as new. */
  NeuronSelectionStrategy fresh() {
    return sharing().get();
  }

  /** Returns a source of instances that share their static fields. */
  Supplier<NeuronSelectionStrategy> sharing() {
    return watched(copies());
  }

  Copies copies() {
    return watch.during("the constructor", () -> Copies.of(factory));
  }

  Supplier<NeuronSelectionStrategy> watched(Copies copies) {
    return () -> new Watched(watch.during("the constructor", copies::create), watch);
  }

  /** Returns the parameters with each value of one that stands for all that it allows. */
  List<Map<String, Object>> variations(ParameterSpec spec) {
    return values(spec).stream().map(value -> parametersWith(spec.name(), value)).toList();
  }

  private Map<String, Object> parametersWith(String name, Object value) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.put(name, value);
    return all;
  }

  /** Returns least, greatest, middle and default of a number, every choice, or a text's default. */
  static Set<Object> values(ParameterSpec spec) {
    Set<Object> values = new LinkedHashSet<>(spec.boundaries());
    Object first = spec.boundaries().get(0);
    if (first instanceof Double least && spec.boundaries().get(1) instanceof Double most) {
      values.add(least / 2 + most / 2);
    }
    if (first instanceof Integer least && spec.boundaries().get(1) instanceof Integer most) {
      values.add((int) (((long) least + most) / 2));
    }
    values.add(spec.defaultValue());
    return values;
  }

  /** Returns what an instance chooses, which is known to answer. */
  Unit unit() {
    NeuronSelectionStrategy strategy = fresh();
    return strategy.unit(Parameters.of(strategy.parameters(), parameters));
  }

  Rehearsal rehearse(Trial trial) {
    return Rehearsal.of(sharing(), trial);
  }

  /** Returns the author's networks and the suite's, each to be made when it is needed. */
  List<Supplier<Network>> allNetworks() {
    return Stream.concat(
            networks.stream().map(n -> (Supplier<Network>) () -> n), Networks.family().stream())
        .toList();
  }

  /**
   * Returns an ordinary run that the strategy completes; without one there is nothing to judge. Its
   * budget is of parameters, unless the strategy refuses all of these and takes one of others.
   */
  Trial ordinary(Check running) {
    List<String> refusals = new ArrayList<>();
    List<CostModel> models = fresh().usesBudget() ? COSTS : COSTS.subList(0, 1);
    return models.stream()
        .flatMap(model -> ordinary(running, model, refusals).stream())
        .findFirst()
        .orElseThrow(() -> refusedEverything(running, refusals));
  }

  private Optional<Trial> ordinary(Check running, CostModel model, List<String> refusals) {
    for (Supplier<Network> network : allNetworks()) {
      Trial trial = Trial.ordinary(network.get(), parameters).counting(model);
      Rehearsal rehearsal = rehearse(trial);
      if (rehearsal.trouble().isPresent()) {
        Trouble trouble = rehearsal.trouble().get();
        throw Unfit.of(
            running,
            Trouble.of(trouble.owner().orElse(Check.ANSWERS), trouble.what()),
            trial.toString());
      }
      if (rehearsal.completed()) {
        return Optional.of(trial);
      }
      rehearsal.refusal().ifPresent(refusals::add);
    }
    return Optional.empty();
  }

  /** The reason that is told is the last that a budget of parameters was given. */
  private Unfit refusedEverything(Check running, List<String> refusals) {
    String why = refusals.isEmpty() ? "" : refusals.get(allNetworks().size() - 1);
    Trial last = Trial.ordinary(Networks.fewCostlyNeurons(), parameters);
    String what = "every network was refused, the last with: " + why;
    return Unfit.of(running, Trouble.of(Check.ANSWERS, what), last.toString());
  }

  /** Returns the selections of a trial that must succeed. */
  static List<Selection> selections(Check running, Rehearsal rehearsal) {
    rehearsal.requireNoTrouble(running);
    Optional<String> refusal = rehearsal.refusal().map(why -> "start() refused it: " + why);
    Unfit.failIfPresent(refusal, rehearsal.trial().toString(), "");
    return rehearsal.selections();
  }

  List<Selection> selections(Check running, Trial trial) {
    return selections(running, rehearse(trial));
  }
}
