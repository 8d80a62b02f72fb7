package org.neuronbench.core.strategies;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.plugins.NotLoaded;
import org.neuronbench.core.plugins.Plugin;
import org.neuronbench.core.plugins.PluginText;
import org.neuronbench.core.plugins.ProviderClass;
import org.neuronbench.core.plugins.ProviderLoader;
import org.neuronbench.spi.method.TrainingMethod;

/** Makes one method of a plug-in and asks what it is. */
final class MethodLoader extends ProviderLoader<TrainingMethod, LoadedMethod> {

  MethodLoader(Plugin plugin, String type, Duration limit) {
    super(plugin, type, TrainingMethod.class, limit);
  }

  @Override
  protected @Nullable String id(TrainingMethod method) {
    return method.id();
  }

  @Override
  protected LoadedMethod describe(
      String id, TrainingMethod method, Plugin plugin, ProviderClass<TrainingMethod> provider)
      throws NotLoaded {
    if (id.equals(MethodRegistry.NONE)) {
      throw new NotLoaded("declares a method '%s', which means that there is none", id);
    }
    MethodInfo info =
        new MethodInfo(
            id,
            PluginText.line(answer("description()", method::description)),
            MethodRule.of(method),
            checked(answer("parameters()", () -> Copied.parameters(method.parameters()))),
            plugin.origin());
    return new LoadedMethod(info, plugin, provider);
  }
}
