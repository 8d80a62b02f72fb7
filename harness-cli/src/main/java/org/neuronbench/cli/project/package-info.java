/** New projects for authors of strategies, made from templates. */
@NullMarked
package org.neuronbench.cli.project;

import org.jspecify.annotations.NullMarked;
