/** What every room shares: the exception that carries a message to the user. */
@NullMarked
package org.neuronbench.core;

import org.jspecify.annotations.NullMarked;
