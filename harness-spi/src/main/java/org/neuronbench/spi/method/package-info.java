/** What a training method is written against: which images, which errors, which targets. */
package org.neuronbench.spi.method;
