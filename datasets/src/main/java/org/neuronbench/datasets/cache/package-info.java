/** Decoded images in files, mapped into memory and shared by processes. */
@NullMarked
package org.neuronbench.datasets.cache;

import org.jspecify.annotations.NullMarked;
