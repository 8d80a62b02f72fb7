/** Commands on methods. */
@NullMarked
package org.neuronbench.cli.methods;

import org.jspecify.annotations.NullMarked;
