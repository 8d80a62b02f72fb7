/** The built-in methods. The harness finds them by ServiceLoader, like any outsider's. */
package org.neuronbench.methods;
