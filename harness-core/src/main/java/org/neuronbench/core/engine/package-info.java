/** The ports behind which a network is held and trained; the harness knows no training library. */
@NullMarked
package org.neuronbench.core.engine;

import org.jspecify.annotations.NullMarked;
