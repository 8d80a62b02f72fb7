package org.neuronbench.cli.workbench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.neuronbench.core.plugins.PluginText;
import org.neuronbench.spi.ParameterSpec;

/** Shows what an experiment may set of a strategy or method. */
public final class DeclaredParameters {

  private DeclaredParameters() {}

  /**
   * Prints them, and how an experiment sets one.
   *
   * @param section of experiment files, such as {@code strategies}
   * @param id of the strategy or method
   */
  public static void print(
      PrintWriter out, String section, String id, List<ParameterSpec> parameters) {
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
}
