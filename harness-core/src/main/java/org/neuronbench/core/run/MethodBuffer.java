package org.neuronbench.core.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.Learning;
import org.neuronbench.core.strategies.GuardedMethod;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.method.BufferRule;
import org.neuronbench.spi.method.Step;
import org.neuronbench.spi.method.Verdict;
import org.neuronbench.spi.method.View;

/** The few images of a stream that a method holds and trains on. */
final class MethodBuffer {

  private final Asking asking;
  private final GuardedMethod owner;
  private final Viewing viewing;
  private final int capacity;
  private final List<View> scoredViews;
  private final List<View> trainedViews;
  private int[] images = new int[0];

  MethodBuffer(Asking asking, GuardedMethod owner, Viewing viewing) throws StrategyFailure {
    this.asking = asking;
    this.owner = owner;
    this.viewing = viewing;
    capacity = owner.ask("sizing its buffer", BufferRule.class, BufferRule::capacity);
    scoredViews = owner.ask("naming views", BufferRule.class, rule -> List.copyOf(rule.scored()));
    trainedViews = owner.ask("naming views", BufferRule.class, rule -> List.copyOf(rule.trained()));
    if (capacity < 2 || trainedViews.isEmpty()) {
      throw owner.wrong(
          Text.format(
              "has a buffer of %d images in %d views; it needs 2 images and a view",
              capacity, trainedViews.size()));
    }
  }

  /** Has the images chosen anew, and returns them in the views that are trained on. */
  Batch next(Batch offered, Learning.Answering answering) throws StrategyFailure {
    int[] old = images.clone();
    int[] again = owner.ask("re-scoring", BufferRule.class, r -> r.rescored(old.clone()).clone());
    requireAmong(again, old);
    int[] candidates = joined(again, offered.ids());
    RandomStream seeing = asking.stream(owner).split("views");
    float[][] rows = new float[candidates.length][0];
    for (int v = 0; v < scoredViews.size(); v++) {
      Batch seen = viewing.view(scoredViews.get(v), candidates, seeing.split(-1 - v));
      float[][] said = answering.outputs(seen);
      for (int i = 0; i < rows.length; i++) {
        rows[i] = joined(rows[i], said[i]);
      }
    }
    int[] unknown = new int[candidates.length];
    Arrays.fill(unknown, Methods.UNKNOWN);
    Step scored =
        Step.of(
            asking.time(),
            candidates,
            unknown,
            new Verdict[0],
            new float[0][],
            rows,
            new double[0],
            asking.stream(owner));
    int[] kept =
        owner.ask("keeping images", BufferRule.class, r -> r.keep(old.clone(), scored).clone());
    requireAmong(kept, joined(old, offered.ids()));
    if (kept.length == 0 || kept.length > capacity) {
      throw owner.wrong(
          Text.format("keeps %d images; its buffer holds 1 to %d", kept.length, capacity));
    }
    images = kept;
    return Batch.joined(
        IntStream.range(0, trainedViews.size())
            .mapToObj(v -> viewing.view(trainedViews.get(v), kept, seeing.split(v)))
            .toList());
  }

  private void requireAmong(int[] some, int[] all) throws StrategyFailure {
    long distinct = Arrays.stream(some).distinct().count();
    boolean among =
        Arrays.stream(some).allMatch(id -> Arrays.stream(all).anyMatch(other -> other == id));
    if (distinct != some.length || !among) {
      throw owner.wrong("names images that it was not shown, or one of them twice");
    }
  }

  private static int[] joined(int[] some, int[] others) {
    return IntStream.concat(Arrays.stream(some), Arrays.stream(others)).distinct().toArray();
  }

  private static float[] joined(float[] some, float[] others) {
    float[] both = Arrays.copyOf(some, some.length + others.length);
    System.arraycopy(others, 0, both, some.length, others.length);
    return both;
  }

  /** How evenly classes are spread over the images, in nats; null before the first step. */
  @Nullable Double spread() {
    if (images.length == 0) {
      return null;
    }
    Map<Integer, Integer> counts = new HashMap<>();
    Batch held = viewing.view(View.PLAIN, images, new RandomStream(0));
    for (int i = 0; i < held.size(); i++) {
      counts.merge(held.labels()[i], 1, Integer::sum);
    }
    return counts.values().stream()
        .mapToDouble(count -> -count * Math.log((double) count / held.size()) / held.size())
        .sum();
  }

  /** Returns the ids of the images that are held, to go on in another process. */
  int[] state() {
    return images.clone();
  }

  void restore(int[] ids) {
    images = ids.clone();
  }
}
