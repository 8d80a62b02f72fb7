package org.neuronbench.core.strategies;

import org.neuronbench.core.plugins.Plugin;
import org.neuronbench.core.plugins.ProviderClass;
import org.neuronbench.spi.NeuronSelectionStrategy;

/** A strategy that can be called. */
record LoadedStrategy(
    StrategyInfo info, Plugin plugin, ProviderClass<NeuronSelectionStrategy> provider) {}
