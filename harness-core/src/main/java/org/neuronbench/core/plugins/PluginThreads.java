package org.neuronbench.core.plugins;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The threads of one strategy: those that call it, and those that it starts. */
public final class PluginThreads extends ThreadGroup {

  private final String owner;
  private final String plugin;

  PluginThreads(String owner, String plugin) {
    super("plug-in " + owner);
    this.owner = owner;
    this.plugin = plugin;
  }

  String owner() {
    return owner;
  }

  /** Returns the name of the plug-in's class loader. */
  String plugin() {
    return plugin;
  }

  /** Finds those that a thread belongs to. */
  static Optional<PluginThreads> of(Thread thread) {
    @Nullable ThreadGroup group = thread.getThreadGroup();
    while (group != null && !(group instanceof PluginThreads)) {
      group = group.getParent();
    }
    return group instanceof PluginThreads threads ? Optional.of(threads) : Optional.empty();
  }

  /**
   * Finds out whose code the current thread runs: the strategy's id, or the jar's name before the
   * id is known; empty for the harness.
   */
  public static Optional<String> currentOwner() {
    return of(Thread.currentThread()).map(PluginThreads::owner);
  }
}
