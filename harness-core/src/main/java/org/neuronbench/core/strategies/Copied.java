package org.neuronbench.core.strategies;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Signal;

/**
 * Copies collections of a plug-in, on the plug-in's thread: a collection is the plug-in's code, and
 * may hold something else than it says.
 */
public final class Copied {

  private Copied() {}

  static @Nullable Set<Signal> signals(@Nullable Set<Signal> signals) {
    return signals == null
        ? null
        : elements(signals, Signal.class).stream().collect(Collectors.toUnmodifiableSet());
  }

  public static @Nullable List<ParameterSpec> parameters(@Nullable List<ParameterSpec> parameters) {
    return parameters == null ? null : elements(parameters, ParameterSpec.class);
  }

  private static <T> List<T> elements(Collection<T> collection, Class<T> type) {
    return List.copyOf(collection).stream().map(type::cast).toList();
  }
}
