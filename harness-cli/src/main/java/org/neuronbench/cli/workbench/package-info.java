/** What commands share: the rooms wired together, options, exit codes. */
@NullMarked
package org.neuronbench.cli.workbench;

import org.jspecify.annotations.NullMarked;
