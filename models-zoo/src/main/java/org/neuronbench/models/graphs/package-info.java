/** Networks in torchvision's topology and names, built from stock Deeplearning4j layers. */
@NullMarked
package org.neuronbench.models.graphs;

import org.jspecify.annotations.NullMarked;
