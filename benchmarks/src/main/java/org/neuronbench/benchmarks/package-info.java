/** What measures Neuronbench itself: speed against peers, and how often a comparison is right. */
@NullMarked
package org.neuronbench.benchmarks;

import org.jspecify.annotations.NullMarked;
