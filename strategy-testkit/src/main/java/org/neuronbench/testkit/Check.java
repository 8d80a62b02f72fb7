package org.neuronbench.testkit;

/** One thing that every strategy must keep to. */
public enum Check implements Requirement {

  /** The strategy can be created, and says who it is the same way every time. */
  IDENTITY(
      "identity",
      "has a valid id and describes itself the same way every time",
      "Listings, experiment files and results name a strategy by its id and show what it declares."),

  /** Every epoch of an ordinary run gets a selection over the network of the run. */
  ANSWERS(
      "answers",
      "selects in every epoch of an ordinary run",
      "A strategy that throws, or returns no selection of its run's network, ends its cell with"
          + " strategy-error."),

  /** Only declared parameters are asked for; their defaults and help exist. */
  PARAMETERS(
      "parameters",
      "asks for declared parameters only",
      "An experiment file can set only what is declared; asking for more ends every cell with"
          + " strategy-error."),

  /** What each parameter allows can be run, on every network, within the budget. */
  PARAMETER_RANGES(
      "parameter-ranges",
      "runs with least, middle, greatest and default of each parameter, and with each choice",
      "Help and error messages promise the user that these values work."),

  /** What is chosen, output or input channels, depends on the parameters alone. */
  UNIT(
      "unit",
      "says what it chooses, output or input channels, the same way every time",
      "The harness asks one instance before it shows another the network in that unit."),

  /** How often a selection is asked for is settled once the run has started. */
  RESELECTION(
      "reselection",
      "says how often to ask it the same way every time",
      "The harness asks once after start() and goes by that to the end of the run."),

  /** Only declared signals make a difference. */
  SIGNALS(
      "signals",
      "uses declared signals only",
      "The harness measures what is declared and nothing else, and charges the strategy for it."),

  /** Epoch 0 needs no observation that is not there yet: those that compare two epochs. */
  FIRST_EPOCH(
      "first-epoch",
      "selects in epoch 0 without signals that compare two epochs",
      "Before training there is nothing to compare with: signals that look back, such as"
          + " output-similarity, first exist after epoch 0."),

  /** Zeros, NaN and infinities among the observations do no harm. */
  ODD_OBSERVATIONS(
      "odd-observations",
      "selects when observations are zero, all equal, infinite or NaN",
      "Dead neurons, ties and a loss about to diverge occur in real runs."),

  /** One-neuron layers, depthwise layers, biases, real shapes, any budget. */
  NETWORKS(
      "networks",
      "copes with every network and budget",
      "A leaderboard runs every strategy on every network and budget it lists."),

  /** No selection costs more than the budget, of parameters, memory or MACs. */
  BUDGET(
      "budget",
      "never selects more than the budget",
      "The harness trims nothing: a selection over the budget ends its cell with"
          + " budget-violation."),

  /** The same seed gives the same selections. */
  SAME_SEED(
      "same-seed",
      "selects the same for the same seed",
      "A result that cannot be repeated is none. Draw from Run.random() only; no clock, no other"
          + " generator."),

  /** What is random is drawn from the run's stream. */
  OTHER_SEEDS(
      "other-seeds",
      "draws from the run's random stream and no other",
      "Seeds are how the spread of a strategy is measured: with a generator of its own every seed"
          + " is the same run."),

  /** Equal inputs in other objects, or another start of Java, give the same selections. */
  ITERATION_ORDER(
      "iteration-order",
      "does not depend on the iteration order of hash tables",
      "That order differs from one start of Java to the next, and with it the results."),

  /** The language of the machine makes no difference. */
  LOCALE(
      "locale",
      "does not depend on the default locale",
      "Java writes and reads numbers, and changes case, as the machine's language has it, unless it"
          + " is told otherwise."),

  /** One run leaves nothing behind for the next. */
  STATE(
      "state",
      "keeps nothing from one run to the next",
      "The order of the cells would change their results. Keep state in instance fields, none in"
          + " static ones."),

  /** A run may move from thread to thread. */
  THREADS(
      "threads",
      "does not depend on the thread that calls it",
      "The harness may start a strategy on one thread and ask it to select on another."),

  /** Runs side by side do not disturb each other. */
  CONCURRENCY(
      "concurrency",
      "can run several times side by side",
      "Cells may run at the same time in one process; nothing static may be written to."),

  /** What the strategy is given stays the harness's. */
  INPUTS(
      "inputs",
      "neither changes nor keeps what it is shown",
      "Networks and lists are shared by all strategies and cannot be changed; an Epoch is valid"
          + " during one call of select."),

  /** A selection on a large network takes little time. */
  SPEED(
      "speed",
      "selects quickly on a large network",
      "The time is charged to the strategy in the results, and the harness gives up on a selection"
          + " that takes too long.");

  private final String id;
  private final String title;
  private final String reason;

  Check(String id, String title, String reason) {
    this.id = id;
    this.title = title;
    this.reason = reason;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String reason() {
    return reason;
  }
}
