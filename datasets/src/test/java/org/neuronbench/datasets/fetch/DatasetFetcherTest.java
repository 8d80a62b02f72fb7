package org.neuronbench.datasets.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.InputException;
import org.neuronbench.core.download.Checksum;
import org.neuronbench.core.download.DownloadListener;
import org.neuronbench.core.download.DownloadSettings;
import org.neuronbench.core.download.Downloader;
import org.neuronbench.core.download.PublishedFile;
import org.neuronbench.datasets.Archives;
import org.neuronbench.datasets.DataFolder;
import org.neuronbench.datasets.fetch.DatasetFetcher.Outcome;
import org.neuronbench.datasets.fetch.Publication.Part;

class DatasetFetcherTest {

  @TempDir Path place;
  private final Map<String, byte[]> served = new HashMap<>();
  private final List<String> downloaded = new ArrayList<>();
  private HttpServer server;
  private DataFolder data;

  private final FetchListener listener =
      new FetchListener() {
        @Override
        public DownloadListener downloading(PublishedFile file, int position, int count) {
          return DownloadListener.SILENT;
        }

        @Override
        public void downloaded(PublishedFile file, Checksum sum) {
          downloaded.add(file.name() + " " + sum);
        }
      };

  @BeforeEach
  void serve() throws IOException {
    data = new DataFolder(place.resolve("data"));
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = served.get(exchange.getRequestURI().getPath().substring(1));
          exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
          if (body != null) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
    Path archive =
        Archives.tarGz(
            place.resolve("images.tgz"), Map.of("images/a.txt", "a".getBytes(), "b", new byte[9]));
    served.put("images.tgz", Files.readAllBytes(archive));
    served.put("list.txt", "one\ntwo\n".getBytes());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Publication publication(Optional<Checksum> checksum) {
    return new Publication(
        "photos",
        "https://example.org",
        "none",
        List.of(
            new Part(file("images.tgz", checksum), 100, ""),
            new Part(file("list.txt", Optional.empty()), 8, "lists")));
  }

  private PublishedFile file(String name, Optional<Checksum> checksum) {
    URI url = URI.create("http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), name));
    return new PublishedFile(name, List.of(url), checksum, OptionalLong.empty());
  }

  private DatasetFetcher fetcher() {
    return new DatasetFetcher(data, new Downloader(DownloadSettings.DEFAULT));
  }

  private Outcome fetch() {
    return fetcher().fetch(publication(Optional.empty()), false, listener);
  }

  @Test
  void bringsUnpacksAndNotesEveryFile() throws IOException {
    assertThat(fetch()).isEqualTo(Outcome.FETCHED);
    Path folder = data.fetched("photos").orElseThrow();
    assertThat(folder.resolve("images/a.txt")).hasContent("a");
    assertThat(folder.resolve("lists/list.txt")).hasContent("one\ntwo");
    assertThat(downloaded.get(1))
        .startsWith("list.txt SHA-256 ")
        .endsWith(Checksum.sha256(folder.resolve("lists/list.txt")).digits());
    assertThat(data.downloads("photos")).doesNotExist();
    assertThat(folder.getParent()).isDirectoryNotContaining("glob:**unfinished*");
    assertThat(fetcher().verify("photos").orElseThrow().files()).isEqualTo(3);
  }

  @Test
  void leavesAFetchedDatasetAlone() {
    fetch();
    served.clear();
    assertThat(fetch()).isEqualTo(Outcome.ALREADY_THERE);
  }

  @Test
  void keepsArchivesOnRequest() {
    fetcher().fetch(publication(Optional.empty()), true, listener);
    assertThat(data.downloads("photos").resolve("images.tgz")).exists();
  }

  @Test
  void leavesNothingOfAnArchiveOfAnotherChecksum() {
    Checksum other = new Checksum(Checksum.Algorithm.MD5, "0123456789abcdef0123456789abcdef");
    assertThatThrownBy(() -> fetcher().fetch(publication(Optional.of(other)), false, listener))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("published is MD5 0123456789abcdef");
    assertThat(data.fetched("photos")).isEmpty();
  }

  @Test
  void leavesNothingOfAnArchiveThatCannotBeUnpacked() {
    served.put("images.tgz", "<html>".getBytes());
    assertThatThrownBy(this::fetch)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot unpack");
    assertThat(data.fetched("photos")).isEmpty();
    assertThat(data.dataset("photos").getParent()).isEmptyDirectory();
  }

  @Test
  void doesNotTouchAFolderOfTheUsersOwn() throws IOException {
    Files.createDirectories(data.dataset("photos"));
    assertThatThrownBy(this::fetch)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("exists but was not fetched by this program");
  }

  @Test
  void verificationNamesWhatIsMissingOrDamaged() throws IOException {
    fetch();
    Path folder = data.dataset("photos");
    Files.writeString(folder.resolve("images/a.txt"), "b");
    Files.delete(folder.resolve("lists/list.txt"));
    assertThat(fetcher().verify("photos").orElseThrow().problems())
        .containsExactly("images/a.txt is damaged", "lists/list.txt is missing");
    assertThat(fetcher().verify("birds")).isEmpty();
  }

  @Test
  void offlineNamesTheFirstMissingFile() {
    Downloader offline = new Downloader(DownloadSettings.DEFAULT.offline(true));
    assertThatThrownBy(
            () ->
                new DatasetFetcher(data, offline)
                    .fetch(publication(Optional.empty()), false, listener))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(data.downloads("photos").resolve("images.tgz") + " is missing")
        .hasMessageContaining("--offline");
  }

  @Test
  void publicationsAreThoseOfTheCatalog() {
    assertThat(Publications.all())
        .extracting(Publication::id)
        .containsExactly("cifar10", "cifar100", "vww", "flowers102", "food101", "pets", "cub200");
    assertThat(Publications.all())
        .allSatisfy(p -> assertThat(p.bytes()).isBetween(100_000_000L, 30_000_000_000L));
  }

  @Test
  void clearsWhatAKilledProcessUnpacked() throws IOException {
    Path left = data.dataset("photos").resolveSibling(".photos-unfinished-1");
    Files.createDirectories(left.resolve("photos/images"));
    Files.createFile(left.resolve("lock"));
    fetch();
    assertThat(left).doesNotExist();
  }
}
