package org.neuronbench.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.plugins.ClassFile.Member;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Signal;

class ClassFileTest {

  /** Holds constants of one and two entries, arrays, a field, methods and a lambda. */
  private static final class Sample {
    static long cost(Network network) {
      long large = 0x1234_5678_9ABCL;
      double exact = 1e-300;
      Signal[][] table = {{Signal.WEIGHT_NORM}};
      LongSupplier parameters = Budget.unlimited(network)::parameters;
      return large + (long) exact + table.length + parameters.getAsLong() + network.cost(0);
    }
  }

  private static ClassFile sample() throws IOException {
    try (InputStream in = Sample.class.getResourceAsStream("ClassFileTest$Sample.class")) {
      return ClassFile.read(in.readAllBytes());
    }
  }

  @Test
  void namesTypesWithoutTheirArrays() throws IOException {
    assertThat(sample().types())
        .contains("org.neuronbench.spi.Network", "org.neuronbench.spi.Signal", "java.lang.Object")
        .noneMatch(type -> type.startsWith("["));
  }

  @Test
  void namesMembersWithTheirTypes() throws IOException {
    assertThat(sample().members())
        .contains(
            new Member("org.neuronbench.spi.Network", "cost", "(I)I"),
            new Member(
                "org.neuronbench.spi.Budget",
                "unlimited",
                "(Lorg/neuronbench/spi/Network;)Lorg/neuronbench/spi/Budget;"),
            new Member("org.neuronbench.spi.Budget", "parameters", "()J"),
            new Member(
                "org.neuronbench.spi.Signal", "WEIGHT_NORM", "Lorg/neuronbench/spi/Signal;"));
  }
}
