package org.neuronbench.cli.workbench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.plugins.PluginLocations;
import org.neuronbench.core.plugins.PluginOrigin;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Parameters;

/** Jars that a command was given, loaded after the built-in ones, whose ids they cannot take. */
public record GivenPlugins(List<Path> jars, StrategyRegistry registry) {

  /**
   * Loads them.
   *
   * @throws InputException if one does not exist
   */
  public static GivenPlugins load(List<Path> jars) {
    PluginLocations locations = Workbench.builtIn();
    jars.forEach(jar -> locations.required("JAR", jar));
    return new GivenPlugins(jars, StrategyRegistry.load(locations.plugins()));
  }

  /** Tells whether something comes from them; a built-in plug-in's own jar may be given too. */
  public boolean hold(PluginOrigin origin) {
    return !Workbench.builtIn().plugins().contains(origin.path())
        || jars.stream().anyMatch(jar -> isSame(jar, origin.path()));
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }

  /** Names what was not loaded; returns whether all was. */
  public boolean allLoaded(PrintWriter err) {
    registry.rejections().forEach(r -> err.println("not loaded: " + r.line()));
    return registry.rejections().isEmpty();
  }

  /** Says what a parameter may be before any check runs. */
  public static void requireDeclared(
      String id, List<ParameterSpec> declared, Map<String, String> set) {
    try {
      Parameters.of(declared, set);
    } catch (IllegalArgumentException e) {
      throw new InputException(Text.format("--set for %s: %s", id, e.getMessage()), e);
    }
  }
}
