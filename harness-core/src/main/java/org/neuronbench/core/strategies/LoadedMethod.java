package org.neuronbench.core.strategies;

import org.neuronbench.core.plugins.Plugin;
import org.neuronbench.core.plugins.ProviderClass;
import org.neuronbench.spi.method.TrainingMethod;

/** A method that can be called. */
record LoadedMethod(MethodInfo info, Plugin plugin, ProviderClass<TrainingMethod> provider) {}
