/** Leaderboards on the terminal: columns that fit, styles, escaped names. */
@NullMarked
package org.neuronbench.reports.text;

import org.jspecify.annotations.NullMarked;
