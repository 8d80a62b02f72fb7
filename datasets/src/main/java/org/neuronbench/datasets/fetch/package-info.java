/** Fetching published datasets: where they are, safe unpacking, and checking what is on disk. */
@NullMarked
package org.neuronbench.datasets.fetch;

import org.jspecify.annotations.NullMarked;
