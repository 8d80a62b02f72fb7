package org.neuronbench.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Parameters;

/** Checks of what a strategy says of itself. */
final class DeclarationChecks {

  private static final String ID_FORM = "[a-z0-9]+(-[a-z0-9]+)*";
  private static final int LONGEST_ID = 60;
  private static final int MANY = 10_000;
  private static final int EPOCHS = 3;

  /** What the help of a parameter says that lets a strategy select too much. */
  private static final String EXCEEDS = "exceed the budget";

  private static final String RESERVED = "neuronbench(-.*)?";

  private static final Map<String, Function<NeuronSelectionStrategy, Object>> DECLARATIONS =
      Map.of(
          "id()", NeuronSelectionStrategy::id,
          "description()", NeuronSelectionStrategy::description,
          "usesBudget()", NeuronSelectionStrategy::usesBudget,
          "signals()", NeuronSelectionStrategy::signals,
          "parameters()", s -> s.parameters().stream().map(ParameterSpec::toString).toList());

  private DeclarationChecks() {}

  static String identity(Subject subject) {
    DECLARATIONS.forEach((name, declaration) -> stable(subject, name, declaration));
    String id = subject.fresh().id();
    if (!id.matches(ID_FORM) || id.length() > LONGEST_ID) {
      throw Unfit.failed(
          "id()",
          Words.of(
              "'%s', which is not lower-case words joined by hyphens, up to %d characters",
              id, LONGEST_ID));
    }
    if (id.matches(RESERVED)) {
      throw Unfit.failed("id()", Words.of("'%s', which is reserved for the project", id));
    }
    return "id(), description(), usesBudget(), signals(), parameters(), of two instances, twice";
  }

  private static void stable(
      Subject subject, String name, Function<NeuronSelectionStrategy, Object> declaration) {
    NeuronSelectionStrategy one = subject.fresh();
    Object first = ask(name, declaration, one);
    Object again = ask(name, declaration, one);
    Object other = ask(name, declaration, subject.fresh());
    if (!first.equals(again) || !first.equals(other)) {
      throw Unfit.failed(
          name + " of one instance twice, and of another",
          Words.of("'%s', '%s' and '%s'", first, again, other));
    }
  }

  /** These are asked before start(), for listings. */
  @SuppressWarnings("IllegalCatch")
  private static Object ask(
      String name,
      Function<NeuronSelectionStrategy, Object> declaration,
      NeuronSelectionStrategy strategy) {
    try {
      return Objects.requireNonNull(declaration.apply(strategy), name + " returned null");
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Exception | Error e) {
      throw Unfit.failed(name + " before start()", Trouble.thrown("it", e).what());
    }
  }

  static String parameters(Subject subject) {
    List<ParameterSpec> specs = subject.fresh().parameters();
    Set<String> names = new HashSet<>();
    for (ParameterSpec spec : specs) {
      if (!names.add(spec.name())) {
        throw Unfit.failed("parameters()", Words.of("'%s' twice", spec.name()));
      }
      if (spec.help().isBlank()) {
        throw Unfit.failed(Words.of("the help of parameter '%s'", spec.name()), "nothing");
      }
    }
    Trial trial = subject.ordinary(Check.PARAMETERS);
    return Words.of("%s; %s", specs.isEmpty() ? "none declared" : names, trial);
  }

  static String unit(Subject subject) {
    subject.ordinary(Check.UNIT);
    List<Map<String, ?>> all = new ArrayList<>(List.of(subject.parameters()));
    subject.fresh().parameters().forEach(spec -> all.addAll(subject.variations(spec)));
    for (Map<String, ?> parameters : all) {
      stable(subject, "unit()", s -> s.unit(Parameters.of(s.parameters(), parameters)));
    }
    return "unit() before start(), of two instances, twice, with each parameter's values";
  }

  static String ranges(Subject subject) {
    List<ParameterSpec> specs = subject.fresh().parameters();
    if (specs.isEmpty()) {
      throw Unfit.notJudged("the strategy declares no parameters");
    }
    Trial ordinary = subject.ordinary(Check.PARAMETER_RANGES);
    List<Trial> trials = trials(subject, ordinary);
    for (ParameterSpec spec : specs) {
      subject.variations(spec).forEach(parameters -> accepts(subject, trials, spec, parameters));
    }
    return "the ends, middle and default, or the choices, of "
        + specs.stream().map(ParameterSpec::name).toList();
  }

  /** A value may be refused for a network or a budget, but not for all of them. */
  private static void accepts(
      Subject subject, List<Trial> trials, ParameterSpec spec, Map<String, Object> parameters) {
    Optional<String> refusal = Optional.empty();
    boolean accepted = false;
    for (Trial trial : trials) {
      Rehearsal rehearsal = subject.rehearse(trial.withParameters(parameters));
      requireSound(subject, spec, trial, rehearsal);
      accepted |= rehearsal.completed();
      refusal = rehearsal.refusal().or(() -> Optional.of(""));
    }
    if (!accepted) {
      throw Unfit.failed(
          spec.name()
              + ": "
              + parameters.get(spec.name())
              + Words.of(", which is declared as allowed (%s)", spec.allowed()),
          "a refusal on every network, the last: " + refusal.orElse(""));
    }
  }

  /** Every network, and twenty epochs on those that are soon done with. */
  private static List<Trial> trials(Subject subject, Trial run) {
    List<Trial> trials = new ArrayList<>();
    for (Supplier<Network> source : subject.allNetworks()) {
      Network network = source.get();
      Trial ordinary = run.on(network);
      trials.add(network.neurons() > MANY ? ordinary.withEpochs(EPOCHS) : ordinary);
      trials.add(ordinary.withEpochs(1).withBudget(run.budget().model().total(network)));
    }
    return trials;
  }

  /** What goes wrong without the value too is another check's matter. */
  private static void requireSound(
      Subject subject, ParameterSpec spec, Trial without, Rehearsal rehearsal) {
    boolean within =
        !subject.fresh().usesBudget()
            || spec.help().contains(EXCEEDS)
            || rehearsal.overBudget().isEmpty();
    if (rehearsal.trouble().isEmpty() && within) {
      return;
    }
    Rehearsal usual = subject.rehearse(without);
    if (usual.trouble().isPresent() || usual.overBudget().isPresent()) {
      throw Unfit.notJudged(
          Words.of("it goes wrong without '%s' too, see networks and budget", spec.name()));
    }
    rehearsal.requireNoTrouble(Check.PARAMETER_RANGES);
    throw Unfit.failed(
        rehearsal.trial().toString(),
        "a selection over the budget; keep to it, or say in the parameter's help that the value may "
            + EXCEEDS);
  }
}
