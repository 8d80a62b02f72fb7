/** The conformance suite for neuron selection strategies, alone and as JUnit tests. */
module org.neuronbench.testkit {
  requires transitive org.neuronbench.spi;
  requires static transitive org.junit.jupiter.api;

  exports org.neuronbench.testkit;
}
