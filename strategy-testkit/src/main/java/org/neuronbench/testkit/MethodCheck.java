package org.neuronbench.testkit;

/** One thing that every method must keep to. */
public enum MethodCheck implements Requirement {

  /** The method can be created, has a rule, and says who it is the same way every time. */
  IDENTITY(
      "identity",
      "has a valid id and a rule, and describes itself the same way every time",
      "Listings, experiment files and results name a method by its id; without a rule it does"
          + " nothing."),

  /** An ordinary run gets an answer to every question. */
  ANSWERS(
      "answers",
      "answers every question of an ordinary run",
      "A method that throws, or answers what makes no sense, ends its cell with method-error."),

  /** What each parameter allows can be run. */
  PARAMETER_RANGES(
      "parameter-ranges",
      "runs with least, middle, greatest and default of each parameter, and with each choice",
      "Help and error messages promise the user that these values work."),

  /** Nothing but the streams given makes a difference. */
  REPETITION(
      "repetition",
      "answers the same when the same run is made again, on another thread too",
      "Results are found again by seed: a method draws from its step's stream and no other."),

  /** A run that was stopped goes on as if it had not been. */
  STATE(
      "state",
      "goes on from its state, in a new instance, as if it had not been stopped",
      "Cells are killed and taken up; what state() leaves out is lost then."),

  /** The default locale makes no difference. */
  LOCALE(
      "locale",
      "does not depend on the default locale",
      "Results must be the same on every machine."),

  /** What is shown stays as it was. */
  INPUTS(
      "inputs",
      "does not change what it is shown",
      "Arrays are shown, not copied: what a method changes there, others train on.");

  private final String id;
  private final String title;
  private final String reason;

  MethodCheck(String id, String title, String reason) {
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
