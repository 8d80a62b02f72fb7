/** The leaderboard as one HTML page, with and without its script. */
@NullMarked
package org.neuronbench.reports.page;

import org.jspecify.annotations.NullMarked;
