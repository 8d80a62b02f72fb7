package org.neuronbench.cli.workbench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.neuronbench.core.Text;
import org.neuronbench.core.plugins.PluginOrigin;
import org.neuronbench.core.plugins.PluginText;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.spi.ParameterSpec;

/** Shows where a strategy or method comes from, and what an experiment may set of it. */
public final class PluginDetails {

  private PluginDetails() {}

  /**
   * Prints its origin, its parameters, and how an experiment sets one.
   *
   * @param section of experiment files, such as {@code strategies}
   * @param id of the strategy or method
   */
  public static void print(
      PrintWriter out,
      String section,
      String id,
      PluginOrigin origin,
      List<ParameterSpec> parameters) {
    out.println("  from:       " + origin.place());
    out.println(
        Text.format(
            "  version:    %s, built against SPI %s", origin.version(), origin.spiVersion()));
    out.println("  SHA-256:    " + origin.hash());
    if (parameters.isEmpty()) {
      out.println("  parameters: none");
      return;
    }
    out.println("  parameters:");
    for (ParameterSpec spec : parameters) {
      String value = spec.defaultValue().toString();
      out.printf(
          Locale.ROOT,
          "    %s: %s (default %s)%n      %s%n",
          spec.name(),
          spec.allowed(),
          value.isEmpty() ? "empty" : value,
          PluginText.line(spec.help()));
    }
    out.printf(
        Locale.ROOT,
        "  In an experiment:  %s: [{id: %s, %s: %s}]%n",
        section,
        id,
        parameters.get(0).name(),
        parameters.get(0).defaultValue());
  }

  /** Prints which plug-ins were not loaded, and why, if any. */
  public static void printRejected(PrintWriter out, StrategyRegistry loaded) {
    if (!loaded.rejections().isEmpty()) {
      out.println(Text.format("%nNot loaded:"));
    }
    loaded.rejections().forEach(rejection -> out.println("  " + rejection.line()));
  }
}
