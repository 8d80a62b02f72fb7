package org.neuronbench.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.neuronbench.spi.NeuronSelectionStrategy;

/** Runs that go on together, each on its own thread. */
final class SideBySide {

  private SideBySide() {}

  /** Takes all runs through the same step before the next; in turns, or all at once. */
  static List<Rehearsal> rehearse(
      Supplier<NeuronSelectionStrategy> instances, List<Trial> trials, boolean atOnce) {
    List<Rehearsal> rehearsals =
        trials.stream().map(trial -> new Rehearsal(instances, trial)).toList();
    List<ExecutorService> threads = trials.stream().map(trial -> thread()).toList();
    try {
      for (int epoch = -1; epoch < trials.get(0).epochs(); epoch++) {
        step(rehearsals, threads, epoch, atOnce);
      }
      return rehearsals;
    } finally {
      threads.forEach(ExecutorService::shutdownNow);
    }
  }

  private static void step(
      List<Rehearsal> rehearsals, List<ExecutorService> threads, int epoch, boolean atOnce) {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < rehearsals.size(); i++) {
      Rehearsal rehearsal = rehearsals.get(i);
      running.add(
          threads.get(i).submit(epoch < 0 ? rehearsal::start : () -> rehearsal.select(epoch)));
      if (!atOnce) {
        await(running.get(i));
      }
    }
    running.forEach(SideBySide::await);
  }

  static void onThreadOfItsOwn(Runnable call) {
    ExecutorService thread = thread();
    try {
      await(thread.submit(call));
    } finally {
      thread.shutdownNow();
    }
  }

  private static ExecutorService thread() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread made = new Thread(task, "conformance");
          made.setDaemon(true);
          return made;
        });
  }

  private static void await(Future<?> call) {
    try {
      call.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
