package org.neuronbench.testkit;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
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

/** Strategies that do everything right. */
final class Sound {

  private Sound() {}

  static final class RandomNeurons extends Faulty.Base {}

  /** Refuses every budget but one of MACs. */
  static final class WithinTimeOnly extends Faulty.Base {
    @Override
    public void start(Run run) {
      if (run.budget().model().kind() != CostModel.Kind.MACS) {
        throw new IllegalArgumentException("a budget of MACs, not " + run.budget());
      }
      super.start(run);
    }
  }

  /** Uses everything the contract offers. */
  static final class GreatestChange implements NeuronSelectionStrategy {
    private Run run;

    @Override
    public String id() {
      return "greatest-change";
    }

    @Override
    public Set<Signal> signals() {
      return Set.of(Signal.WEIGHT_CHANGE, Signal.GRADIENT_NORM);
    }

    @Override
    public List<ParameterSpec> parameters() {
      return List.of(
          FillRule.parameter(),
          ParameterSpec.number("weight", 0.5, 0, 1, "of the gradient"),
          ParameterSpec.integer("every", 2, 1, 100, "epochs between drawings"));
    }

    @Override
    public void start(Run run) {
      this.run = run;
    }

    @Override
    public Selection select(Epoch epoch) {
      FillRule fill = FillRule.from(run.parameters());
      if (epoch.index() % run.parameters().integer("every") == 0) {
        return Ranking.random(run.network(), run.random()).fill(run.budget(), fill);
      }
      double[] scores = new double[run.network().neurons()];
      double weight = run.parameters().number("weight");
      add(scores, epoch, Signal.GRADIENT_NORM, weight);
      add(scores, epoch, Signal.WEIGHT_CHANGE, 1 - weight);
      return Ranking.byScore(run.network(), scores).fill(run.budget(), fill);
    }

    private static void add(double[] scores, Epoch epoch, Signal signal, double weight) {
      if (epoch.observations().has(signal)) {
        double[] values = epoch.observations().values(signal);
        for (int i = 0; i < scores.length; i++) {
          double term = weight * values[i];
          scores[i] += Double.isNaN(term) ? 0 : term;
        }
      }
    }
  }

  static final class Everything extends Faulty.Base {
    @Override
    public boolean usesBudget() {
      return false;
    }

    @Override
    public Selection select(Epoch epoch) {
      return Selection.all(run.network());
    }
  }

  /** Trusts that the norms are there before epoch 0, as they are. */
  static final class NormsFromTheFirst extends Faulty.Base {
    @Override
    public Set<Signal> signals() {
      return Set.of(Signal.WEIGHT_NORM, Signal.GRADIENT_NORM);
    }

    @Override
    public Selection select(Epoch epoch) {
      double[] scores = epoch.observations().values(Signal.WEIGHT_NORM);
      double[] gradients = epoch.observations().values(Signal.GRADIENT_NORM);
      for (int i = 0; i < scores.length; i++) {
        scores[i] = Double.isFinite(scores[i] + gradients[i]) ? scores[i] + gradients[i] : 0;
      }
      return Ranking.byScore(run.network(), scores).fill(run.budget(), FillRule.STOP);
    }
  }

  /** Has a generator of another kind, which the stream seeds. */
  static final class SeededDice extends Faulty.Base {
    @Override
    public Selection select(Epoch epoch) {
      int first = new Random(run.random().nextLong()).nextInt(run.network().neurons());
      return Ranking.of(run.network(), first).fill(run.budget(), FillRule.STOP);
    }
  }

  /** Says of a choice that it goes beyond the budget. */
  static final class GreedyByDeclaration extends Faulty.GreedyByChoice {
    @Override
    public List<ParameterSpec> parameters() {
      return List.of(
          ParameterSpec.choice("greedy", List.of("no", "yes"), "yes may exceed the budget"));
    }
  }

  /** Draws nothing. */
  static final class FirstNeurons extends Faulty.Base {
    @Override
    public Selection select(Epoch epoch) {
      int[] order = IntStream.range(0, run.network().neurons()).toArray();
      return Ranking.of(run.network(), order).fill(run.budget(), FillRule.STOP);
    }
  }

  /** Knows one network and refuses the others, as the contract allows. */
  static final class ResNetOnly extends Faulty.Base {
    @Override
    public void start(Run run) {
      if (!run.network().name().equals("resnet-18")) {
        throw new IllegalArgumentException("there is no scheme for " + run.network().name());
      }
      super.start(run);
    }
  }

  /** Chooses input or output channels, every two steps, by what training tells of them. */
  static final class EitherUnit extends Faulty.Base {
    @Override
    public List<ParameterSpec> parameters() {
      return List.of(Unit.parameter());
    }

    @Override
    public Unit unit(Parameters parameters) {
      return Unit.from(parameters);
    }

    @Override
    public Reselection reselection() {
      return Reselection.everySteps(2);
    }

    @Override
    public Set<Signal> signals() {
      return Set.of(
          Signal.TRAINING_GRADIENT_NORM, Signal.LAYER_GRADIENT_NORM, Signal.OUTPUT_SIMILARITY);
    }

    @Override
    public Selection select(Epoch epoch) {
      if (!epoch.observations().has(Signal.TRAINING_GRADIENT_NORM)) {
        return super.select(epoch);
      }
      double[] scores = epoch.observations().values(Signal.TRAINING_GRADIENT_NORM);
      double[] layers = epoch.observations().values(Signal.LAYER_GRADIENT_NORM);
      for (int i = 0; i < scores.length; i++) {
        double layer = layers[run.network().layerOf(i).index()];
        double score = Double.isNaN(scores[i]) ? layer : scores[i];
        scores[i] = Double.isNaN(score) ? run.random().nextDouble() : score;
      }
      return Ranking.byScore(run.network(), scores).fill(run.budget(), FillRule.SKIP);
    }
  }

  /** Knows of parameters only, as strategies did before there were other budgets. */
  static final class ParametersOnly extends Faulty.Base {
    @Override
    public Selection select(Epoch epoch) {
      Budget budget = new Budget(run.budget().parameters());
      return Ranking.random(run.network(), run.random()).fill(budget, FillRule.STOP);
    }
  }
}
