package org.neuronbench.core.strategies;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.plugins.NotLoaded;
import org.neuronbench.core.plugins.Plugin;
import org.neuronbench.core.plugins.PluginCalls;
import org.neuronbench.core.plugins.PluginFailure;
import org.neuronbench.core.plugins.PluginText;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;

/** Makes one strategy of a plug-in and asks what it is; no fault of it comes out unworded. */
final class StrategyLoader {

  private static final String ID_FORM = "[a-z0-9]+(-[a-z0-9]+)*";
  private static final int LONGEST_ID = 60;

  /** Ids that nobody may take: this, and what begins with it and a hyphen. */
  private static final String RESERVED = "neuronbench";

  private static final int MOST_PARAMETERS = 1_000;

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
    ProviderClass provider = ProviderClass.find(type, plugin.loader());
    NeuronSelectionStrategy strategy = answer("constructor", provider::create);
    String found = checkedId(call("id()", strategy::id));
    id = found;
    StrategyInfo info = describe(found, strategy);
    checkParameters(info);
    return new LoadedStrategy(info, plugin, provider);
  }

  private String checkedId(@Nullable String id) throws NotLoaded {
    if (id == null) {
      throw new NotLoaded("declares %s, whose id() is null", type);
    }
    if (id.length() > LONGEST_ID || !id.matches(ID_FORM)) {
      throw new NotLoaded(
          "declares %s, whose id() is '%s', expected lower-case letters and digits joined by single"
              + " hyphens, up to %d, such as my-idea",
          type, PluginText.line(id, LONGEST_ID), LONGEST_ID);
    }
    if (id.equals(RESERVED) || id.startsWith(RESERVED + "-")) {
      throw new NotLoaded(
          "declares %s, whose id '%s' is reserved: ids that begin with '%s' are for the project",
          type, id, RESERVED);
    }
    return id;
  }

  private StrategyInfo describe(String found, NeuronSelectionStrategy strategy) throws NotLoaded {
    return new StrategyInfo(
        found,
        PluginText.line(answer("description()", strategy::description)),
        answer("usesBudget()", strategy::usesBudget),
        answer("signals()", () -> Copied.signals(strategy.signals())),
        answer("parameters()", () -> Copied.parameters(strategy.parameters())),
        plugin.origin());
  }

  /** Returns the id, if the strategy came to tell it. */
  Optional<String> id() {
    return Optional.ofNullable(id);
  }

  private void checkParameters(StrategyInfo info) throws NotLoaded {
    if (info.parameters().size() > MOST_PARAMETERS) {
      throw new NotLoaded(
          "declares %s, which declares %s parameters, at most %s are allowed",
          type, "" + info.parameters().size(), "" + MOST_PARAMETERS);
    }
    Set<String> names = new HashSet<>();
    for (ParameterSpec parameter : info.parameters()) {
      String name = parameter.name();
      checkText(name, "name", name);
      checkText(name, "default", String.valueOf(parameter.defaultValue()));
      checkText(name, "range", parameter.allowed());
      if (name.equals("id") || !names.add(name)) {
        String why = name.equals("id") ? "as experiment files call the strategy's own id" : "twice";
        throw new NotLoaded("declares %s, which declares a parameter '%s' %s", type, name, why);
      }
    }
  }

  /** These are values too, and part of results: they cannot be cleaned in secret. */
  private void checkText(String name, String what, String text) throws NotLoaded {
    if (!PluginText.isLine(text)) {
      throw new NotLoaded(
          "declares %s, whose parameter '%s' has a %s with control characters or half characters,"
              + " or of more than %s characters",
          type, PluginText.line(name, LONGEST_ID), what, "" + PluginText.LINE);
    }
  }

  private <T> T answer(String what, Callable<@Nullable T> task) throws NotLoaded {
    T answer = call(what, task);
    if (answer == null) {
      throw new NotLoaded("declares %s, whose %s returned null", type, what);
    }
    return answer;
  }

  private <T> @Nullable T call(String what, Callable<@Nullable T> task) throws NotLoaded {
    try {
      return calls.call(task);
    } catch (PluginFailure e) {
      throw new NotLoaded("declares %s, whose %s %s", type, what, e.words());
    }
  }
}
