/** The models that experiments can name. */
@NullMarked
package org.neuronbench.models;

import org.jspecify.annotations.NullMarked;
