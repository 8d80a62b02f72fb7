package org.neuronbench.core.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.neuronbench.core.download.ScriptedServer.cutAfter;
import static org.neuronbench.core.download.ScriptedServer.head;
import static org.neuronbench.core.download.ScriptedServer.rest;
import static org.neuronbench.core.download.ScriptedServer.status;
import static org.neuronbench.core.download.ScriptedServer.whole;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.InputException;

class DownloaderTest {

  private static final DownloadSettings QUICK =
      new DownloadSettings(
          3,
          Duration.ofSeconds(5),
          Duration.ofMillis(250),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          300_000,
          false);
  private static final String TAG = "ETag: \"v1\"";

  @TempDir Path folder;
  private final byte[] body = new byte[100_000];
  private final List<Long> pauses = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private final Downloader downloader = new Downloader(QUICK, pauses::add, path -> 1L << 40);
  private Path target;

  private final DownloadListener listener =
      new DownloadListener() {
        @Override
        public void retrying(URI url, String reason, long pauseMillis) {
          reasons.add(reason);
        }
      };

  @BeforeEach
  void fill() {
    new Random(7).nextBytes(body);
    target = folder.resolve("sub/file.bin");
  }

  private PublishedFile file(URI... urls) throws IOException {
    return new PublishedFile(
        "file.bin", List.of(urls), Optional.of(sha256(body)), OptionalLong.empty());
  }

  private static PublishedFile unchecked(URI... urls) {
    return new PublishedFile("file.bin", List.of(urls), Optional.empty(), OptionalLong.empty());
  }

  private Checksum sha256(byte[] content) throws IOException {
    Path copy = Files.write(folder.resolve("copy"), content);
    return Checksum.sha256(copy);
  }

  private void fetch(PublishedFile file) {
    downloader.fetch(file, target, listener);
  }

  private void assertFetched() {
    assertThat(target).hasBinaryContent(body);
    assertThat(target.getParent()).isDirectoryNotContaining("glob:**.part*");
  }

  @Test
  void bringsAFileAndReportsProgress() throws IOException {
    List<Long> advances = new ArrayList<>();
    DownloadListener progress =
        new DownloadListener() {
          @Override
          public void advanced(long bytes, OptionalLong total) {
            assertThat(total).hasValue(body.length);
            advances.add(bytes);
          }
        };
    try (ScriptedServer server = new ScriptedServer(whole(body))) {
      downloader.fetch(file(server.url("a")), target, progress);
    }
    assertFetched();
    assertThat(advances).isSorted().endsWith((long) body.length);
  }

  @Test
  void leavesAGoodFileAlone() throws IOException {
    Files.createDirectories(target.getParent());
    Files.write(target, body);
    try (ScriptedServer server = new ScriptedServer(status(500))) {
      fetch(file(server.url("a")));
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void replacesADamagedFileOnlyByAGoodOne() throws IOException {
    Files.createDirectories(target.getParent());
    Files.write(target, new byte[] {1});
    try (ScriptedServer server = new ScriptedServer(status(404))) {
      assertThatThrownBy(() -> fetch(file(server.url("a")))).isInstanceOf(InputException.class);
    }
    assertThat(target).hasBinaryContent(new byte[] {1});
    try (ScriptedServer server = new ScriptedServer(whole(body))) {
      fetch(file(server.url("a")));
    }
    assertFetched();
  }

  @Test
  void goesOnWhereADroppedConnectionEnded() throws IOException {
    try (ScriptedServer server = new ScriptedServer(cutAfter(60_000, body, TAG), rest(body))) {
      fetch(file(server.url("a")));
      assertThat(server.requests().get(1).header("Range")).isEqualTo("bytes=60000-");
      assertThat(server.requests().get(1).header("If-Range")).isEqualTo("\"v1\"");
    }
    assertFetched();
    assertThat(pauses).containsExactly(1000L);
    assertThat(reasons).hasSize(1).noneMatch("closed"::equals);
  }

  @Test
  void goesOnWhereAnEarlierRunEnded() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(cutAfter(60_000, body, TAG), status(404), rest(body, TAG))) {
      assertThatThrownBy(() -> fetch(unchecked(server.url("a"))))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("answered 404")
          .hasMessageContaining("60,000 bytes are kept");
      assertThat(target).doesNotExist();
      fetch(unchecked(server.url("a")));
      assertThat(server.requests().get(2).header("If-Range")).isEqualTo("\"v1\"");
    }
    assertFetched();
  }

  @Test
  void resumesByDateWhereTheTagIsWeak() throws IOException {
    String date = "Last-Modified: Wed, 21 Oct 2015 07:28:00 GMT";
    try (ScriptedServer server =
        new ScriptedServer(cutAfter(60_000, body, "ETag: W/\"v1\"", date), rest(body))) {
      fetch(unchecked(server.url("a")));
      assertThat(server.requests().get(1).header("If-Range"))
          .isEqualTo("Wed, 21 Oct 2015 07:28:00 GMT");
    }
    assertFetched();
  }

  @Test
  void startsAgainWhereNothingTellsTheVersion() throws IOException {
    try (ScriptedServer server = new ScriptedServer(cutAfter(60_000, body), whole(body))) {
      fetch(unchecked(server.url("a")));
      assertThat(server.requests().get(1).header("Range")).isEmpty();
    }
    assertFetched();
  }

  @Test
  void startsAgainWhereTheServerIgnoresRanges() throws IOException {
    try (ScriptedServer server = new ScriptedServer(cutAfter(60_000, body, TAG), whole(body))) {
      fetch(file(server.url("a")));
      assertThat(server.requests().get(1).header("Range")).isEqualTo("bytes=60000-");
    }
    assertFetched();
  }

  @Test
  void startsAgainWhereTheServerSendsAnotherRange() throws IOException {
    ScriptedServer.Answer wrong =
        (request, out) -> {
          head(out, 206, "Content-Range: bytes 0-99999/100000", "Content-Length: 100000");
          out.write(body);
        };
    try (ScriptedServer server =
        new ScriptedServer(cutAfter(60_000, body, TAG), wrong, whole(body))) {
      fetch(file(server.url("a")));
    }
    assertFetched();
    assertThat(reasons).contains("the server answered with another range than asked for");
  }

  @Test
  void startsAgainWhenResumedBytesAreOfTwoVersions() throws IOException {
    byte[] old = body.clone();
    old[5]++;
    try (ScriptedServer server =
        new ScriptedServer(cutAfter(60_000, old, TAG), rest(body), whole(body))) {
      fetch(file(server.url("a")));
    }
    assertFetched();
    assertThat(reasons).anyMatch(reason -> reason.contains("published is SHA-256"));
  }

  @Test
  void takesACompletePartAsItIs() throws IOException {
    Files.createDirectories(target.getParent());
    Files.write(target.resolveSibling("file.bin.part"), body);
    try (ScriptedServer server =
        new ScriptedServer(status(416, "Content-Range: bytes */100000", "Content-Length: 0"))) {
      fetch(file(server.url("a")));
    }
    assertFetched();
  }

  @Test
  void startsAgainWhenThePartIsLongerThanTheFile() throws IOException {
    Files.createDirectories(target.getParent());
    Files.write(target.resolveSibling("file.bin.part"), new byte[200_000]);
    try (ScriptedServer server =
        new ScriptedServer(status(416, "Content-Range: bytes */100000"), whole(body))) {
      fetch(file(server.url("a")));
    }
    assertFetched();
  }

  @Test
  void noticesAStallAndGoesOn() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    ScriptedServer.Answer stalls =
        (request, out) -> {
          head(out, 200, TAG, "Content-Length: " + body.length);
          out.write(body, 0, 30_000);
          out.flush();
          awaitUninterruptibly(over);
        };
    try (ScriptedServer server = new ScriptedServer(stalls, rest(body))) {
      fetch(file(server.url("a")));
    } finally {
      over.countDown();
    }
    assertFetched();
    assertThat(reasons).containsExactly("no data for 0.25 seconds");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void followsRedirectsWithTheRange() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(
            status(302, "Location: /b"),
            cutAfter(60_000, body, TAG),
            status(302, "Location: /b"),
            rest(body))) {
      fetch(file(server.url("a")));
      assertThat(server.requests().get(3).path()).isEqualTo("/b");
      assertThat(server.requests().get(3).header("Range")).isEqualTo("bytes=60000-");
    }
    assertFetched();
  }

  @Test
  void endsARedirectLoop() throws IOException {
    try (ScriptedServer server = new ScriptedServer(status(302, "Location: /a"))) {
      assertThatThrownBy(() -> fetch(file(server.url("a"))))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("Cannot download file.bin");
    }
  }

  @Test
  void waitsLongerAfterEachFailureAndThenGivesUp() throws IOException {
    try (ScriptedServer server = new ScriptedServer(status(503))) {
      assertThatThrownBy(() -> fetch(file(server.url("a"))))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("the server answered 503")
          .hasMessageContaining("put it at " + target.toAbsolutePath());
      assertThat(server.requests()).hasSize(3);
    }
    assertThat(pauses).containsExactly(1000L, 2000L);
  }

  @Test
  void waitsAsLongAsTheServerAsksWithinBounds() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(
            status(429, "Retry-After: 7"), status(429, "Retry-After: 9999"), whole(body))) {
      fetch(file(server.url("a")));
    }
    assertThat(pauses).containsExactly(7000L, 60_000L);
  }

  @Test
  void countsOnlyFailuresWithoutProgress() throws IOException {
    ScriptedServer.Answer[] drops = new ScriptedServer.Answer[9];
    drops[0] = cutAfter(10_000, body, TAG);
    for (int i = 1; i < drops.length; i++) {
      int end = 10_000 * (i + 1);
      drops[i] =
          (request, out) -> {
            head(out, 206, "Content-Range: bytes %d-99999/100000".formatted(end - 10_000));
            out.write(body, end - 10_000, 10_000);
          };
    }
    List<ScriptedServer.Answer> script = new ArrayList<>(Arrays.asList(drops));
    script.add(rest(body));
    try (ScriptedServer server = new ScriptedServer(script.toArray(ScriptedServer.Answer[]::new))) {
      fetch(file(server.url("a")));
      assertThat(server.requests()).hasSize(10);
    }
    assertFetched();
  }

  @Test
  void turnsToMirrors() throws IOException {
    try (ScriptedServer gone = new ScriptedServer(status(404));
        ScriptedServer mirror = new ScriptedServer(whole(body))) {
      fetch(file(gone.url("a"), mirror.url("b")));
      assertThat(gone.requests()).hasSize(1);
    }
    assertFetched();
  }

  @Test
  void turnsToAMirrorWhenAContentIsForged() throws IOException {
    byte[] forged = body.clone();
    forged[99_999]++;
    try (ScriptedServer bad = new ScriptedServer(whole(forged));
        ScriptedServer good = new ScriptedServer(whole(body))) {
      fetch(file(bad.url("a"), good.url("b")));
    }
    assertFetched();
  }

  @Test
  void refusesAFileOfAnotherChecksum() throws IOException {
    try (ScriptedServer server = new ScriptedServer(whole(new byte[50]))) {
      assertThatThrownBy(() -> fetch(file(server.url("a"))))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("its 50 bytes have")
          .hasMessageContaining("published is SHA-256");
    }
    assertThat(target).doesNotExist();
    assertThat(target.getParent()).isEmptyDirectory();
  }

  @Test
  void refusesAFileOfAnotherSizeBeforeReadingIt() throws IOException {
    try (ScriptedServer server = new ScriptedServer(whole(body))) {
      PublishedFile small =
          new PublishedFile(
              "file.bin", List.of(server.url("a")), Optional.empty(), OptionalLong.of(50));
      assertThatThrownBy(() -> fetch(small))
          .hasMessageContaining("the server offers 100,000 bytes, 50 were published");
    }
  }

  @Test
  void stopsAServerThatNeverEnds() throws IOException {
    ScriptedServer.Answer endless =
        (request, out) -> {
          head(out, 200);
          while (true) {
            out.write(body);
          }
        };
    try (ScriptedServer server = new ScriptedServer(endless)) {
      PublishedFile sized =
          new PublishedFile(
              "file.bin", List.of(server.url("a")), Optional.empty(), OptionalLong.of(250_000));
      assertThatThrownBy(() -> fetch(sized))
          .hasMessageContaining("the server sends more bytes than it claims");
    }
    assertThat(target.getParent()).isEmptyDirectory();
  }

  @Test
  void noticesAnUnannouncedEnd() throws IOException {
    ScriptedServer.Answer shortened =
        (request, out) -> {
          head(out, 200, TAG);
          out.write(body, 0, 40_000);
        };
    try (ScriptedServer server = new ScriptedServer(shortened, rest(body))) {
      PublishedFile sized =
          new PublishedFile(
              "file.bin", List.of(server.url("a")), Optional.empty(), OptionalLong.of(body.length));
      fetch(sized);
    }
    assertFetched();
    assertThat(reasons).containsExactly("the server ended after 40,000 of 100,000 bytes");
  }

  @Test
  void refusesWhatTheDiskCannotHold() throws IOException {
    Downloader full = new Downloader(QUICK, pauses::add, path -> 10);
    try (ScriptedServer server = new ScriptedServer(whole(body))) {
      PublishedFile file = file(server.url("a"));
      assertThatThrownBy(() -> full.fetch(file, target, listener))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("needs 100,000 more bytes, but the disk has 10 left");
    }
  }

  @Test
  void saysWhereToPutTheFileWhenOffline() throws IOException {
    Downloader offline = new Downloader(QUICK.offline(true));
    PublishedFile file = file(URI.create("https://example.org/file.bin"));
    assertThatThrownBy(() -> offline.fetch(file, target, listener))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(target.toAbsolutePath() + " is missing")
        .hasMessageContaining("https://example.org/file.bin (SHA-256 ")
        .hasMessageContaining("put it there");
    Files.createDirectories(target.getParent());
    Files.write(target, body);
    offline.fetch(file, target, listener);
  }

  @Test
  void namesARefusedConnection() throws IOException {
    URI closed;
    try (ServerSocket unused = new ServerSocket(0)) {
      closed = URI.create("http://127.0.0.1:%d/a".formatted(unused.getLocalPort()));
    }
    assertThatThrownBy(() -> fetch(file(closed)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("connection refused");
  }

  @Test
  void refusesASecondDownloadOfTheSameFile() throws IOException {
    try (PartFile held = PartFile.open(target)) {
      assertThat(held.size()).isZero();
      assertThatThrownBy(() -> fetch(file(URI.create("http://127.0.0.1:9/a"))))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("is being downloaded by another run");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "GZIP, identity"})
  void refusesAnEncodedBody(String encoding) throws IOException {
    try (ScriptedServer server = new ScriptedServer(whole(body, "Content-Encoding: " + encoding))) {
      PublishedFile file = unchecked(server.url("a"));
      assertThatThrownBy(() -> fetch(file))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(
              "the server sends it encoded (%s), which was not asked for", encoding);
      assertThat(server.requests().get(0).header("Accept-Encoding")).isEqualTo("identity");
    }
    assertThat(target.getParent()).isEmptyDirectory();
  }

  @Test
  void takesABodyThatSaysItIsPlain() throws IOException {
    try (ScriptedServer server = new ScriptedServer(whole(body, "Content-Encoding: identity"))) {
      fetch(unchecked(server.url("a")));
    }
    assertFetched();
  }

  @Test
  void keepsWhatHadArrivedWhenTheRestIsEncoded() throws IOException {
    ScriptedServer.Answer encoded =
        (request, out) ->
            head(out, 206, "Content-Range: bytes 60000-99999/100000", "Content-Encoding: gzip");
    try (ScriptedServer server = new ScriptedServer(cutAfter(60_000, body, TAG), encoded)) {
      PublishedFile file = file(server.url("a"));
      assertThatThrownBy(() -> fetch(file)).hasMessageContaining("the server sends it encoded");
    }
    assertThat(target.resolveSibling("file.bin.part")).hasSize(60_000);
  }

  @Test
  void stopsAServerThatNeverEndsWhereNobodySaysTheSize() throws IOException {
    ScriptedServer.Answer endless =
        (request, out) -> {
          head(out, 200);
          while (true) {
            out.write(body);
          }
        };
    try (ScriptedServer server = new ScriptedServer(endless)) {
      PublishedFile file = unchecked(server.url("a"));
      assertThatThrownBy(() -> fetch(file))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(
              "the server does not say how large the file is, and sends more than 300,000 bytes");
    }
    assertThat(target.getParent()).isEmptyDirectory();
  }

  @Test
  void givesUpOnAServerThatDropsAfterAFewBytes() throws IOException {
    ScriptedServer.Answer drips =
        (request, out) -> {
          String asked = request.header("Range").replaceAll("\\D", "");
          int from = asked.isEmpty() ? 0 : Integer.parseInt(asked);
          String range = "Content-Range: bytes %d-99999/100000".formatted(from);
          head(out, from == 0 ? 200 : 206, TAG, range, "Content-Length: " + (100_000 - from));
          out.write(body, from, 10);
        };
    try (ScriptedServer server = new ScriptedServer(drips)) {
      PublishedFile file = file(server.url("a"));
      assertThatThrownBy(() -> fetch(file)).isInstanceOf(InputException.class);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void breaksASlowTransferOffAndGoesOn() throws IOException {
    DownloadSettings patient =
        new DownloadSettings(
            3,
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ZERO,
            Duration.ZERO,
            0,
            false);
    ScriptedServer.Answer trickles =
        (request, out) -> {
          head(out, 200, TAG, "Content-Length: " + body.length);
          for (int i = 0; i < 2000; i++) {
            out.write(body, 5 * i, 5);
            out.flush();
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
          }
        };
    try (ScriptedServer server = new ScriptedServer(trickles, rest(body))) {
      new Downloader(patient, pauses::add, path -> 1L << 40)
          .fetch(file(server.url("a")), target, listener);
      assertThat(server.requests().get(1).header("Range")).matches("bytes=[1-9]\\d*-");
    }
    assertFetched();
    assertThat(reasons).hasSize(1);
    assertThat(reasons.get(0))
        .matches("only \\d+ bytes came in 1 seconds, expected are 1,000 a second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://example.org/a", "jar:file:/a!/b"})
  void followsNoRedirectToAnotherScheme(String location) throws IOException {
    try (ScriptedServer server = new ScriptedServer(status(302, "Location: " + location))) {
      PublishedFile file = file(server.url("a"));
      assertThatThrownBy(() -> fetch(file)).isInstanceOf(InputException.class);
    }
    assertThat(target).doesNotExist();
  }
}
