/** Commands on datasets. */
@NullMarked
package org.neuronbench.cli.datasets;

import org.jspecify.annotations.NullMarked;
