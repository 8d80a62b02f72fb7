package org.neuronbench.reports.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A headless Chromium with an empty profile. */
public final class Chromium implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final String READY = "DevTools listening on ";

  private final Process process;
  private final DevTools devTools;

  private Chromium(Process process, DevTools devTools) {
    this.process = process;
    this.devTools = devTools;
  }

  /**
   * Starts one; the test is skipped with a message where none is installed.
   *
   * @param profile an empty folder
   */
  public static Chromium start(Path profile) throws IOException {
    Optional<Path> program = installed();
    Assumptions.assumeTrue(
        program.isPresent(), "No Chromium on the PATH; install it (Debian: apt install chromium)");
    Process process =
        new ProcessBuilder(
                program.orElseThrow().toString(),
                "--headless=new",
                // In containers there is often no user namespace; the pages are this project's own.
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    return new Chromium(process, DevTools.connect(address(process)));
  }

  /** Opens an empty tab. */
  public Tab tab() {
    JsonNode target = devTools.send("Target.createTarget", object().put("url", "about:blank"), "");
    JsonNode session =
        devTools.send(
            "Target.attachToTarget",
            object().put("targetId", target.path("targetId").asText()).put("flatten", true),
            "");
    return new Tab(devTools, session.path("sessionId").asText());
  }

  /** Ends the browser. */
  @Override
  public void close() {
    devTools.send("Browser.close", object(), "");
    process.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally(late -> kill()).join();
  }

  private Process kill() {
    return process.destroyForcibly();
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static Optional<Path> installed() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return NAMES.stream()
        .flatMap(
            name ->
                Arrays.stream(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static URI address(Process process) throws IOException {
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(READY)) {
        drain(output);
        return URI.create(line.substring(READY.length()));
      }
    }
    throw new IOException("Chromium ended before it could be driven");
  }

  /** A full pipe would stop the browser. */
  private static void drain(BufferedReader output) {
    Thread reader =
        new Thread(
            () -> {
              try {
                while (output.readLine() != null) {
                  // What Chromium says of its surroundings does not matter.
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            "chromium-output");
    reader.setDaemon(true);
    reader.start();
  }
}
