package org.neuronbench.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.cli.Outcome;
import org.neuronbench.cli.WeightFiles;
import org.neuronbench.cli.terminal.MovingLine;
import org.neuronbench.cli.terminal.Terminal;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.InputException;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.models.imports.PublishedWeights;
import org.neuronbench.models.weights.SafetensorsReader;

/** Against a server on this machine that publishes what the test wants. */
class ModelsFetchCommandTest {

  @TempDir private Path folder;
  private HttpServer server;
  private byte[] served;
  private int requests;

  @BeforeEach
  void serve() throws IOException {
    served = Files.readAllBytes(WeightFiles.narrow(folder.resolve("original.safetensors")));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/models/",
        exchange -> {
          requests++;
          boolean known = exchange.getRequestURI().getPath().matches(".*\\.(pth|pkl)");
          exchange.sendResponseHeaders(known ? 200 : 404, known ? served.length : -1);
          if (known) {
            exchange.getResponseBody().write(served);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String address() {
    return "http://%s:%d/models"
        .formatted(server.getAddress().getHostString(), server.getAddress().getPort());
  }

  /** Publishes what is served under the hash that it has. */
  private PublishedWeights published() {
    return PublishedWeights.torchvision(
        "narrow-" + Hashes.of(served).substring(0, 8), "mobilenet-v2", "TEST", 1.6, 60, 80, 256);
  }

  private String fetch(PublishedWeights weights, boolean offline) {
    ModelsFetchCommand command = new ModelsFetchCommand();
    command.from = address();
    command.offline = offline;
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    MovingLine line = new MovingLine(writer, Terminal.of(false, false, Map.of(), () -> 100));
    command.fetch(weights, folder, writer, line);
    return out.toString();
  }

  @Test
  void downloadsChecksAndImports() {
    PublishedWeights weights = published();
    String said = fetch(weights, false);
    assertThat(said)
        .contains("for mobilenet-v2: torchvision's TEST, 1.6 MB")
        .contains("license: BSD-3-Clause")
        .contains("checked: SHA-256 begins with " + weights.digits())
        .contains(
            "[1/1] %s from %s/%s, 1.7 MB"
                .formatted(weights.fileName(), address(), weights.fileName()))
        .contains("mobilenet-v2 of width 0.35, torchvision names: 262 tensors used");
    Path imported = folder.resolve("mobilenet-v2-w0.35-%s.safetensors".formatted(weights.digits()));
    assertThat(SafetensorsReader.metadata(imported))
        .containsEntry("origin-sha256", Hashes.of(served))
        .containsEntry("origin-file", weights.fileName());
    assertThat(folder.resolve(weights.fileName())).hasBinaryContent(served);
  }

  @Test
  @Tag("shared")
  void fetchesANetworkOfEightBitsThatAnExperimentThenNamesById() throws IOException {
    Path published =
        Path.of(
            System.getProperty("neuronbench.shared", "../../shared"),
            "data/tiny-training/mcunet-5fps.pkl");
    assumeTrue(Files.exists(published), () -> published + " is not here; this test serves it");
    served = Files.readAllBytes(published);
    Outcome fetched =
        Outcome.of(
            "models",
            "fetch",
            "mcunet-5fps",
            "--from",
            address(),
            "--folder",
            folder.toString(),
            "--statistics",
            "primitives",
            "--statistics-images",
            "20");
    assertThat(fetched.err()).isEmpty();
    assertThat(fetched.code()).isZero();
    assertThat(fetched.out())
        .contains("mcunet-5fps.pkl for mcunet-5fps: mit-han-lab/tiny-training's of commit 7bf8e05b")
        .contains("claimed: nothing with the file")
        .contains("mcunet-5fps, torchvision names: 212 tensors used, 0 unused, 0 missing");
    Model model =
        new ModelZoo(folder)
            .load(new ModelRequest("mcunet-5fps", Optional.empty(), 1, Head.REPLACED, 128));
    assertThat(model.weightFacts())
        .containsEntry("origin-sha256", Hashes.of(served))
        .hasEntrySatisfying(
            "bn", bn -> assertThat(bn).contains("of 20 training images of primitives"));
  }

  @Test
  void doesNotDownloadTwice() {
    fetch(published(), false);
    assertThat(fetch(published(), false)).doesNotContain("[1/1]");
    assertThat(requests).isEqualTo(1);
  }

  @Test
  void offlineUsesTheFileThatIsThere() {
    fetch(published(), false);
    assertThat(fetch(published(), true)).contains("262 tensors used");
  }

  @Test
  void offlineSaysWhereToPutTheFile() {
    assertThatThrownBy(() -> fetch(published(), true))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(
            folder.resolve(published().fileName()) + " is missing, and --offline forbids",
            "get it from " + address() + "/" + published().fileName(),
            "and put it there.");
    assertThat(requests).isZero();
  }

  @Test
  void refusesAnotherFile() {
    Outcome refused =
        Outcome.of(
            "models", "fetch", "resnet-18", "--from", address(), "--folder", folder.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .startsWith("neuronbench: Cannot download resnet18-f37072fd.pth from " + address())
        .contains("published is SHA-256 f37072fd...")
        .doesNotContain("\tat ");
    assertThat(folder.resolve("resnet18-f37072fd.pth")).doesNotExist();
  }

  @Test
  void namesWhatIsPublished() {
    Outcome unknown = Outcome.of("models", "fetch", "resnet-34");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .startsWith("neuronbench: There is no published weight file 'resnet-34', expected one of ")
        .contains("resnet50-11ad3fa6", "mobilenet_v2-7ebf99e0", "did you mean 'resnet-18'?");
  }

  @Test
  void refusesAnAddressThatIsNone() {
    Outcome refused = Outcome.of("models", "fetch", "resnet-18", "--from", "ftp://x y");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("--from is 'ftp://x y', expected an address such as https");
  }
}
