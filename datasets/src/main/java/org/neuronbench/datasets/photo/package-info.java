/** Datasets of image files: which file belongs to which split and class, and how they are read. */
@NullMarked
package org.neuronbench.datasets.photo;

import org.jspecify.annotations.NullMarked;
