package org.neuronbench.core.strategies;

import org.neuronbench.core.plugins.Plugin;

/**
 * A strategy that can be called.
 *
 * @param info what it says of itself
 * @param plugin where it comes from
 * @param provider makes instances
 */
record LoadedStrategy(StrategyInfo info, Plugin plugin, ProviderClass provider) {}
