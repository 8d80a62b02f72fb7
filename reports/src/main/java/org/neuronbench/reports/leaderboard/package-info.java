/**
 * Strategies ranked within each model, dataset and budget: what tables, pages and comparisons show.
 */
@NullMarked
package org.neuronbench.reports.leaderboard;

import org.jspecify.annotations.NullMarked;
