/**
 * Statistics of accuracies over seeds and datasets: pure functions and records that know no cell.
 * Each formula has its source in {@code docs/statistics.md}; what too few values cannot tell is
 * empty, never 0.
 */
@NullMarked
package org.neuronbench.reports.statistics;

import org.jspecify.annotations.NullMarked;
