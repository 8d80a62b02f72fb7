package org.neuronbench.core.strategies;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.neuronbench.core.plugins.Plugin;
import org.neuronbench.core.plugins.PluginOrigin;

/** A plug-in of the classes that a test wants, and of nothing else. */
public final class Listing {

  private static final PluginOrigin ORIGIN =
      new PluginOrigin(Path.of("some", "test.jar"), "1.0", "0.9", "5f".repeat(32));

  private Listing() {}

  /** Loads these strategies as the harness does. */
  public static StrategyRegistry of(Class<?>... strategies) {
    return ofNames(Arrays.stream(strategies).map(Class::getName).toArray(String[]::new));
  }

  /** Loads these strategies and methods. */
  public static StrategyRegistry of(List<Class<?>> strategies, List<Class<?>> methods) {
    Plugin both =
        new Plugin(
            ORIGIN,
            Listing.class.getClassLoader(),
            strategies.stream().map(Class::getName).toList(),
            methods.stream().map(Class::getName).toList());
    return StrategyRegistry.of(List.of(both), StrategyRegistry.DECLARATION_LIMIT);
  }

  static StrategyRegistry ofNames(String... classes) {
    return StrategyRegistry.of(List.of(plugin(classes)), StrategyRegistry.DECLARATION_LIMIT);
  }

  static Plugin plugin(Class<?> strategy) {
    return plugin(strategy.getName());
  }

  private static Plugin plugin(String... classes) {
    return new Plugin(ORIGIN, Listing.class.getClassLoader(), List.of(classes), List.of());
  }
}
