package org.neuronbench.core.results;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that is measured, declared once in {@link Metrics}: records, tables, pages, figures,
 * comparisons and documentation read it from there.
 *
 * @param key in the epochs of {@code cell.json}, such as {@code trainSeconds}
 * @param column in tables of cells, such as {@code train_seconds}
 * @param title heading for people, with the unit
 * @param unit what it is counted in
 * @param better which direction is better
 * @param aggregate what the epochs make of a cell
 * @param optional whether an engine may not measure it
 * @param cost what a comparison charges for it, if anything
 * @param brief how narrow tables name it; empty to leave it out of them
 * @param help one sentence
 * @param ofEpoch where it comes from; {@code null} if it is not measured, or an epoch's value is
 *     another metric's
 * @param ofCell where it comes from if it is measured once a cell
 */
public record Metric(
    String key,
    String column,
    String title,
    Unit unit,
    Better better,
    Aggregate aggregate,
    boolean optional,
    Optional<Cost> cost,
    Optional<Brief> brief,
    String help,
    Function<EpochFacts, @Nullable Number> ofEpoch,
    Function<CellRecord, OptionalDouble> ofCell) {

  private static final String TIME = "Seconds";

  /** Checks that times can be told by their keys, in records of metrics that are not known. */
  public Metric {
    if (isTime(key) != (unit == Unit.SECONDS)) {
      throw new IllegalArgumentException(key + ": keys of times, and no others, end in " + TIME);
    }
  }

  /** Which of two values is the better one. */
  public enum Better {
    /** The greater. */
    HIGHER,
    /** The smaller. */
    LOWER,
    /** It describes, and is neither good nor bad. */
    NEITHER
  }

  /**
   * What a comparison charges.
   *
   * @param name of the cost; costs of one name are added up
   * @param title of its column
   * @param meaning what is added up, with the unit
   * @param exact whether it is counted and not measured, so that any change is real
   * @param of from the metric's value to the cost
   */
  public record Cost(
      String name, String title, String meaning, boolean exact, DoubleUnaryOperator of) {}

  /**
   * The name in narrow tables.
   *
   * @param top upper line of the heading
   * @param bottom lower line
   * @param meaning a few words for the legend
   * @param need what there is least need of is left out first where there is no room
   */
  public record Brief(String top, String bottom, String meaning, int need) {}

  /** Declares a metric of an epoch that describes only. */
  public static Metric of(
      String key,
      String title,
      Unit unit,
      String help,
      Function<EpochFacts, @Nullable Number> source) {
    return new Metric(
        key,
        snake(key),
        title,
        unit,
        Better.NEITHER,
        Aggregate.NONE,
        false,
        Optional.empty(),
        Optional.empty(),
        help,
        source,
        cell -> OptionalDouble.empty());
  }

  /** Returns this metric with a value for a cell. */
  public Metric cell(Aggregate how, Better which) {
    return new Metric(
        key, column, title, unit, which, how, optional, cost, brief, help, ofEpoch, ofCell);
  }

  /** Returns this metric under another column, with another title. */
  Metric as(String otherColumn, String otherTitle, String otherHelp) {
    return new Metric(
        key,
        otherColumn,
        otherTitle,
        unit,
        better,
        aggregate,
        optional,
        cost,
        brief,
        otherHelp,
        ofEpoch,
        ofCell);
  }

  /** Returns this metric for engines that may not measure it. */
  public Metric ifMeasured() {
    return new Metric(
        key, column, title, unit, better, aggregate, true, cost, brief, help, ofEpoch, ofCell);
  }

  /** Returns this metric as a cost of comparisons. */
  public Metric charged(Cost charge) {
    return new Metric(
        key,
        column,
        title,
        unit,
        better,
        aggregate,
        optional,
        Optional.of(charge),
        brief,
        help,
        ofEpoch,
        ofCell);
  }

  /** Returns this metric with a name for narrow tables, which show it then. */
  public Metric brief(Brief words) {
    return new Metric(
        key,
        column,
        title,
        unit,
        better,
        aggregate,
        optional,
        cost,
        Optional.of(words),
        help,
        ofEpoch,
        ofCell);
  }

  /** Returns this metric as one that is measured once a cell. */
  Metric onceACell(Function<CellRecord, OptionalDouble> source) {
    return new Metric(
        key, column, title, unit, better, Aggregate.CELL, true, cost, brief, help, ofEpoch, source);
  }

  private static String snake(String key) {
    return key.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** Returns the column in tables of epochs. */
  public String epochColumn() {
    return snake(key);
  }

  static boolean isTime(String key) {
    return key.endsWith(TIME);
  }

  /** Tells whether it is a wall time, which differs from run to run. */
  public boolean timed() {
    return isTime(key);
  }

  /** Tells whether a cell has a value of it, not only its epochs. */
  public boolean hasCellValue() {
    return aggregate != Aggregate.NONE;
  }

  /** Returns a cell's value; empty if it was not measured. */
  public OptionalDouble of(CellRecord cell) {
    return aggregate == Aggregate.CELL
        ? ofCell.apply(cell)
        : aggregate.of(
            cell.epochs().stream()
                .flatMapToDouble(epoch -> epoch.value(this).stream())
                .filter(Double::isFinite)
                .toArray());
  }
}
