/** What a neuron selection strategy implements, is given, and may use; the whole contract. */
package org.neuronbench.spi;
