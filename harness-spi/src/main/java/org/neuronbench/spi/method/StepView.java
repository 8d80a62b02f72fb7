package org.neuronbench.spi.method;

import org.neuronbench.spi.RandomStream;

/** The only kind of step. */
record StepView(
    Time time,
    int[] ids,
    int[] labels,
    Verdict[] verdicts,
    float[][] helperOutputs,
    float[][] outputs,
    double[] losses,
    RandomStream random)
    implements Step {}
