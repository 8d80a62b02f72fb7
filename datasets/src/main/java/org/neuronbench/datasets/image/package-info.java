/** Decoding of image files to RGB and resizing as the paper's evaluation transform does. */
@NullMarked
package org.neuronbench.datasets.image;

import org.jspecify.annotations.NullMarked;
