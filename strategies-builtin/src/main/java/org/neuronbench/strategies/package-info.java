/** The built-in strategies. The harness finds them by ServiceLoader, like any outsider's. */
package org.neuronbench.strategies;
