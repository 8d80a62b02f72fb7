/** Random changes of training images: crops, flips, colours. */
@NullMarked
package org.neuronbench.datasets.augment;

import org.jspecify.annotations.NullMarked;
