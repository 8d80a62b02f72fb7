package org.neuronbench.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.FillRule;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Ranking;
import org.neuronbench.spi.Reselection;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

/** Strategies with one defect each; what is not a defect is done right. */
final class Faulty {

  private Faulty() {}

  /** Random neurons within the budget: a sound strategy to spoil. */
  abstract static class Base implements NeuronSelectionStrategy {
    Run run;

    @Override
    public String id() {
      return "faulty";
    }

    @Override
    public void start(Run run) {
      this.run = run;
    }

    @Override
    public Selection select(Epoch epoch) {
      return Ranking.random(run.network(), run.random()).fill(run.budget(), FillRule.STOP);
    }
  }

  static final class BadId extends Base {
    @Override
    public String id() {
      return "My Idea";
    }
  }

  static final class ReservedId extends Base {
    @Override
    public String id() {
      return "neuronbench-best";
    }
  }

  static final class UnstableId extends Base {
    private int asked;

    @Override
    public String id() {
      return "idea-" + asked++;
    }
  }

  static final class FailingConstructor extends Base {
    FailingConstructor() {
      throw new IllegalStateException("no configuration found");
    }
  }

  static final class NullSelection extends Base {
    @Override
    public Selection select(Epoch epoch) {
      return epoch.index() == 2 ? null : super.select(epoch);
    }
  }

  static final class Throwing extends Base {
    @Override
    public Selection select(Epoch epoch) {
      return Selection.of(run.network(), -1);
    }
  }

  static final class UndeclaredParameter extends Base {
    @Override
    public void start(Run run) {
      super.start(run);
      run.parameters().number("temperature");
    }
  }

  static final class ParameterWithoutHelp extends Base {
    @Override
    public List<ParameterSpec> parameters() {
      return List.of(ParameterSpec.number("temperature", 1, 0, 2, " "));
    }
  }

  static final class RefusedBoundary extends Base {
    @Override
    public List<ParameterSpec> parameters() {
      return List.of(ParameterSpec.number("temperature", 1, 0, 2, "how random to be"));
    }

    @Override
    public void start(Run run) {
      super.start(run);
      if (run.parameters().number("temperature") == 0) {
        throw new IllegalArgumentException("temperature must not be 0");
      }
    }
  }

  static final class UndeclaredSignal extends Base {
    @Override
    public Selection select(Epoch epoch) {
      return epoch.observations().has(Signal.WEIGHT_CHANGE)
          ? Selection.none(run.network())
          : super.select(epoch);
    }
  }

  static final class UndeclaredSignalUntested extends Base {
    @Override
    public Selection select(Epoch epoch) {
      return epoch.index() == 0 || epoch.observations().values(Signal.WEIGHT_NORM).length > 0
          ? super.select(epoch)
          : Selection.none(run.network());
    }
  }

  static final class ImpatientInEpoch0 extends Base {
    @Override
    public Set<Signal> signals() {
      return Set.of(Signal.OUTPUT_SIMILARITY);
    }

    @Override
    public Selection select(Epoch epoch) {
      double[] phi = epoch.observations().values(Signal.OUTPUT_SIMILARITY);
      return Ranking.byScore(run.network(), phi).fill(run.budget(), FillRule.STOP);
    }
  }

  static final class AfraidOfNaN extends Base {
    @Override
    public Set<Signal> signals() {
      return Set.of(Signal.WEIGHT_NORM);
    }

    @Override
    public Selection select(Epoch epoch) {
      return epoch.observations().has(Signal.WEIGHT_NORM)
          ? Ranking.byScore(run.network(), epoch.observations().values(Signal.WEIGHT_NORM))
              .fill(run.budget(), FillRule.STOP)
          : super.select(epoch);
    }
  }

  static final class NeedsTwoNeurons extends Base {
    @Override
    public Selection select(Epoch epoch) {
      run.network().cost(1);
      return super.select(epoch);
    }
  }

  static final class OneTooMany extends Base {
    @Override
    public Selection select(Epoch epoch) {
      Budget more = new Budget(Math.max(run.budget().parameters(), run.network().cost(0)));
      return Ranking.random(run.network(), run.random()).fill(more, FillRule.SKIP);
    }
  }

  static final class OwnDice extends Base {
    private final Random dice = new Random();

    @Override
    public Selection select(Epoch epoch) {
      Selection selection = super.select(epoch);
      return dice.nextBoolean() ? selection : Selection.none(run.network());
    }
  }

  static final class HashOrder extends Base {
    @Override
    public Selection select(Epoch epoch) {
      Map<ConvolutionLayer, Integer> layers = new IdentityHashMap<>();
      run.network().layers().forEach(layer -> layers.put(layer, layer.firstNeuron()));
      int[] order = layers.values().stream().mapToInt(Integer::intValue).toArray();
      Budget few = new Budget(Math.min(run.budget().parameters(), 1000));
      return Ranking.of(run.network(), order).fill(few, FillRule.STOP);
    }
  }

  static final class StaticCounter extends Base {
    private static int selections;

    @Override
    public Selection select(Epoch epoch) {
      return selections++ % 3 == 0 ? Selection.none(run.network()) : super.select(epoch);
    }
  }

  static final class StaticCache extends Base {
    private static Optional<Integer> first = Optional.empty();

    @Override
    public Selection select(Epoch epoch) {
      if (first.isEmpty()) {
        first = Optional.of(run.random().nextInt(run.network().neurons()));
      }
      int start = first.get() % run.network().neurons();
      return Ranking.of(run.network(), start).fill(run.budget(), FillRule.STOP);
    }
  }

  static final class ThreadBound extends Base {
    private final ThreadLocal<Boolean> started = ThreadLocal.withInitial(() -> false);

    @Override
    public void start(Run run) {
      super.start(run);
      started.set(true);
    }

    @Override
    public Selection select(Epoch epoch) {
      return started.get() ? super.select(epoch) : Selection.none(run.network());
    }
  }

  static final class SharedScratch extends Base {
    private static final List<Integer> SCRATCH = new ArrayList<>();

    @Override
    public void start(Run run) {
      super.start(run);
      synchronized (SCRATCH) {
        SCRATCH.clear();
        for (int neuron : run.random().permutation(run.network().neurons())) {
          SCRATCH.add(neuron);
        }
      }
    }

    @Override
    public Selection select(Epoch epoch) {
      synchronized (SCRATCH) {
        int[] order = SCRATCH.stream().mapToInt(Integer::intValue).toArray();
        return Ranking.of(run.network(), order).fill(run.budget(), FillRule.STOP);
      }
    }
  }

  static final class KeepsEpochs extends Base {
    private final List<Epoch> past = new ArrayList<>();

    @Override
    public Selection select(Epoch epoch) {
      past.add(epoch);
      return past.get(0).index() == 0 ? super.select(epoch) : Selection.none(run.network());
    }
  }

  static final class SortsTheNetwork extends Base {
    @Override
    public Selection select(Epoch epoch) {
      run.network().layers().sort(Comparator.comparing(ConvolutionLayer::macs));
      return super.select(epoch);
    }
  }

  /** Has no constructor without parameters, so that it shares its clock with the suite. */
  static final class Slow extends Base {
    private final ManualClock clock;

    Slow(ManualClock clock) {
      this.clock = clock;
    }

    @Override
    public Selection select(Epoch epoch) {
      clock.advance(run.network().neurons() > 20_000 ? 1_001 : 1);
      return super.select(epoch);
    }
  }

  /** Hangs on some networks, for a minute by the suite's clock and in truth until interrupted. */
  static final class Hanging extends Base {
    private final ManualClock clock;
    private final Predicate<Network> where;

    Hanging(ManualClock clock, Predicate<Network> where) {
      this.clock = clock;
      this.where = where;
    }

    @Override
    public Selection select(Epoch epoch) {
      if (where.test(run.network())) {
        clock.advance(60_000);
        hang();
      }
      return super.select(epoch);
    }

    private static void hang() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static final class NullInEpoch7 extends Base {
    @Override
    public Selection select(Epoch epoch) {
      return epoch.index() == 7 ? null : super.select(epoch);
    }
  }

  static final class GreedyInEpoch10 extends Base {
    @Override
    public Selection select(Epoch epoch) {
      return epoch.index() == 10 ? Selection.all(run.network()) : super.select(epoch);
    }
  }

  static final class SaltedOrder extends Base {
    private static final int LAYERS = 40;

    @Override
    public Selection select(Epoch epoch) {
      Set<Integer> some = Set.of(IntStream.range(0, LAYERS).boxed().toArray(Integer[]::new));
      int neurons = run.network().neurons();
      int[] order = some.stream().mapToInt(i -> i % neurons).distinct().toArray();
      Budget few = new Budget(Math.min(run.budget().parameters(), 500));
      return Ranking.of(run.network(), order).fill(few, FillRule.STOP);
    }
  }

  /** Identity hashes of objects that outlive a run: the same all through one start of Java. */
  static final class IdentityOrder extends Base {
    @Override
    public Selection select(Epoch epoch) {
      Set<Class<?>> types = new HashSet<>();
      types.addAll(List.of(String.class, Integer.class, Long.class, Double.class, Object.class));
      types.addAll(List.of(Byte.class, Short.class, Float.class, Character.class, Math.class));
      types.addAll(List.of(List.class, Set.class, Map.class, Thread.class, Throwable.class));
      int[] order =
          types.stream()
              .mapToInt(type -> Math.floorMod(type.getName().hashCode(), run.network().neurons()))
              .distinct()
              .toArray();
      Budget few = new Budget(Math.min(run.budget().parameters(), 500));
      return Ranking.of(run.network(), order).fill(few, FillRule.STOP);
    }
  }

  static final class FixedDice extends Base {
    private final Random dice = new Random(42);

    @Override
    public Selection select(Epoch epoch) {
      int first = dice.nextInt(run.network().neurons());
      return Ranking.of(run.network(), first).fill(run.budget(), FillRule.STOP);
    }
  }

  static final class StreamOfItsOwn extends Base {
    private final RandomStream stream = new RandomStream(7);

    @Override
    public Selection select(Epoch epoch) {
      return Ranking.random(run.network(), stream).fill(run.budget(), FillRule.STOP);
    }
  }

  static final class MachinesCase extends Base {
    @Override
    @SuppressWarnings("StringCaseLocaleUsage")
    public Selection select(Epoch epoch) {
      return "WEIGHTS".toLowerCase().equals("weights")
          ? super.select(epoch)
          : Selection.none(run.network());
    }
  }

  static final class MachinesNumbers extends Base {
    @Override
    public List<ParameterSpec> parameters() {
      return List.of(
          ParameterSpec.choice("share", List.of(String.format("%.1f", 0.5), "1"), "of what"));
    }
  }

  static final class AfraidOfTheMiddle extends Base {
    @Override
    public List<ParameterSpec> parameters() {
      return List.of(ParameterSpec.number("temperature", 0.5, 0, 2, "how random to be"));
    }

    @Override
    public Selection select(Epoch epoch) {
      if (run.parameters().number("temperature") == 1) {
        throw new ArithmeticException("no logarithm of 0");
      }
      return super.select(epoch);
    }
  }

  static class GreedyByChoice extends Base {
    @Override
    public List<ParameterSpec> parameters() {
      return List.of(ParameterSpec.choice("greedy", List.of("no", "yes"), "take everything"));
    }

    @Override
    public Selection select(Epoch epoch) {
      return run.parameters().text("greedy").equals("yes")
          ? Selection.all(run.network())
          : super.select(epoch);
    }
  }

  static final class MoreThanThereAre extends Base {
    @Override
    public List<ParameterSpec> parameters() {
      return List.of(ParameterSpec.integer("first", 1, 1, 1000, "how many neurons to try"));
    }

    @Override
    public Selection select(Epoch epoch) {
      int first = run.parameters().integer("first");
      run.network().cost(first - 1);
      return super.select(epoch);
    }
  }

  static final class UnstableUnit extends Base {
    private int asked;

    @Override
    public Unit unit(Parameters parameters) {
      return Unit.values()[asked++ % 2];
    }
  }

  /** Tells one instance from the next, as a counter of cells would. */
  static final class UnitOfTheInstance extends Base {
    private static int made;

    private final int number = made++;

    @Override
    public Unit unit(Parameters parameters) {
      return Unit.values()[number % 2];
    }
  }

  static final class NullUnit extends Base {
    @Override
    public Unit unit(Parameters parameters) {
      return null;
    }
  }

  static final class UnitOfNoParameter extends Base {
    @Override
    public Unit unit(Parameters parameters) {
      return Unit.from(parameters);
    }
  }

  static final class UnstableReselection extends Base {
    private int asked;

    @Override
    public Reselection reselection() {
      return Reselection.everySteps(1 + asked++);
    }
  }

  static final class FailingReselection extends Base {
    @Override
    public Reselection reselection() {
      return Reselection.everySteps(0);
    }
  }

  static final class AfraidWithinEpochs extends Base {
    @Override
    public Reselection reselection() {
      return Reselection.everySteps(2);
    }

    @Override
    public Selection select(Epoch epoch) {
      return epoch.progress().step() == 0 ? super.select(epoch) : null;
    }
  }

  static final class AfraidOfTheUntrained extends Base {
    @Override
    public Set<Signal> signals() {
      return Set.of(Signal.TRAINING_GRADIENT_NORM);
    }

    @Override
    public Selection select(Epoch epoch) {
      return epoch.index() == 0
          ? super.select(epoch)
          : Ranking.byScore(
                  run.network(), epoch.observations().values(Signal.TRAINING_GRADIENT_NORM))
              .fill(run.budget(), FillRule.STOP);
    }
  }

  static final class BytesForParameters extends Base {
    @Override
    public Selection select(Epoch epoch) {
      Budget mistaken = new Budget(run.budget().limit());
      return Ranking.random(run.network(), run.random()).fill(mistaken, FillRule.STOP);
    }
  }

  static final class AtALossForMemory extends Base {
    @Override
    public Selection select(Epoch epoch) {
      if (run.budget().model().kind().memory()) {
        throw new IllegalStateException("no idea");
      }
      return super.select(epoch);
    }
  }
}
