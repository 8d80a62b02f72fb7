package org.neuronbench.cli.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.method.TrainingMethod;

/** Writes the project of a strategy or a method from the templates beside this class. */
public final class ProjectTemplate {

  private static final Pattern PLACEHOLDER = Pattern.compile("@\\{([a-z]+)}");
  private static final String SERVICES = "src/main/resources/META-INF/services/";

  /** What the project's class is. */
  public enum Kind {
    STRATEGY(
        NeuronSelectionStrategy.class, "Strategy.java", "ConformanceTest.java", "experiment", ""),
    METHOD(
        TrainingMethod.class,
        "Method.java",
        "MethodConformanceTest.java",
        "method-experiment",
        "method-");

    private final Class<?> contract;
    private final String source;
    private final String test;
    private final String experiment;
    private final String readme;

    Kind(Class<?> contract, String source, String test, String experiment, String readme) {
      this.contract = contract;
      this.source = source;
      this.test = test;
      this.experiment = experiment;
      this.readme = readme;
    }
  }

  private final Kind kind;
  private final ProjectName name;
  private final Map<String, String> values;

  /**
   * Creates the template.
   *
   * @param home Neuronbench's folder, for the commands in its README
   */
  public ProjectTemplate(Kind kind, ProjectName name, String home) {
    this.kind = kind;
    this.name = name;
    values = new HashMap<>(versions());
    values.put("id", name.id());
    values.put("class", name.className());
    values.put("package", name.javaPackage());
    values.put("path", name.path());
    values.put("version", name.version());
    values.put("home", home);
  }

  private static Map<String, String> versions() {
    Properties properties = new Properties();
    try (InputStream in = resource("versions.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> versions = new HashMap<>();
    properties.stringPropertyNames().forEach(n -> versions.put(n, properties.getProperty(n)));
    return versions;
  }

  /**
   * Writes the project: all of it, or nothing.
   *
   * @param folder new, or empty
   * @throws InputException if the folder has contents or cannot be written
   */
  public void write(Path folder) {
    try {
      requireFree(folder);
      Path parent =
          Objects.requireNonNull(folder.toAbsolutePath().getParent(), "a folder's parent");
      Path draft = parent.resolve(Text.format(".%s-%d", name.id(), ProcessHandle.current().pid()));
      files().forEach((path, content) -> writeFile(draft.resolve(path), content));
      Files.deleteIfExists(folder);
      Files.move(draft, folder);
    } catch (IOException | UncheckedIOException e) {
      throw new InputException(
          Text.format("The project cannot be written to %s: %s", folder, e), e);
    }
  }

  private static void requireFree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new InputException(Text.format("%s is a file; give --directory a new folder", folder));
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new InputException(
            Text.format(
                "%s is there already and not empty; nothing was written. Give --directory a new folder",
                folder));
      }
    }
  }

  private static void writeFile(Path file, String content) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> files() {
    String main = Text.format("src/main/java/%s/%s.java", name.path(), name.className());
    String test =
        Text.format("src/test/java/%s/%sConformanceTest.java", name.path(), name.className());
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pom.xml", filled("pom.xml.template"));
    files.put(main, filled(kind.source + ".template"));
    files.put(
        SERVICES + kind.contract.getName(), name.javaPackage() + "." + name.className() + "\n");
    files.put(test, filled(kind.test + ".template"));
    files.put(name.id() + ".yaml", filled(kind.experiment + ".yaml.template"));
    files.put("README.md", filled(kind.readme + "README.md.template"));
    files.put(".gitignore", filled("gitignore.template"));
    return files;
  }

  private String filled(String template) {
    Matcher matcher = PLACEHOLDER.matcher(text(template));
    return matcher.replaceAll(
        m -> Matcher.quoteReplacement(Objects.requireNonNull(values.get(m.group(1)), m.group())));
  }

  private static String text(String template) {
    try (InputStream in = resource(template)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(ProjectTemplate.class.getResourceAsStream(name), name);
  }
}
