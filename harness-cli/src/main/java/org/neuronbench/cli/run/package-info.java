/** Commands that plan, run and repeat cells. */
@NullMarked
package org.neuronbench.cli.run;

import org.jspecify.annotations.NullMarked;
