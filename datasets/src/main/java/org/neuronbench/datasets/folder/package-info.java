/** Images sorted into one folder per class. */
@NullMarked
package org.neuronbench.datasets.folder;

import org.jspecify.annotations.NullMarked;
