/** Opening jars of outsiders, each in a world of its own, and calling into them with a limit. */
@NullMarked
package org.neuronbench.core.plugins;

import org.jspecify.annotations.NullMarked;
