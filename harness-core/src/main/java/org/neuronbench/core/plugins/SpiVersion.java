package org.neuronbench.core.plugins;

import org.neuronbench.spi.NeuronSelectionStrategy;

/** The version of the SPI that this harness brings. */
public final class SpiVersion {

  private SpiVersion() {}

  /**
   * Returns the version: that of the jar {@code harness-spi}, or {@value PluginOrigin#UNKNOWN}
   * outside a jar.
   */
  public static String current() {
    String version = NeuronSelectionStrategy.class.getPackage().getImplementationVersion();
    return version == null ? PluginOrigin.UNKNOWN : version;
  }
}
