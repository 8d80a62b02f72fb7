package org.neuronbench.cli.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.cli.Outcome;

/** What the project builds to is tested by .ci/run, which has Maven. */
class StrategiesNewCommandTest {

  @TempDir Path folder;

  private Outcome create(String name, String... options) {
    return Outcome.of(
        Stream.concat(
                Stream.of("strategies", "new", name, "--directory", folder.resolve("p").toString()),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private String text(String file) throws IOException {
    return Files.readString(folder.resolve("p").resolve(file));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(f -> folder.relativize(f).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void writesAWholeProject() throws IOException {
    Outcome created = create("my-idea");
    assertThat(created.err()).isEmpty();
    assertThat(created.code()).isZero();
    assertThat(files())
        .containsExactly(
            "p/.gitignore",
            "p/README.md",
            "p/my-idea.yaml",
            "p/pom.xml",
            "p/src/main/java/org/example/myidea/MyIdea.java",
            "p/src/main/resources/META-INF/services/org.neuronbench.spi.NeuronSelectionStrategy",
            "p/src/test/java/org/example/myidea/MyIdeaConformanceTest.java");
  }

  @Test
  void leavesNoPlaceholder() throws IOException {
    create("my-idea");
    for (String file : files()) {
      assertThat(Files.readString(folder.resolve(file))).as(file).doesNotContain("@{");
    }
  }

  @Test
  void theServiceEntryNamesTheClass() throws IOException {
    create("top-neurons-2", "--package", "edu.lab.neurons");
    assertThat(
            text(
                "src/main/resources/META-INF/services/"
                    + "org.neuronbench.spi.NeuronSelectionStrategy"))
        .isEqualTo("edu.lab.neurons.TopNeurons2\n");
    assertThat(text("src/main/java/edu/lab/neurons/TopNeurons2.java"))
        .startsWith("package edu.lab.neurons;")
        .contains("public final class TopNeurons2 ", "return \"top-neurons-2\";");
  }

  @Test
  void buildsAgainstTheSpiAlone() throws IOException {
    create("my-idea", "--version", "0.3");
    assertThat(text("pom.xml"))
        .contains("<version>0.3</version>")
        .containsPattern("<artifactId>harness-spi</artifactId>\\s+<version>.*\\s+<scope>provided")
        .containsPattern("<artifactId>strategy-testkit</artifactId>\\s+<version>.*\\s+<scope>test")
        .doesNotContain("<parent>", "${project.version}<", "harness-core");
    assertThat(text("README.md")).contains("strategies verify target/my-idea-0.3.jar");
  }

  @Test
  void namesTheVersionsThatThisBuildHas() throws IOException {
    create("my-idea");
    assertThat(text("pom.xml"))
        .containsPattern("<neuronbench.version>\\d+\\.\\d+[^<]*</neuronbench.version>")
        .containsPattern("<junit.version>5\\.\\d+\\.\\d+</junit.version>");
  }

  /** Compiles with all warnings on, as careful authors do. */
  @Test
  void theSourcesCompile() throws IOException {
    create("my-idea");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<Path> sources =
          files().stream().filter(f -> f.endsWith(".java")).map(folder::resolve).toList();
      List<String> options =
          List.of("-Xlint:all,-processing", "-Werror", "-proc:none", "-d", folder.toString());
      assertThat(
              compiler
                  .getTask(
                      null,
                      manager,
                      null,
                      options,
                      null,
                      manager.getJavaFileObjectsFromPaths(sources))
                  .call())
          .isTrue();
    }
  }

  @Test
  void theExperimentCanBePlannedOnceTheStrategyIsThere() throws IOException {
    create("my-idea");
    Path file = folder.resolve("p/my-idea.yaml");
    Files.writeString(file, text("my-idea.yaml").replace("  - my-idea\n", "  - static-random\n"));
    Outcome planned = Outcome.of("plan", file.toString());
    assertThat(planned.err()).isEmpty();
    assertThat(planned.code()).isZero();
  }

  @Test
  void overwritesNothing() throws IOException {
    Files.createDirectories(folder.resolve("p"));
    Files.writeString(folder.resolve("p/thesis.tex"), "years of work");
    Outcome refused = create("my-idea");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("is there already and not empty; nothing was written");
    assertThat(files()).containsExactly("p/thesis.tex");
  }

  @Test
  void writesIntoAnEmptyFolder() throws IOException {
    Files.createDirectories(folder.resolve("p"));
    assertThat(create("my-idea").code()).isZero();
    assertThat(files()).contains("p/pom.xml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"My-Idea", "my_idea", "my--idea", "my-", "2nd", "../up", "mi idée", ""})
  void refusesWhatIsNoName(String name) throws IOException {
    Outcome refused = create(name);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("expected lower-case letters and digits").endsWith("idea\n");
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"velocity, built-in strategy", "neuronbench-best, is reserved"})
  void refusesANameThatIsTaken(String name, String why) {
    Outcome refused = create(name);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains(why);
  }

  @ParameterizedTest
  @CsvSource({
    "--package, org.new.idea, is no package",
    "--package, Org.Idea, is no package",
    "--package, '', is no package",
    "--version, '1 0', is no version",
    "--version, ../1, is no version",
  })
  void refusesWhatMavenOrJavaWould(String option, String value, String why) throws IOException {
    Outcome refused = create("my-idea", option, value);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("'" + value + "' " + why);
    assertThat(files()).isEmpty();
  }
}
