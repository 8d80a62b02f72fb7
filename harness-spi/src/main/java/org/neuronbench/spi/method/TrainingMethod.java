package org.neuronbench.spi.method;

import java.util.List;
import java.util.Map;
import org.neuronbench.spi.ParameterSpec;

/**
 * Decides how a step learns, beside the strategy that decides what it updates: from which images,
 * by which errors, towards which targets.
 *
 * <p>A method takes part in steps by the rules it implements: {@link AdmissionRule}, {@link
 * HelperRule}, {@link TargetRule}, {@link ErrorRule}, {@link ErrorTransform}, {@link PaceRule},
 * {@link ViewRule}, {@link AverageRule}, {@link BufferRule}, {@link AdversaryRule}, {@link
 * ProbeRule}, {@link RobustnessRule}, {@link OracleRule}. Several methods may be used together as
 * long as no two have the same rule. Implementations are found by {@link java.util.ServiceLoader}:
 * list the class in {@code META-INF/services/org.neuronbench.spi.method.TrainingMethod} and give it
 * a public constructor without parameters. Every cell of an experiment gets a fresh instance, which
 * may keep state in its fields, and none in static ones; what it keeps must go through {@link
 * #state}, so that a cell can be stopped and taken up.
 */
public interface TrainingMethod {

  /**
   * Returns the name that experiment files use, such as {@code instance-filter}.
   *
   * @return lower-case letters, digits and single hyphens
   */
  String id();

  /**
   * Prepares for a run; called once, before anything but the declarations.
   *
   * @param run the network, the task, and the method's parameters
   */
  void start(MethodRun run);

  /**
   * Hears what came of a step, after the update.
   *
   * @param step all images offered to it, with the losses of those that were forwarded
   */
  default void after(Step step) {}

  /**
   * Returns what the method measured in the epoch that ended, and starts anew.
   *
   * @return finite numbers by name (lower-case words joined by hyphens), none by default
   */
  default Map<String, Double> measures() {
    return Map.of();
  }

  /**
   * Returns all that the method keeps from one epoch to the next.
   *
   * @return any bytes, none by default
   */
  default byte[] state() {
    return new byte[0];
  }

  /**
   * Goes back to an earlier state; called after {@link #start}.
   *
   * @param state what {@link #state} returned
   */
  default void restore(byte[] state) {}

  /**
   * Declares the parameters that an experiment file may set.
   *
   * @return the declarations, none by default
   */
  default List<ParameterSpec> parameters() {
    return List.of();
  }

  /**
   * Describes the idea in a sentence or two for listings, with its source.
   *
   * @return plain text, empty by default
   */
  default String description() {
    return "";
  }
}
