package org.neuronbench.cli.workbench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neuronbench.core.plugins.PluginLocations;
import org.neuronbench.core.plugins.Rejection;
import org.neuronbench.datasets.DataFolder;
import picocli.CommandLine.Option;

/** Where a command looks for strategies beside the built-in ones. */
public final class PluginOptions {

  /** The folder of the launcher, which sets it. */
  public static final String HOME = "neuronbench.home";

  @Option(
      names = "--plugins",
      paramLabel = "PATH",
      description =
          "Load strategies from this jar or folder of jars too. May be repeated. Looked for always: "
              + "the folder plugins/ beside the launcher, and the paths in NEURONBENCH_PLUGINS.")
  public List<Path> paths = new ArrayList<>();

  /** Opens the strategies and says in a line each what was not loaded. */
  public Workbench workbench(PrintWriter err) {
    return workbench(err, DataFolder.of(Optional.empty()));
  }

  /** The same around a folder of data. */
  public Workbench workbench(PrintWriter err, DataFolder data) {
    Workbench bench = workbench(data);
    for (Rejection rejection : bench.strategies().rejections()) {
      err.println("Note: plug-in not loaded: " + rejection.line());
    }
    return bench;
  }

  public Workbench workbench() {
    return workbench(DataFolder.of(Optional.empty()));
  }

  private Workbench workbench(DataFolder data) {
    PluginLocations locations = Workbench.builtIn();
    String home = System.getProperty(HOME);
    if (home != null) {
      locations.optional(Path.of(home, PluginLocations.FOLDER));
    }
    locations.environment(System.getenv(PluginLocations.ENVIRONMENT));
    paths.forEach(path -> locations.required("--plugins", path));
    return new Workbench(locations.plugins(), data);
  }
}
