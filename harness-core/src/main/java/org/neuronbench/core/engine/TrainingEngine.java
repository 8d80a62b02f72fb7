package org.neuronbench.core.engine;

import java.util.Map;
import java.util.Optional;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/** Executes networks. */
public interface TrainingEngine {

  /** Returns the name used in experiment files and results. */
  String id();

  /**
   * Opens a session on a fresh copy of a model's weights.
   *
   * @return the session; close it
   */
  TrainingSession open(Model model, SessionSettings settings);

  /**
   * Returns the version of this engine's numbers. It is part of every cell's identity, and is
   * raised by hand whenever a change makes a cell come out differently on the same machine; what
   * else may change the last digits (libraries, kind of CPU) is recorded and not part of it.
   *
   * @return from 1
   */
  int numerics();

  /**
   * Why a precision should not be asked for.
   *
   * @param why the reason, to follow the name of the engine
   * @param possible whether it works all the same, slowly
   */
  record Unfit(String why, boolean possible) {}

  /** Returns what speaks against a precision on this machine; empty if nothing does. */
  default Optional<Unfit> unfit(Precision precision) {
    return precision == Precision.FLOAT32
        ? Optional.empty()
        : Optional.of(new Unfit("computes in float32 only", false));
  }

  /**
   * Refuses what it cannot compute, or only slowly unless that is wanted.
   *
   * @param forced whether slowly will do
   * @throws InputException saying why, and what to do
   */
  default void require(Precision precision, boolean forced) {
    unfit(precision)
        .filter(unfit -> !(forced && unfit.possible()))
        .ifPresent(
            unfit -> {
              throw new InputException(
                  Text.format(
                      "training.precision is '%s', but engine %s %s; use float32%s",
                      precision.id(),
                      id(),
                      unfit.why(),
                      unfit.possible() ? ", or set training.force-precision: true" : ""));
            });
  }

  /** Returns whether it can run methods: {@link Learning} and {@link ErrorFlow}. */
  default boolean runsMethods() {
    return false;
  }

  /** Names what the last digits depend on: library versions, instruction sets. */
  Map<String, String> provenance();
}
