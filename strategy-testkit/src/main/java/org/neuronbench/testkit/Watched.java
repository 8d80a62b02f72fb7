package org.neuronbench.testkit;

import java.util.List;
import java.util.Set;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Reselection;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

/** A strategy whose calls are watched. */
record Watched(NeuronSelectionStrategy strategy, Watch watch) implements NeuronSelectionStrategy {

  @Override
  public String id() {
    return watch.during("id()", strategy::id);
  }

  @Override
  public Selection select(Epoch epoch) {
    return watch.during("select() for epoch " + epoch.index(), () -> strategy.select(epoch));
  }

  @Override
  public void start(Run run) {
    watch.during(
        "start() on " + run.network().name(),
        () -> {
          strategy.start(run);
          return true;
        });
  }

  @Override
  public Set<Signal> signals() {
    return watch.during("signals()", strategy::signals);
  }

  @Override
  public Unit unit(Parameters parameters) {
    return watch.during("unit()", () -> strategy.unit(parameters));
  }

  @Override
  public Reselection reselection() {
    return watch.during("reselection()", strategy::reselection);
  }

  @Override
  public int observationImages() {
    return watch.during("observationImages()", strategy::observationImages);
  }

  @Override
  public List<ParameterSpec> parameters() {
    return watch.during("parameters()", strategy::parameters);
  }

  @Override
  public boolean usesBudget() {
    return watch.during("usesBudget()", strategy::usesBudget);
  }

  @Override
  public String description() {
    return watch.during("description()", strategy::description);
  }
}
