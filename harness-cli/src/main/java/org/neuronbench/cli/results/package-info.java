/** Commands on stored results: leaderboards, comparisons, baselines. */
@NullMarked
package org.neuronbench.cli.results;

import org.jspecify.annotations.NullMarked;
