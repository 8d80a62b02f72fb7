/**
 * Turns result folders into tables and pages: aggregation ({@link
 * org.neuronbench.reports.leaderboard.Leaderboard}) on one side, renderers (CSV, HTML, text) on the
 * other.
 */
@NullMarked
package org.neuronbench.reports;

import org.jspecify.annotations.NullMarked;
