/** The datasets that come with the product: readers of files on disk and procedural tasks. */
@NullMarked
package org.neuronbench.datasets;

import org.jspecify.annotations.NullMarked;
