/**
 * Downloads of published files: resumed, retried over mirrors, checked, and moved into place whole.
 */
@NullMarked
package org.neuronbench.core.download;

import org.jspecify.annotations.NullMarked;
