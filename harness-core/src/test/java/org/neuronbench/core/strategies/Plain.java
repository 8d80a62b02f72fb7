package org.neuronbench.core.strategies;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.FillRule;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Ranking;
import org.neuronbench.spi.Reselection;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

/** Well-behaved strategies for tests. */
public final class Plain {

  private Plain() {}

  /** Draws neurons at random within the budget. */
  public static class Drawn implements NeuronSelectionStrategy {
    private Run run;

    @Override
    public String id() {
      return "drawn";
    }

    @Override
    public List<ParameterSpec> parameters() {
      return List.of(ParameterSpec.number("mu", 0.5, 0, 1, "nothing"));
    }

    @Override
    public void start(Run run) {
      this.run = run;
    }

    @Override
    public Selection select(Epoch epoch) {
      return Ranking.random(run.network(), run.random()).fill(run.budget(), FillRule.SKIP);
    }
  }

  /** Asks for signals, and selects the neuron of the epoch's number if it got the right ones. */
  public static class Watching implements NeuronSelectionStrategy {
    private Run run;

    @Override
    public String id() {
      return "watching";
    }

    @Override
    public Set<Signal> signals() {
      return Set.of(Signal.OUTPUT_SIMILARITY, Signal.WEIGHT_NORM);
    }

    @Override
    public int observationImages() {
      return 2;
    }

    @Override
    public void start(Run run) {
      this.run = run;
    }

    @Override
    public Selection select(Epoch epoch) {
      boolean right =
          epoch.observations().has(Signal.WEIGHT_NORM)
              && epoch.observations().has(Signal.OUTPUT_SIMILARITY) == (epoch.index() > 0);
      return right ? Selection.of(run.network(), epoch.index()) : Selection.none(run.network());
    }
  }

  /** Selects everything and uses no budget. */
  public static class Everything extends Drawn {
    private Run run;

    @Override
    public String id() {
      return "everything";
    }

    @Override
    public boolean usesBudget() {
      return false;
    }

    @Override
    public void start(Run run) {
      this.run = run;
    }

    @Override
    public Selection select(Epoch epoch) {
      return Selection.all(run.network());
    }
  }

  /**
   * Is asked as often as its parameter says. Selects the neuron of the number of the question, from
   * 0, and neuron 15 with it when that is odd.
   */
  public static class Often implements NeuronSelectionStrategy {
    /** What was shown, to all instances. */
    public static final List<Epoch> SHOWN = new CopyOnWriteArrayList<>();

    private Run run;
    private int asked;

    @Override
    public String id() {
      return "often";
    }

    @Override
    public List<ParameterSpec> parameters() {
      return List.of(ParameterSpec.text("every", "2 steps", ""));
    }

    @Override
    public Set<Signal> signals() {
      return Set.of(Signal.WEIGHT_NORM, Signal.LAYER_GRADIENT_NORM);
    }

    @Override
    public void start(Run run) {
      this.run = run;
    }

    @Override
    public Reselection reselection() {
      String[] every = run.parameters().text("every").split(" ");
      return new Reselection(Integer.parseInt(every[0]), every[1].equals("steps"));
    }

    @Override
    public Selection select(Epoch epoch) {
      SHOWN.add(epoch);
      int number = asked++;
      return number % 2 == 0
          ? Selection.of(run.network(), number)
          : Selection.of(run.network(), number, 15);
    }
  }

  /** Works with either unit and remembers what it was given. */
  public static class Either extends Drawn {
    /** The runs of all instances. */
    public static final List<Run> RUNS = new CopyOnWriteArrayList<>();

    @Override
    public String id() {
      return "either";
    }

    @Override
    public List<ParameterSpec> parameters() {
      return List.of(Unit.parameter());
    }

    @Override
    public Unit unit(Parameters parameters) {
      return Unit.from(parameters);
    }

    @Override
    public void start(Run run) {
      super.start(run);
      RUNS.add(run);
    }
  }

  /** Asks for what no budget would allow. */
  public static class Knowing extends Drawn {
    @Override
    public String id() {
      return "knowing";
    }

    @Override
    public Set<Signal> signals() {
      return Set.of(Signal.WEIGHT_NORM, Signal.GRADIENT_NORM, Signal.FISHER);
    }
  }

  /** Selects the neurons that a file lists, or none. */
  public static class Reading implements NeuronSelectionStrategy {
    private Run run;

    @Override
    public String id() {
      return "reading";
    }

    @Override
    public List<ParameterSpec> parameters() {
      return List.of(ParameterSpec.file("ranking", ""));
    }

    @Override
    public void start(Run run) {
      this.run = run;
    }

    @Override
    public Selection select(Epoch epoch) {
      String text = run.parameters().text("ranking");
      int[] neurons = text.lines().mapToInt(Integer::parseInt).toArray();
      return Selection.of(run.network(), neurons);
    }
  }
}
