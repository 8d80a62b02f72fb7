package org.neuronbench.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PluginFaultTest {

  private static final String OTHER_SPI =
      "was built against another version of the SPI, this is " + SpiVersion.current() + ": ";

  @Test
  void aMethodThatTheSpiLacks() {
    assertThat(
            PluginFault.words(
                new NoSuchMethodError("'double org.neuronbench.spi.Epoch.momentum(int)'")))
        .startsWith(OTHER_SPI + "NoSuchMethodError: ")
        .endsWith(", or use the Neuronbench it was built for");
  }

  /** The SPI is only what the method takes: the method itself is another library's. */
  @Test
  void aMethodThatALibraryLacks() {
    assertThat(
            PluginFault.words(
                new NoSuchMethodError("'void lib.Sort.of(org.neuronbench.spi.Network)'")))
        .startsWith("does not fit a library that it uses, or the SPI (this is ");
  }

  @Test
  void aMethodThatAStrategyLacks() {
    assertThat(
            PluginFault.words(
                new AbstractMethodError(
                    "Receiver class author.Idea does not define or inherit an implementation of the"
                        + " resolved method 'abstract java.lang.String id()' of interface"
                        + " org.neuronbench.spi.NeuronSelectionStrategy.")))
        .startsWith(OTHER_SPI);
  }

  @Test
  void aTypeThatTheSpiLacks() {
    assertThat(PluginFault.words(new NoClassDefFoundError("org/neuronbench/spi/Layered")))
        .startsWith(OTHER_SPI + "NoClassDefFoundError: org/neuronbench/spi/Layered");
  }

  @Test
  void aTypeThatThePlugInLacks() {
    assertThat(PluginFault.words(new NoClassDefFoundError("lib/Sort")))
        .startsWith("lacks the class lib.Sort; put the library into the jar");
  }

  /** Both are linkage errors, and neither is about another SPI. */
  @Test
  void anInitialiserThatThrows() {
    Throwable first = new ExceptionInInitializerError(new ArithmeticException("/ by zero"));
    Throwable second = new NoClassDefFoundError("Could not initialize class author.Idea");
    second.initCause(first);
    assertThat(PluginFault.words(first))
        .startsWith("failed to initialise a class: java.lang.ArithmeticException: / by zero at ");
    assertThat(PluginFault.words(second)).isEqualTo(PluginFault.words(first));
  }

  @Test
  void aNewerJava() {
    assertThat(
            PluginFault.words(
                new UnsupportedClassVersionError(
                    "author/Idea has been compiled by a more recent version of the Java Runtime"
                        + " (class file version 69.0), this version of the Java Runtime only"
                        + " recognizes class file versions up to 61.0")))
        .isEqualTo(
            "needs Java 25, this is Java %d; build it with --release %1$d",
            Runtime.version().feature());
  }

  /** The author's line says more than that of the library it called. */
  @Test
  void namesTheFirstLineOutsideOfJava() {
    Exception thrown = new IllegalStateException("no idea");
    thrown.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(null, "java.base", "17", "java.util.List", "of", "List.java", 5),
          new StackTraceElement("org.neuronbench.spi.Network", "cost", "Network.java", 7),
          new StackTraceElement("author.Idea", "select", "Idea.java", 9),
        });
    assertThat(PluginFault.words(thrown))
        .isEqualTo(
            "threw java.lang.IllegalStateException: no idea at author.Idea.select(Idea.java:9)");
  }
}
