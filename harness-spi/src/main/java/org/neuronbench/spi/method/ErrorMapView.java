package org.neuronbench.spi.method;

import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.RandomStream;

/** The only kind of error map. */
record ErrorMapView(
    ConvolutionLayer layer,
    Step.Time time,
    int images,
    double[] errorNorms,
    double[] weightNorms,
    RandomStream random)
    implements ErrorMap {}
