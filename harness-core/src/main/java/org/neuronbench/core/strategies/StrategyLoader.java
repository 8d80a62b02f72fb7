package org.neuronbench.core.strategies;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.plugins.NotLoaded;
import org.neuronbench.core.plugins.Plugin;
import org.neuronbench.core.plugins.PluginText;
import org.neuronbench.core.plugins.ProviderClass;
import org.neuronbench.core.plugins.ProviderLoader;
import org.neuronbench.spi.NeuronSelectionStrategy;

/** Makes one strategy of a plug-in and asks what it is. */
final class StrategyLoader extends ProviderLoader<NeuronSelectionStrategy, LoadedStrategy> {

  StrategyLoader(Plugin plugin, String type, Duration limit) {
    super(plugin, type, NeuronSelectionStrategy.class, limit);
  }

  @Override
  protected @Nullable String id(NeuronSelectionStrategy strategy) {
    return strategy.id();
  }

  @Override
  protected LoadedStrategy describe(
      String id,
      NeuronSelectionStrategy strategy,
      Plugin plugin,
      ProviderClass<NeuronSelectionStrategy> provider)
      throws NotLoaded {
    StrategyInfo info =
        new StrategyInfo(
            id,
            PluginText.line(answer("description()", strategy::description)),
            answer("usesBudget()", strategy::usesBudget),
            answer("signals()", () -> Copied.signals(strategy.signals())),
            checked(answer("parameters()", () -> Copied.parameters(strategy.parameters()))),
            plugin.origin());
    return new LoadedStrategy(info, plugin, provider);
  }
}
