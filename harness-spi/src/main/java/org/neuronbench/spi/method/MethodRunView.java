package org.neuronbench.spi.method;

import org.neuronbench.spi.Network;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Task;

/** The only kind of run. */
record MethodRunView(
    Network network, Task task, Parameters parameters, int[] labels, int epochs, int steps)
    implements MethodRun {}
