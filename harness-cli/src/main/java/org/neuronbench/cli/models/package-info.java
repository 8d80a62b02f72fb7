/** Commands on models and weights. */
@NullMarked
package org.neuronbench.cli.models;

import org.jspecify.annotations.NullMarked;
