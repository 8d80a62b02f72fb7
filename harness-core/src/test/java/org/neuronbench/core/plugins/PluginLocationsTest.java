package org.neuronbench.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.InputException;

class PluginLocationsTest {

  @TempDir private Path folder;
  private final PluginLocations locations = new PluginLocations();

  @BeforeEach
  void fill() throws IOException {
    Files.createFile(folder.resolve("b.jar"));
    Files.createFile(folder.resolve("A.JAR"));
    Files.createFile(folder.resolve("README.txt"));
    Files.createFile(folder.resolve(".hidden.jar"));
    Files.createDirectories(folder.resolve(".git"));
    Files.createDirectories(folder.resolve("c"));
    Files.createFile(folder.resolve("c/library.jar"));
    Files.createDirectories(folder.resolve("classes/META-INF"));
  }

  @Test
  void eachJarAndFolderOfAFolderIsOnePlugIn() {
    assertThat(locations.required("--plugins", folder).plugins())
        .extracting(p -> folder.relativize(p).toString())
        .containsExactly("A.JAR", "b.jar", "c", "classes");
  }

  @Test
  void aFileIsAPlugInWhateverItIsCalled() {
    Path file = folder.resolve("README.txt");
    assertThat(locations.required("--plugins", file).plugins()).containsExactly(file);
  }

  @Test
  void aFolderOfClassesIsOnePlugIn() {
    Path classes = folder.resolve("classes");
    assertThat(locations.required("--plugins", classes).plugins()).containsExactly(classes);
  }

  @Test
  void whatIsFoundTwiceCountsOnce() {
    Path jar = folder.resolve("b.jar");
    Path again = folder.resolve("c").resolve("..").resolve("b.jar");
    assertThat(locations.required("", jar).required("", again).plugins()).containsExactly(jar);
  }

  @Test
  void theEnvironmentListsLocations() {
    String value =
        folder.resolve("c")
            + File.pathSeparator
            + " "
            + File.pathSeparator
            + folder.resolve("b.jar");
    assertThat(locations.environment(value).plugins())
        .containsExactly(folder.resolve("c/library.jar"), folder.resolve("b.jar"));
    assertThat(new PluginLocations().environment(null).plugins()).isEmpty();
  }

  @Test
  void namesTheVariableWhosePathIsMissing() {
    assertThatThrownBy(() -> locations.environment(folder.resolve("gone").toString()))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "NEURONBENCH_PLUGINS: there is no %s; give a jar, or a folder of jars",
            folder.resolve("gone"));
  }

  @Test
  void theFolderBesideTheLauncherNeedNotExist() {
    assertThat(locations.optional(folder.resolve("gone")).plugins()).isEmpty();
    assertThat(locations.optional(folder).plugins()).hasSize(4);
  }

  /** Neither a jar nor a folder of this class path declares a strategy. */
  @Test
  void theClassPathIsSearchedForDeclarations() {
    assertThat(locations.classPath(getClass().getClassLoader()).plugins()).isEmpty();
  }
}
