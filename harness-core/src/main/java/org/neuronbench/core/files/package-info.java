/** Files that survive a kill or a power cut whole, and what killed processes leave behind. */
@NullMarked
package org.neuronbench.core.files;

import org.jspecify.annotations.NullMarked;
