package org.neuronbench.core.plugins;

import java.util.Optional;

/** The threads of one strategy: those that call it, and those that it starts. */
public final class PluginThreads extends ThreadGroup {

  private final String owner;

  PluginThreads(String owner) {
    super("strategy " + owner);
    this.owner = owner;
  }

  /**
   * Finds out whose code the current thread runs.
   *
   * @return the strategy's id, or the jar's name before the id is known; empty for the harness
   */
  public static Optional<String> currentOwner() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group != null && !(group instanceof PluginThreads)) {
      group = group.getParent();
    }
    return group instanceof PluginThreads threads ? Optional.of(threads.owner) : Optional.empty();
  }
}
