/** Leaderboards and cells as CSV files. */
@NullMarked
package org.neuronbench.reports.csv;

import org.jspecify.annotations.NullMarked;
