package org.neuronbench.core.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.strategies.GuardedMethod;
import org.neuronbench.core.strategies.MethodRule;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.method.Step;

/**
 * Where the methods of a cell stand when they are asked: the step, their random streams, and the
 * time that their answers took since the epoch began. Every step has streams of its own, so one
 * that is made again after a stop draws the same.
 */
final class Asking {

  private static final double NANOS = 1e-9;

  private final List<GuardedMethod> methods;
  private final Function<String, RandomStream> streams;
  private final Map<GuardedMethod, RandomStream> streamOf = new HashMap<>();
  private Step.Time time = new Step.Time(0, -1);
  private double seconds;

  /**
   * Makes what is asked for before the first epoch.
   *
   * @param streams the random stream of a method, by id
   */
  Asking(List<GuardedMethod> methods, Function<String, RandomStream> streams) {
    this.methods = methods;
    this.streams = streams;
  }

  List<GuardedMethod> methods() {
    return methods;
  }

  /** Returns the method that has a rule, {@code null} if none has it. */
  @Nullable GuardedMethod with(MethodRule rule) {
    return with(methods, rule);
  }

  static @Nullable GuardedMethod with(List<GuardedMethod> methods, MethodRule rule) {
    return methods.stream().filter(method -> method.has(rule)).findFirst().orElse(null);
  }

  void begin(int epoch) {
    time = new Step.Time(epoch, -1);
    seconds = 0;
  }

  void nextStep() {
    time = new Step.Time(time.epoch(), time.step() + 1);
  }

  Step.Time time() {
    return time;
  }

  double seconds() {
    return seconds;
  }

  RandomStream stream(GuardedMethod method) {
    return streamOf
        .computeIfAbsent(method, m -> streams.apply(m.id()))
        .split(time.epoch())
        .split(time.step());
  }

  /** Returns a stream of a method that is the same in every step. */
  RandomStream stream(GuardedMethod method, String name) {
    return streams.apply(method.id()).split(name);
  }

  <T> T timed(FailedWithin.Risk<T> risk) {
    long start = System.nanoTime();
    try {
      return FailedWithin.wrapped(risk);
    } finally {
      seconds += (System.nanoTime() - start) * NANOS;
    }
  }
}
