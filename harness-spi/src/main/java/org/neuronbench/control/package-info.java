/** What the harness does beside the contract, where no strategy sees it. */
package org.neuronbench.control;
