/** What strategies and methods are written against; depends on nothing but Java. */
module org.neuronbench.spi {
  exports org.neuronbench.spi;
  exports org.neuronbench.spi.method;
}
