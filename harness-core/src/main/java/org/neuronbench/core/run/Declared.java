package org.neuronbench.core.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.strategies.GuardedMethod;
import org.neuronbench.core.strategies.MethodRule;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.spi.method.AverageRule;
import org.neuronbench.spi.method.PaceRule;
import org.neuronbench.spi.method.TargetRule;
import org.neuronbench.spi.method.ViewRule;
import org.neuronbench.spi.method.ViewRule.Composition;

/** What methods say once, after they were started, and what of it makes sense. */
final class Declared {

  private Declared() {}

  /** Asks what batches are made of; {@code null} if nobody says. */
  static @Nullable Composition composition(List<GuardedMethod> methods) throws StrategyFailure {
    GuardedMethod owner = Asking.with(methods, MethodRule.VIEWS);
    return owner == null
        ? null
        : owner.ask("composing batches", ViewRule.class, ViewRule::composition);
  }

  /** Asks how many steps are made. */
  static Pace pace(List<GuardedMethod> methods) throws StrategyFailure {
    GuardedMethod owner = Asking.with(methods, MethodRule.PACE);
    if (owner == null) {
      return Pace.FULL;
    }
    Pace pace = owner.ask("setting its pace", PaceRule.class, p -> new Pace(p.share(), p.afresh()));
    if (!(pace.share() > 0 && pace.share() <= 1)) {
      throw owner.wrong("makes a share of " + pace.share() + " of the steps, not one in (0, 1]");
    }
    return pace;
  }

  /** Asks for outputs beside those of classes. */
  static int extraOutputs(List<GuardedMethod> methods) throws StrategyFailure {
    GuardedMethod owner = Asking.with(methods, MethodRule.TARGETS);
    int extra =
        owner == null
            ? 0
            : owner.ask("counting its outputs", TargetRule.class, TargetRule::extraOutputs);
    if (owner != null && (extra < 0 || extra > 1000)) {
      throw owner.wrong("asks for " + extra + " extra outputs, not 0 to 1000");
    }
    return extra;
  }

  /** Asks for the share of a step in the average; 0 if nobody averages. */
  static double averageShare(List<GuardedMethod> methods) throws StrategyFailure {
    GuardedMethod owner = Asking.with(methods, MethodRule.AVERAGE);
    if (owner == null) {
      return 0;
    }
    double share = owner.ask("averaging", AverageRule.class, AverageRule::share);
    if (!(share > 0 && share <= 1)) {
      throw owner.wrong("averages with a share of " + share + ", not one in (0, 1]");
    }
    return share;
  }
}
