package org.neuronbench.core.strategies;

import org.neuronbench.core.plugins.Plugin;

/** A strategy that can be called. */
record LoadedStrategy(StrategyInfo info, Plugin plugin, ProviderClass provider) {}
