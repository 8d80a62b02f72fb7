package org.neuronbench.spi;

import java.util.List;
import java.util.Set;

/**
 * Decides, before every epoch, which neurons of a pretrained network are updated.
 *
 * <p>A <em>neuron</em> is one output channel of a convolution (Quelennec et al., WACV workshops
 * 2024), or one input channel if {@link #unit} says so. Implementations are found by {@link
 * java.util.ServiceLoader}: list the class in {@code
 * META-INF/services/org.neuronbench.spi.NeuronSelectionStrategy} and give it a public constructor
 * without parameters. Every cell of an experiment gets a fresh instance, so a strategy may keep
 * state in its fields; it must keep none in static ones.
 */
public interface NeuronSelectionStrategy {

  /**
   * Returns the name that experiment files use, such as {@code velocity}.
   *
   * @return lower-case letters, digits and single hyphens
   */
  String id();

  /**
   * Chooses the neurons to update in the coming epoch, or until asked again.
   *
   * <p>The harness verifies the answer: a selection over the budget ends the cell with status
   * {@code budget-violation}; it is never trimmed.
   *
   * @param epoch the coming epoch and what was measured after the one before
   * @return a selection over the network given to {@link #start}
   */
  Selection select(Epoch epoch);

  /**
   * Prepares for a run; called once, before the first {@link #select}.
   *
   * @param run the network, the budget, the strategy's parameters and its random stream
   */
  default void start(Run run) {}

  /**
   * Returns what the harness measures after each epoch for this strategy. The cost of measuring is
   * reported as the strategy's own.
   *
   * @return the signals, none by default
   */
  default Set<Signal> signals() {
    return Set.of();
  }

  /**
   * Returns what the strategy chooses; asked before {@link #start}, whose network shows it.
   *
   * @param parameters values of the declared parameters
   * @return output channels by default
   */
  default Unit unit(Parameters parameters) {
    return Unit.OUTPUT_CHANNEL;
  }

  /**
   * Returns how often to ask for a selection; asked after {@link #start}.
   *
   * @return before every epoch by default
   */
  default Reselection reselection() {
    return Reselection.EVERY_EPOCH;
  }

  /**
   * Returns how many of the held-out velocity images to observe; asked after {@link #start}.
   *
   * @return 0, the default, for all of them
   */
  default int observationImages() {
    return 0;
  }

  /**
   * Declares the parameters that an experiment file may set, once: the reader of experiment files,
   * the help and the provenance all read this list.
   *
   * @return the declarations, none by default
   */
  default List<ParameterSpec> parameters() {
    return List.of();
  }

  /**
   * Says whether the budget bounds this strategy. A reference such as full update answers {@code
   * false}: it is run once per model, dataset and seed, with {@link Budget#unlimited}.
   *
   * @return {@code true} by default
   */
  default boolean usesBudget() {
    return true;
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
