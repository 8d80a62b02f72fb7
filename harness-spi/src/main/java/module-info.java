/** What a neuron selection strategy is written against; depends on nothing but Java. */
module org.neuronbench.spi {
  exports org.neuronbench.spi;
}
