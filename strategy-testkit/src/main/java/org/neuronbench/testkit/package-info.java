/** The conformance suite: what every strategy must keep to, as checks that say what went wrong. */
package org.neuronbench.testkit;
