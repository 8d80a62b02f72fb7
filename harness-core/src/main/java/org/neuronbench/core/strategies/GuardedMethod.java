package org.neuronbench.core.strategies;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.plugins.PluginCalls;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.TrainingMethod;

/** One instance of a method in one cell: whatever it throws is caught. */
public final class GuardedMethod {

  private final PluginCalls calls;
  private final MethodInfo info;
  private final TrainingMethod method;

  private GuardedMethod(PluginCalls calls, MethodInfo info, TrainingMethod method) {
    this.calls = calls;
    this.info = info;
    this.method = method;
  }

  /**
   * Creates a method and starts it.
   *
   * @param runs makes the run of the values of its parameters
   * @param parameters values that differ from the defaults
   * @param limit how long this call, and each later one, may take
   * @throws StrategyFailure if it throws or takes too long
   */
  public static GuardedMethod start(
      MethodRegistry registry,
      String id,
      Function<Parameters, MethodRun> runs,
      Map<String, ?> parameters,
      Duration limit)
      throws StrategyFailure {
    LoadedMethod loaded = registry.loaded(id);
    PluginCalls calls = registry.calls(id, limit);
    return Guard.METHOD.ask(
        calls,
        "starting",
        () -> {
          TrainingMethod made = loaded.provider().create();
          made.start(runs.apply(Parameters.of(loaded.info().parameters(), parameters)));
          return new GuardedMethod(calls, loaded.info(), made);
        });
  }

  public String id() {
    return info.id();
  }

  public boolean has(MethodRule rule) {
    return info.rules().contains(rule);
  }

  /** A question to a method, asked on its thread. */
  public interface Question<M, T> {
    @Nullable T ask(M method);
  }

  /**
   * Asks something that has an answer.
   *
   * @param when what it is doing, for messages
   * @param rule the contract that is asked
   * @throws StrategyFailure if it throws, takes too long, or answers nothing
   */
  public <M, T> T ask(String when, Class<M> rule, Question<M, T> question) throws StrategyFailure {
    return Guard.METHOD.ask(calls, when, () -> question.ask(rule.cast(method)));
  }

  /** Makes the failure of an answer that makes no sense; the words follow the method's id. */
  public StrategyFailure wrong(String words) {
    return Guard.METHOD.wrong(id() + " " + words);
  }
}
