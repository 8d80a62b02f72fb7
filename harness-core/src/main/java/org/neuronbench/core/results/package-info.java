/**
 * What a run leaves behind: one folder a cell, written once and atomically. Files are the truth.
 */
@NullMarked
package org.neuronbench.core.results;

import org.jspecify.annotations.NullMarked;
