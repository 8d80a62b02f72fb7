/** What the terminal shows: width, colour, the line that moves, paragraphs. */
@NullMarked
package org.neuronbench.cli.terminal;

import org.jspecify.annotations.NullMarked;
