package org.neuronbench.core.strategies;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.plugins.NotLoaded;
import org.neuronbench.core.plugins.Plugin;
import org.neuronbench.core.plugins.PluginCalls;
import org.neuronbench.core.plugins.PluginFault;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;

/** Makes one strategy of a plug-in and asks what it is; no fault of it comes out unworded. */
final class StrategyLoader {

  private final Plugin plugin;
  private final String type;
  private final PluginCalls calls;
  private @Nullable String id;

  StrategyLoader(Plugin plugin, String type, Duration limit) {
    this.plugin = plugin;
    this.type = type;
    this.calls = new PluginCalls(plugin.origin().name(), plugin.loader(), limit);
  }

  LoadedStrategy load() throws NotLoaded {
    checkReferences();
    ProviderClass provider = ProviderClass.find(type, plugin.loader());
    NeuronSelectionStrategy strategy = answer("constructor", provider::create);
    String found = StrategyId.checked(type, call("id()", strategy::id));
    id = found;
    StrategyInfo info = describe(found, strategy);
    checkParameters(info);
    return new LoadedStrategy(info, plugin, provider);
  }

  private void checkReferences() throws NotLoaded {
    Optional<String> missing = plugin.missingFromSpi(type);
    if (missing.isPresent()) {
      String what = "it uses %s, which is not there".formatted(missing.get());
      throw new NotLoaded("declares %s, which %s".formatted(type, PluginFault.otherSpi(what)));
    }
  }

  private StrategyInfo describe(String found, NeuronSelectionStrategy strategy) throws NotLoaded {
    return new StrategyInfo(
        found,
        answer("description()", strategy::description),
        answer("usesBudget()", strategy::usesBudget),
        answer("signals()", () -> copied(strategy.signals(), Set::copyOf)),
        answer("parameters()", () -> copied(strategy.parameters(), List::copyOf)),
        plugin.origin());
  }

  /** Returns the id, if the strategy came to tell it. */
  Optional<String> id() {
    return Optional.ofNullable(id);
  }

  private void checkParameters(StrategyInfo info) throws NotLoaded {
    Set<String> names = new HashSet<>(Set.of("id"));
    for (ParameterSpec parameter : info.parameters()) {
      if (!names.add(parameter.name())) {
        throw new NotLoaded(
            "declares %s, which declares a parameter '%s' %s"
                .formatted(
                    type,
                    parameter.name(),
                    parameter.name().equals("id")
                        ? "as experiment files call the strategy's own id"
                        : "twice"));
      }
    }
  }

  /** Copies are made inside the call: a collection of the plug-in is the plug-in's code. */
  private <T> T answer(String what, Callable<@Nullable T> task) throws NotLoaded {
    T answer = call(what, task);
    if (answer == null) {
      throw new NotLoaded("declares %s, whose %s returned null".formatted(type, what));
    }
    return answer;
  }

  private static <A, B> @Nullable B copied(@Nullable A collection, Function<A, B> copy) {
    return collection == null ? null : copy.apply(collection);
  }

  private <T> @Nullable T call(String what, Callable<@Nullable T> task) throws NotLoaded {
    try {
      return calls.call(task);
    } catch (ExecutionException e) {
      throw new NotLoaded("declares %s, whose %s %s".formatted(type, what, words(e)));
    } catch (TimeoutException e) {
      throw new NotLoaded("declares %s, whose %s %s".formatted(type, what, e.getMessage()));
    }
  }

  private static String words(ExecutionException e) {
    Throwable fault = e;
    while (fault instanceof ExecutionException && fault.getCause() != null) {
      fault = fault.getCause();
    }
    return PluginFault.words(fault);
  }
}
