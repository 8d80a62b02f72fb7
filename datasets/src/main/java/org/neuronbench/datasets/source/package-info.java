/** Where images come from: the port of one dataset, and folders and archives read alike. */
@NullMarked
package org.neuronbench.datasets.source;

import org.jspecify.annotations.NullMarked;
