/** Speed against peers: contestants in processes of their own, measured in turn. */
@NullMarked
package org.neuronbench.cli.bench;

import org.jspecify.annotations.NullMarked;
