package org.neuronbench.cli.project;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neuronbench.cli.workbench.PluginOptions;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What commands that write a project let one choose. */
public final class NewProject {

  @Parameters(
      paramLabel = "NAME",
      description = "Its id, such as my-idea: lower-case words joined by hyphens.")
  String name = "";

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Where to write the project, a new or empty folder. Default: NAME.")
  @Nullable Path directory;

  @Option(
      names = "--package",
      paramLabel = "PACKAGE",
      description = "Package of the class, and the project's group. Default: org.example.NAME.")
  @Nullable String javaPackage;

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      defaultValue = "1.0.0",
      description = "Version of the jar. Default: ${DEFAULT-VALUE}.")
  String version = "";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  boolean help;

  /**
   * Writes the project, and says so.
   *
   * @param builtIn ids that are taken
   */
  public void write(ProjectTemplate.Kind kind, Collection<String> builtIn, PrintWriter out) {
    ProjectName project =
        new ProjectName(
            name,
            Optional.ofNullable(javaPackage).orElseGet(() -> ProjectName.packageFor(name)),
            version);
    if (builtIn.contains(name)) {
      throw new InputException(
          Text.format(
              "'%s' is a built-in %s; give yours another name",
              name, kind.name().toLowerCase(Locale.ROOT)));
    }
    Path folder = Optional.ofNullable(directory).orElseGet(() -> Path.of(name));
    new ProjectTemplate(kind, project, home()).write(folder);
    out.println(Text.format("Wrote the project of '%s' to %s", name, folder));
    out.println("  its class:  look for CHANGE ME in src/main/java");
    out.println(Text.format("  next:       cd %s, and the three commands in README.md", folder));
  }

  private static String home() {
    return Optional.ofNullable(System.getProperty(PluginOptions.HOME))
        .orElse("/path/to/neuronbench");
  }
}
