/** Images as the harness sees them: decoded, resized, in two splits; and batches of them. */
@NullMarked
package org.neuronbench.core.data;

import org.jspecify.annotations.NullMarked;
