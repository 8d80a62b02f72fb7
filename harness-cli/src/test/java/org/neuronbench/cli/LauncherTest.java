package org.neuronbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, with a java and a mvn that only note that they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then echo "openjdk version \\"$FAKE_VERSION\\" 2026-01-01" >&2; exit; fi
      echo "ran $*"
      """;

  private static final String MVN =
      """
      #!/bin/sh
      echo "$*" >> builds
      if [ -p gate ]; then echo started > started; cat gate; fi
      mkdir -p harness-cli/target/distribution
      """;

  /** What the launcher calls beside java, mvn and flock, which may be missing. */
  private static final List<String> TOOLS =
      List.of(
          "bash cat dirname find getconf mkdir mkfifo rm sed sh sha256sum sort tail xargs"
              .split(" "));

  @TempDir Path folder;
  private Path home;
  private Path tools;

  @BeforeEach
  void project() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : TOOLS) {
      tool(tool);
    }
    script(tools.resolve("sleep"), "#!/bin/sh\nexec %s 0.02\n".formatted(find("sleep")));
    script(tools.resolve("java"), JAVA);
    script(tools.resolve("mvn"), MVN);
    script(home.resolve("neuronbench"), Files.readString(Path.of("..", "neuronbench")));
    write("pom.xml", "<modules>\n<module>one</module>\n<module>two</module>\n</modules>");
    write(".mvn/jvm.config", "-ea");
    write("one/pom.xml", "<project/>");
    write("one/src/main/java/A.java", "class A {}");
    write("two/pom.xml", "<project/>");
  }

  private void tool(String name) throws IOException {
    script(tools.resolve(name), "#!/bin/sh\nexec %s \"$@\"\n".formatted(find(name)));
  }

  private static Path find(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(f -> Path.of(f, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private static void script(Path file, String content) throws IOException {
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void write(String name, String content) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private void withFlock() throws IOException {
    tool("flock");
  }

  private Process start(Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(home.resolve("neuronbench").toString(), "list")
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("FAKE_VERSION", "17.0.15");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static String output(Process process) throws IOException {
    try (InputStream stream = process.getInputStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String launch(Map<String, String> environment) throws IOException {
    return output(start(environment));
  }

  private String launch() throws IOException {
    return launch(Map.of());
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(home.resolve("builds"));
  }

  @Test
  void buildsOnceThenRuns() throws IOException {
    assertThat(launch()).contains("Building", "Built", "org.neuronbench.cli.Main list");
    assertThat(launch()).startsWith("ran ");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void aNewerTimeAloneIsNoReasonToBuild() throws IOException {
    launch();
    Files.setLastModifiedTime(
        home.resolve("one/src/main/java/A.java"), FileTime.from(Instant.now().plusSeconds(60)));
    launch();
    assertThat(builds()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom.xml",
        "two/pom.xml",
        ".mvn/jvm.config",
        "one/src/main/java/A.java",
        "one/src/main/B"
      })
  void otherContentIsBuiltThoughItsTimeIsOld(String changed) throws IOException {
    launch();
    write(changed, "<module>one</module>");
    Files.setLastModifiedTime(home.resolve(changed), FileTime.from(Instant.EPOCH));
    launch();
    assertThat(builds()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one/src/test/T.java", "one/target/src/main/A", "examples/mine/pom.xml"})
  void whatTheBuildDoesNotReadIsNotBuilt(String added) throws IOException {
    launch();
    write(added, "new");
    launch();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void optionsForTheBuildArePassedAndKept() throws IOException {
    launch(Map.of("NEURONBENCH_BUILD_OPTIONS", "-Pcuda"));
    launch(Map.of("NEURONBENCH_BUILD_OPTIONS", "-Pcuda"));
    assertThat(builds()).singleElement().asString().contains("-Pcuda");
  }

  @Test
  void aFailedBuildShowsItsEnd() throws IOException, InterruptedException {
    script(tools.resolve("mvn"), "#!/bin/sh\necho no such symbol; exit 1\n");
    Process process = start(Map.of());
    assertThat(output(process))
        .contains("no such symbol", "the build failed")
        .doesNotContain("ran");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneOfTwoBuildsAndTheOtherWaits(boolean flock) throws IOException {
    if (flock) {
      withFlock();
    }
    Path gate = gate();
    Process first = start(Map.of());
    awaitStart();
    Process second = start(Map.of());
    BufferedReader lines = second.inputReader(StandardCharsets.UTF_8);
    assertThat(lines.readLine()).contains("Another neuronbench is building");
    Files.writeString(gate, "go");
    assertThat(output(first)).contains("Built", "ran ");
    assertThat(lines.lines()).singleElement().asString().startsWith("ran ");
    assertThat(builds()).hasSize(1);
  }

  /** Makes the next build wait until something is written to the gate. */
  private Path gate() throws IOException {
    pipe("gate");
    pipe("started");
    return home.resolve("gate");
  }

  private void pipe(String name) throws IOException {
    output(new ProcessBuilder(find("mkfifo").toString(), home.resolve(name).toString()).start());
  }

  private void awaitStart() throws IOException {
    assertThat(Files.readString(home.resolve("started"))).isEqualTo("started\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aKilledBuilderLeavesNoLock(boolean flock) throws IOException, InterruptedException {
    if (flock) {
      withFlock();
    }
    Path gate = gate();
    Process killed = start(Map.of());
    awaitStart();
    killed.destroyForcibly().waitFor();
    Files.writeString(gate, "go");
    Files.delete(gate);
    assertThat(launch()).contains("Built", "ran ");
  }

  @Test
  void anOldJavaIsRefusedInOneSentence() throws IOException, InterruptedException {
    Process process = start(Map.of("FAKE_VERSION", "1.8.0_382"));
    assertThat(output(process))
        .isEqualTo(
            "neuronbench: %s is Java 8, but Neuronbench needs Java 17 to 25; set JAVA_HOME to such a JDK\n"
                .formatted(tools.resolve("java")));
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(home.resolve("builds")).doesNotExist();
  }

  @Test
  void aNewerJavaRunsWithARemark() throws IOException {
    assertThat(launch(Map.of("FAKE_VERSION", "26-ea")))
        .contains("Java 26 is newer than the newest that Neuronbench is tested with, 25", "ran ");
  }

  @Test
  void aJavaHomeWithoutJavaIsNamed() throws IOException {
    assertThat(launch(Map.of("JAVA_HOME", "/no/such/jdk")))
        .isEqualTo(
            "neuronbench: JAVA_HOME is '/no/such/jdk', which has no bin/java; set it to a JDK 17 to 25,"
                + " or unset it\n");
  }

  @Test
  void aMissingJavaIsSaid() throws IOException {
    Files.delete(tools.resolve("java"));
    assertThat(launch()).startsWith("neuronbench: no java found; install a JDK 17 to 25");
  }

  @Test
  void theJavaOfJavaHomeIsPreferred() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
    script(bin.resolve("java"), JAVA.replace("ran", "the other ran"));
    assertThat(launch(Map.of("JAVA_HOME", folder.resolve("jdk").toString())))
        .contains("the other ran");
  }

  @ParameterizedTest
  @CsvSource({"17.0.15, false, false", "21.0.9, false, false", "25, true, true"})
  void aJavaGetsOnlyFlagsThatItKnows(String version, boolean nativeAccess, boolean unsafe)
      throws IOException {
    String ran = launch(Map.of("FAKE_VERSION", version));
    assertThat(ran.contains(" --enable-native-access=ALL-UNNAMED ")).isEqualTo(nativeAccess);
    assertThat(ran.contains(" --sun-misc-unsafe-memory-access=allow ")).isEqualTo(unsafe);
  }
}
