package org.neuronbench.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.Selection;

/**
 * The strategy under examination.
 *
 * @param factory creates instances
 * @param parameters raw values that differ from the defaults
 * @param networks to try before the suite's own
 * @param clock nanoseconds
 * @param watch is told of every call
 */
record Subject(
    Supplier<? extends NeuronSelectionStrategy> factory,
    Map<String, ?> parameters,
    List<Network> networks,
    LongSupplier clock,
    Watch watch) {

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

  Rehearsal rehearse(Trial trial) {
    return Rehearsal.of(fresh(), trial);
  }

  /** Returns the author's networks and the suite's, each to be made when it is needed. */
  List<Supplier<Network>> allNetworks() {
    return Stream.concat(
            networks.stream().map(n -> (Supplier<Network>) () -> n), Networks.family().stream())
        .toList();
  }

  /** Returns an ordinary run that the strategy completes; without one there is nothing to judge. */
  Trial ordinary(Check running) {
    Optional<String> refusal = Optional.empty();
    for (Supplier<Network> network : allNetworks()) {
      Trial trial = Trial.ordinary(network.get(), parameters);
      Rehearsal rehearsal = rehearse(trial);
      if (rehearsal.trouble().isPresent()) {
        throw unfitAsA(running, rehearsal.trouble().get(), trial);
      }
      if (rehearsal.completed()) {
        return trial;
      }
      refusal = rehearsal.refusal();
    }
    throw unfitAsA(
        running,
        Trouble.of("every network was refused, the last with: " + refusal.orElse("")),
        Trial.ordinary(Networks.fewCostlyNeurons(), parameters));
  }

  private static Unfit unfitAsA(Check running, Trouble trouble, Trial trial) {
    Trouble owned =
        new Trouble(trouble.owner().or(() -> Optional.of(Check.ANSWERS)), trouble.what());
    return Unfit.of(running, owned, trial.toString());
  }

  /** Returns the selections of a trial that must succeed. */
  static List<Selection> selections(Check running, Rehearsal rehearsal, Trial trial) {
    rehearsal
        .trouble()
        .ifPresent(
            trouble -> {
              throw Unfit.of(running, trouble, trial.toString());
            });
    rehearsal
        .refusal()
        .ifPresent(
            refusal -> {
              throw Unfit.failed(trial.toString(), "start() refused it: " + refusal);
            });
    return rehearsal.selections();
  }

  List<Selection> selections(Check running, Trial trial) {
    return selections(running, rehearse(trial), trial);
  }
}
