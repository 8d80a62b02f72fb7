package org.neuronbench.core.strategies;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.core.experiment.Experiment.MethodEntry;
import org.neuronbench.core.experiment.Experiment.MethodsEntry;
import org.neuronbench.core.plugins.NotLoaded;
import org.neuronbench.core.plugins.PluginCalls;
import org.neuronbench.spi.method.TrainingMethod;

/** The methods at hand, by id. */
public final class MethodRegistry {

  /** Names no method in experiment files and results. */
  public static final String NONE = "none";

  /** What a rule does that is done in 32 bits only. */
  private static final Map<MethodRule, String> FLOAT32_ONLY =
      Map.of(
          MethodRule.ERROR_TRANSFORM, "changes errors element by element",
          MethodRule.ADVERSARY, "changes images by gradients",
          MethodRule.ROBUSTNESS, "changes images by gradients");

  private static final Set<MethodRule> NOT_WITH_ADVERSARY =
      EnumSet.of(MethodRule.ADMISSION, MethodRule.VIEWS, MethodRule.BUFFER);

  private final Map<String, LoadedMethod> methods = new TreeMap<>();

  void add(LoadedMethod method) throws NotLoaded {
    LoadedMethod first = methods.putIfAbsent(method.info().id(), method);
    if (first != null) {
      throw StrategyRegistry.taken(
          method.info().id(), first.info().origin(), method.info().origin());
    }
  }

  /** Lists the methods, sorted by id. */
  public Collection<MethodInfo> methods() {
    return methods.values().stream().map(LoadedMethod::info).toList();
  }

  public MethodInfo info(String id) {
    return loaded(id).info();
  }

  /**
   * Refuses methods that take part by the same rule, or cannot work at a precision.
   *
   * @throws InputException naming them
   */
  public void requireTogether(MethodsEntry methods, Precision precision) {
    Map<MethodRule, String> taken = new EnumMap<>(MethodRule.class);
    for (MethodEntry method : methods.all()) {
      for (MethodRule rule : info(method.id()).rules()) {
        String why = FLOAT32_ONLY.get(rule);
        if (why != null && precision != Precision.FLOAT32) {
          throw new InputException(
              Text.format(
                  "methods: %s %s, which needs training.precision: float32, not %s",
                  method.id(), why, precision.id()));
        }
        String other = taken.putIfAbsent(rule, method.id());
        if (other != null) {
          throw new InputException(
              Text.format(
                  "methods: %s and %s cannot be used together: both have a rule for '%s'",
                  other, method.id(), rule.id()));
        }
      }
    }
    String attacker = taken.get(MethodRule.ADVERSARY);
    for (MethodRule rule : NOT_WITH_ADVERSARY) {
      if (attacker != null && taken.containsKey(rule)) {
        throw new InputException(
            Text.format(
                "methods: %s and %s cannot be used together: the batches of an adversary are its own,"
                    + " which a rule for '%s' would take apart",
                attacker, taken.get(rule), rule.id()));
      }
    }
  }

  /** Creates an instance: on the plug-in's thread only, see {@link #calls}. */
  public TrainingMethod create(String id) throws ReflectiveOperationException {
    return loaded(id).provider().create();
  }

  public PluginCalls calls(String id, Duration limit) {
    return new PluginCalls(id, loaded(id).plugin().loader(), limit);
  }

  LoadedMethod loaded(String id) {
    LoadedMethod method = methods.get(id);
    if (method == null) {
      throw new InputException(
          Text.format(
              "Method '%s' is not loaded, expected one of %s",
              id, String.join(", ", methods.keySet())));
    }
    return method;
  }
}
