/** CIFAR-10 and CIFAR-100 in their binary layout. */
@NullMarked
package org.neuronbench.datasets.cifar;

import org.jspecify.annotations.NullMarked;
