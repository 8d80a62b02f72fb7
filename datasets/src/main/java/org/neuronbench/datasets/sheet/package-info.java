/** Pictures for people who look at data: contact sheets and augmented samples. */
@NullMarked
package org.neuronbench.datasets.sheet;

import org.jspecify.annotations.NullMarked;
