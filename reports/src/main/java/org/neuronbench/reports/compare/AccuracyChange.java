package org.neuronbench.reports.compare;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.neuronbench.reports.statistics.Interval;

/**
 * How the final test top-1 changed, over the common seeds.
 *
 * @param seeds common seeds that ended well on both sides, at least 1
 * @param baseline mean, in percent
 * @param current mean, in percent
 * @param change current minus baseline, in percentage points
 * @param interval of the change, in percentage points; empty for one seed
 * @param adjustedP two-sided p of no change, corrected for the number of entries tested (Holm);
 *     empty for one seed and if nothing changed at all
 * @param seedsNeeded seeds that would find a change as large as the margin; empty if unknown
 */
public record AccuracyChange(
    int seeds,
    double baseline,
    double current,
    double change,
    Optional<Interval> interval,
    OptionalDouble adjustedP,
    OptionalInt seedsNeeded) {}
