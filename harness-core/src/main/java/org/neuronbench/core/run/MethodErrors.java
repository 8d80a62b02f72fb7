package org.neuronbench.core.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.ErrorFlow;
import org.neuronbench.core.strategies.GuardedMethod;
import org.neuronbench.core.strategies.MethodRule;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.method.ErrorMap;
import org.neuronbench.spi.method.ErrorRule;
import org.neuronbench.spi.method.ErrorTransform;

/** What methods do to error maps: checks it, and counts what it leaves out. */
final class MethodErrors implements ErrorFlow {

  private final Asking asking;
  private final @Nullable GuardedMethod chooser;
  private final @Nullable GuardedMethod transformer;
  private final Map<Integer, Integer> kept = new HashMap<>();
  private long zeros;
  private long errors;

  MethodErrors(Asking asking, Network network) throws StrategyFailure {
    this.asking = asking;
    this.chooser = asking.with(MethodRule.ERRORS);
    this.transformer = asking.with(MethodRule.ERROR_TRANSFORM);
    if (chooser == null) {
      return;
    }
    for (ConvolutionLayer layer : network.layers()) {
      if (layer.groups() == 1) {
        int count = chooser.ask("counting channels", ErrorRule.class, rule -> rule.kept(layer));
        if (count < 1 || count > layer.outputChannels()) {
          throw chooser.wrong(
              Text.format(
                  "keeps %d channels of %s, which has %d; keep 1 to all",
                  count, layer.name(), layer.outputChannels()));
        }
        kept.put(layer.index(), count);
      }
    }
  }

  /** Says that an epoch begins. */
  void begin() {
    zeros = 0;
    errors = 0;
  }

  @Override
  public int kept(ConvolutionLayer layer) {
    return kept.getOrDefault(layer.index(), layer.outputChannels());
  }

  @Override
  public boolean transforms() {
    return transformer != null;
  }

  private ErrorMap map(
      GuardedMethod owner,
      ConvolutionLayer layer,
      int images,
      double[] errorNorms,
      double[] weights) {
    return ErrorMap.of(
        layer,
        asking.time(),
        images,
        errorNorms,
        weights,
        asking.stream(owner).split(layer.index()));
  }

  @Override
  public int[] keep(ConvolutionLayer layer, int images, double[] errorNorms, double[] weightNorms) {
    GuardedMethod owner = Objects.requireNonNull(chooser);
    return asking.timed(
        () -> {
          ErrorMap map = map(owner, layer, images, errorNorms, weightNorms);
          int[] answer =
              owner.ask("choosing channels of errors", ErrorRule.class, r -> r.keep(map).clone());
          Arrays.sort(answer);
          boolean distinct = Arrays.stream(answer).distinct().count() == answer.length;
          boolean inside =
              Arrays.stream(answer).allMatch(c -> c >= 0 && c < layer.outputChannels());
          if (answer.length != kept(layer) || !distinct || !inside) {
            throw owner.wrong(
                Text.format(
                    "chose channels %s of %s; it said that it keeps %d of 0 to %d",
                    Arrays.toString(answer),
                    layer.name(),
                    kept(layer),
                    layer.outputChannels() - 1));
          }
          return answer;
        });
  }

  @Override
  public void transform(ConvolutionLayer layer, int images, float[] values) {
    GuardedMethod owner = Objects.requireNonNull(transformer);
    long before = zeros(values);
    asking.timed(
        () ->
            owner.ask(
                "changing errors",
                ErrorTransform.class,
                t -> {
                  t.transform(map(owner, layer, images, new double[0], new double[0]), values);
                  return true;
                }));
    zeros += zeros(values) - before;
    errors += values.length - before;
  }

  private static long zeros(float[] values) {
    long count = 0;
    for (float value : values) {
      count += value == 0 ? 1 : 0;
    }
    return count;
  }

  /** Returns the share of errors that became zero since the epoch began; null if none may. */
  @Nullable Double zeroShare() {
    return errors == 0 ? null : (double) zeros / errors;
  }

  /**
   * Returns the share of both gradients' work that channels which do not travel on spare; null if
   * all travel.
   */
  @Nullable Double saved(Network network) {
    if (kept.isEmpty()) {
      return null;
    }
    double all = 0;
    double saved = 0;
    for (ConvolutionLayer layer : network.layers()) {
      double work = (layer.index() == 0 ? 1.0 : 2.0) * layer.macs();
      all += work;
      saved += work * (1 - (double) kept(layer) / layer.outputChannels());
    }
    return saved / all;
  }
}
