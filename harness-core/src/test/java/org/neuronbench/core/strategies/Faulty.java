package org.neuronbench.core.strategies;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Reselection;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

/** Strategies that do what they must not, each in its own way. */
public final class Faulty {

  private Faulty() {}

  /** What the others have in common: the id is the class's name. */
  public abstract static class Base implements NeuronSelectionStrategy {
    protected Run run;

    @Override
    public String id() {
      return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Override
    public void start(Run run) {
      this.run = run;
    }

    @Override
    public Selection select(Epoch epoch) {
      return Selection.none(run.network());
    }
  }

  /** Throws in the epoch after the first. */
  public static class Throws extends Base {
    @Override
    public Selection select(Epoch epoch) {
      if (epoch.index() == 1) {
        throw new IllegalStateException("no idea");
      }
      return super.select(epoch);
    }
  }

  /** Throws in the middle of the epoch after the first. */
  public static class ThrowsWithin extends Base {
    @Override
    public Reselection reselection() {
      return Reselection.everySteps(2);
    }

    @Override
    public Selection select(Epoch epoch) {
      if (epoch.index() == 1 && epoch.progress().step() == 2) {
        throw new IllegalStateException("no idea");
      }
      return super.select(epoch);
    }
  }

  /** Selects everything in the middle of the first epoch. */
  public static class TooMuchWithin extends ThrowsWithin {
    @Override
    public Selection select(Epoch epoch) {
      return epoch.progress().step() == 2 ? Selection.all(run.network()) : super.select(epoch);
    }
  }

  /** Throws when it is asked what it chooses. */
  public static class Undecided extends Base {
    @Override
    public Unit unit(Parameters parameters) {
      throw new IllegalStateException("both");
    }
  }

  /** Chooses nothing. */
  public static class NullUnit extends Base {
    @Override
    public Unit unit(Parameters parameters) {
      return null;
    }
  }

  /** Says nothing of when to ask. */
  public static class NullReselection extends Base {
    @Override
    public Reselection reselection() {
      return null;
    }
  }

  /** Returns nothing. */
  public static class ReturnsNull extends Base {
    @Override
    public Selection select(Epoch epoch) {
      return null;
    }
  }

  /** Selects everything. */
  public static class TooMuch extends Base {
    @Override
    public Selection select(Epoch epoch) {
      return Selection.all(run.network());
    }
  }

  /** Selects from an equal network that it made itself. */
  public static class OtherNetwork extends Base {
    @Override
    public Selection select(Epoch epoch) {
      List<ConvolutionLayer> layers = run.network().layers();
      return Selection.none(new Network("own", layers));
    }
  }

  /** Selects a neuron beyond the last. */
  public static class NoSuchNeuron extends Base {
    @Override
    public Selection select(Epoch epoch) {
      return Selection.of(run.network(), run.network().neurons());
    }
  }

  /** Recurses without end. */
  public static class Endless extends Base {
    @Override
    public Selection select(Epoch epoch) {
      return deeper(epoch, 0);
    }

    private Selection deeper(Epoch epoch, int depth) {
      Selection selection = depth < 0 ? super.select(epoch) : deeper(epoch, depth + 1);
      return Selection.of(run.network(), selection.toBitSet());
    }
  }

  /** Calls a method that the SPI does not have. */
  public static class Unlinked extends Base {
    @Override
    public Selection select(Epoch epoch) {
      throw new NoSuchMethodError("org.neuronbench.spi.Epoch.gone()");
    }
  }

  /** Throws an error of no particular kind. */
  public static class Erring extends Base {
    @Override
    public Selection select(Epoch epoch) {
      throw new Error("a plain error");
    }
  }

  /** Fails an assertion of its own. */
  public static class Asserting extends Base {
    @Override
    public Selection select(Epoch epoch) {
      throw new AssertionError("never happens");
    }
  }

  /** Refuses what it was given. */
  public static class Refusing extends Base {
    @Override
    public void start(Run run) {
      throw new IllegalArgumentException("too small a budget; raise it");
    }
  }

  /** Names no set of signals. */
  public static class NullSignals extends Base {
    private boolean started;

    @Override
    public void start(Run run) {
      super.start(run);
      started = true;
    }

    @Override
    public Set<Signal> signals() {
      return started ? null : Set.of();
    }
  }

  /** Asks for more images than there are. */
  public static class Greedy extends Base {
    @Override
    public int observationImages() {
      return 1000;
    }
  }

  /** Has no id. */
  public static class NullId extends Base {
    @Override
    public String id() {
      return null;
    }
  }

  /** Has an id that no experiment file can name. */
  public static class BadId extends Base {
    @Override
    public String id() {
      return "Bad Id";
    }
  }

  /** Takes the id of another. */
  public static class Thief extends Base {
    @Override
    public String id() {
      return "drawn";
    }
  }

  /** Throws while it describes itself. */
  public static class Mute extends Base {
    @Override
    public List<ParameterSpec> parameters() {
      return List.of(ParameterSpec.number("MU", 0, 0, 1, ""));
    }
  }

  /** Errs while it describes itself. */
  public static class MuteError extends Base {
    @Override
    public String description() {
      throw new AssertionError("nothing to say");
    }
  }

  /** Cannot be made. */
  public static class Unmade extends Base {
    public Unmade() {
      throw new IllegalStateException("no licence");
    }
  }

  /** Can be made while strategies are loaded, and not for a cell. */
  public static class MadeOnce extends Base {
    private static int made;

    public MadeOnce() {
      if (made++ > 0) {
        throw new IllegalStateException("one is enough");
      }
    }
  }

  /** Has no constructor without parameters. */
  public static class NoConstructor extends Base {
    public NoConstructor(int unused) {}
  }

  /** Takes an id that nobody may have. */
  public static class Reserved extends Base {
    @Override
    public String id() {
      return "neuronbench-best";
    }
  }

  /** Names no set of signals from the beginning. */
  public static class NoSignals extends Base {
    @Override
    public Set<Signal> signals() {
      return null;
    }
  }

  /** Names no list of parameters. */
  public static class NoParameters extends Base {
    @Override
    public List<ParameterSpec> parameters() {
      return null;
    }
  }

  /** Declares a parameter again. */
  public static class TwiceTheSame extends Base {
    @Override
    public List<ParameterSpec> parameters() {
      ParameterSpec mu = ParameterSpec.number("mu", 0, 0, 1, "");
      return List.of(mu, mu);
    }
  }

  /** Declares a parameter that no experiment file could set. */
  public static class ParameterId extends Base {
    @Override
    public List<ParameterSpec> parameters() {
      return List.of(ParameterSpec.text("id", "", ""));
    }
  }

  /** Has a static initialiser that throws. */
  public static class Uninitialised extends Base {
    private static final Object TABLE = table();

    private static Object table() {
      throw new IllegalStateException("no table");
    }
  }

  /** Is nobody's but the package's. */
  static class Hidden extends Base {}

  /** Never returns from a selection, unless interrupted. */
  public static class Sleeping extends Base {
    @Override
    public Selection select(Epoch epoch) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return super.select(epoch);
    }
  }

  /** Never returns from its start, whatever is asked of it. */
  public static class Stubborn extends Base {
    @Override
    public void start(Run run) {
      while (true) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  /** Never comes to be. */
  public static class Unborn extends Base {
    public Unborn() throws InterruptedException {
      new CountDownLatch(1).await();
    }
  }

  /** Takes all memory. */
  public static class Hungry extends Base {
    @Override
    public Selection select(Epoch epoch) {
      throw new OutOfMemoryError("Java heap space");
    }
  }

  /** Names signals that are none. */
  public static class NoSignalAtAll extends Base {
    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Set<Signal> signals() {
      return (Set) Set.of("weight-norm");
    }
  }

  /** Declares parameters that are none. */
  public static class NoParameterAtAll extends Base {
    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public List<ParameterSpec> parameters() {
      return (List) List.of("mu");
    }
  }

  /** Has an id of millions of characters. */
  public static class LongId extends Base {
    @Override
    public String id() {
      return "a-".repeat(10_000_000);
    }
  }

  /** Has a parameter whose default is half a character. */
  public static class HalfDefault extends Base {
    @Override
    public List<ParameterSpec> parameters() {
      return List.of(ParameterSpec.text("mu", "\uD83D", ""));
    }
  }

  /** Describes itself in colour, and at length. */
  public static class Colourful extends Base {
    @Override
    public String description() {
      return "\u001b[31mred\nand " + "long ".repeat(1_000_000);
    }
  }
}
