package org.neuronbench.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.neuronbench.spi.NeuronSelectionStrategy;

/** Runs that go on together, each on its own thread. */
final class SideBySide {

  private final List<Rehearsal> rehearsals = new ArrayList<>();
  private final List<Worker> workers = new ArrayList<>();
  private final boolean atOnce;

  private SideBySide(
      Supplier<NeuronSelectionStrategy> instances, List<Trial> trials, boolean atOnce) {
    this.atOnce = atOnce;
    for (Trial trial : trials) {
      rehearsals.add(new Rehearsal(instances.get(), trial));
      workers.add(new Worker());
    }
  }

  /** Takes all runs through the same step before the next; in turns, or all at once. */
  static List<Rehearsal> rehearse(
      Supplier<NeuronSelectionStrategy> instances, List<Trial> trials, boolean atOnce) {
    SideBySide together = new SideBySide(instances, trials, atOnce);
    try {
      together.step(-1);
      for (int epoch = 0; epoch < trials.get(0).epochs(); epoch++) {
        together.step(epoch);
      }
      return together.rehearsals;
    } finally {
      together.workers.forEach(Worker::close);
    }
  }

  private void step(int epoch) {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < rehearsals.size(); i++) {
      Rehearsal rehearsal = rehearsals.get(i);
      Runnable call = epoch < 0 ? rehearsal::start : () -> rehearsal.select(epoch);
      Future<?> submitted = workers.get(i).submit(call);
      running.add(submitted);
      if (!atOnce) {
        Worker.await(submitted);
      }
    }
    running.forEach(Worker::await);
  }
}
