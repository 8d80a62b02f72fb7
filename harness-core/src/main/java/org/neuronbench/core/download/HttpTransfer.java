package org.neuronbench.core.download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuronbench.core.Text;

/** One request for what is missing of a file. */
final class HttpTransfer {

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (?:(\\d+)-\\d+|\\*)/(\\d+|\\*)");

  private final HttpClient client;
  private final DownloadSettings settings;
  private final FreeSpace space;
  private final LongSupplier nanoTime;
  private final PublishedFile file;
  private final PartFile part;
  private final DownloadListener listener;

  HttpTransfer(
      HttpClient client,
      DownloadSettings settings,
      FreeSpace space,
      LongSupplier nanoTime,
      PublishedFile file,
      PartFile part,
      DownloadListener listener) {
    this.client = client;
    this.settings = settings;
    this.space = space;
    this.nanoTime = nanoTime;
    this.file = file;
    this.part = part;
    this.listener = listener;
  }

  /** Brings the part to its end, or throws with what has arrived kept. */
  void run(URI url) throws IOException {
    long offset = resumeOffset(url);
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = send(request(url, offset));
    try (StallGuard body = new StallGuard(settings.stallTimeout())) {
      response.body().subscribe(body);
      OptionalLong total = accept(url, offset, response);
      if (response.statusCode() != 416) {
        copy(body, total);
      }
    }
  }

  private long resumeOffset(URI url) {
    long arrived = part.size();
    boolean resumable = file.checksum().isPresent() || part.validator(url).isPresent();
    boolean tooLong = file.bytes().isPresent() && arrived > file.bytes().getAsLong();
    if (arrived > 0 && (!resumable || tooLong)) {
      part.clear();
    }
    return part.size();
  }

  private HttpRequest request(URI url, long offset) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(settings.connectTimeout().plus(settings.stallTimeout()))
            .header("User-Agent", "neuronbench")
            .header("Accept-Encoding", "identity");
    if (offset > 0) {
      request.header("Range", Text.format("bytes=%d-", offset));
      part.validator(url).ifPresent(validator -> request.header("If-Range", validator));
    }
    return request.build();
  }

  private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(HttpRequest request)
      throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofPublisher());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Prepares the part for the body and returns the size of the whole file, if it is known. */
  private OptionalLong accept(URI url, long offset, HttpResponse<?> response) throws IOException {
    OptionalLong total =
        switch (response.statusCode()) {
          case 200 -> whole(response);
          case 206 -> rest(offset, response);
          case 416 -> nothingLeft(offset, response);
          default -> throw refused(response);
        };
    checkTotal(total);
    space.check(part.path(), total.orElse(0) - part.size());
    if (response.statusCode() == 200) {
      part.remember(url, validator(response));
    }
    listener.started(url, part.size(), total);
    return total;
  }

  /** An encoded body is another file than the published one, though it was not asked for. */
  private static void refuseEncoded(HttpResponse<?> response) throws IOException {
    String encoding = response.headers().firstValue("Content-Encoding").orElse("identity").strip();
    if (!encoding.equalsIgnoreCase("identity")) {
      throw TransferException.permanent(
          Text.format("the server sends it encoded (%s), which was not asked for", encoding));
    }
  }

  private OptionalLong whole(HttpResponse<?> response) throws IOException {
    refuseEncoded(response);
    part.clear();
    return response.headers().firstValueAsLong("Content-Length");
  }

  private OptionalLong rest(long offset, HttpResponse<?> response) throws IOException {
    refuseEncoded(response);
    Matcher range = contentRange(response);
    if (!range.matches() || !String.valueOf(offset).equals(range.group(1))) {
      part.clear();
      throw TransferException.passing("the server answered with another range than asked for");
    }
    return total(range);
  }

  /** The server has no byte beyond those that arrived: they are all, or of something else. */
  private OptionalLong nothingLeft(long offset, HttpResponse<?> response) throws IOException {
    Matcher range = contentRange(response);
    OptionalLong total = range.matches() ? total(range) : OptionalLong.empty();
    if (offset == 0 || total.isEmpty() || total.getAsLong() != offset) {
      part.clear();
      throw TransferException.passing("the file at the server has changed");
    }
    return total;
  }

  private static Matcher contentRange(HttpResponse<?> response) {
    return CONTENT_RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
  }

  private static OptionalLong total(Matcher range) throws IOException {
    try {
      return range.group(2).equals("*")
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseLong(range.group(2)));
    } catch (NumberFormatException e) {
      throw TransferException.passing(Text.format("the server claims %s bytes", range.group(2)));
    }
  }

  private static TransferException refused(HttpResponse<?> response) {
    int status = response.statusCode();
    if (status >= 500 || status == 429 || status == 408) {
      long seconds = retryAfter(response);
      return TransferException.later("the server answered " + status, 1000 * seconds);
    }
    return TransferException.permanent(
        status >= 300 && status < 400
            ? Text.format("the server redirects (%d) to where this program does not follow", status)
            : "the server answered " + status);
  }

  private static long retryAfter(HttpResponse<?> response) {
    String asked = response.headers().firstValue("Retry-After").orElse("");
    return asked.matches("\\d{1,6}") ? Long.parseLong(asked) : 0;
  }

  private void checkTotal(OptionalLong total) throws IOException {
    if (total.isPresent() && file.bytes().isPresent() && !total.equals(file.bytes())) {
      throw TransferException.permanent(
          Text.format(
              "the server offers %,d bytes, %,d were published",
              total.getAsLong(), file.bytes().getAsLong()));
    }
  }

  /** A weak tag does not promise equal bytes, hence the date. */
  private static Optional<String> validator(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("ETag")
        .filter(tag -> tag.startsWith("\""))
        .or(() -> response.headers().firstValue("Last-Modified"));
  }

  private void copy(StallGuard body, OptionalLong told) throws IOException {
    OptionalLong total = told.isPresent() ? told : file.bytes();
    SpeedGuard speed = new SpeedGuard(nanoTime, settings);
    for (List<ByteBuffer> buffers; (buffers = body.next()) != null; ) {
      long before = part.size();
      part.append(buffers);
      checkSize(total);
      listener.advanced(part.size(), total);
      speed.arrived(part.size() - before);
    }
    if (total.isPresent() && part.size() < total.getAsLong()) {
      throw TransferException.passing(
          Text.format("the server ended after %,d of %,d bytes", part.size(), total.getAsLong()));
    }
  }

  private void checkSize(OptionalLong total) throws IOException {
    if (total.isPresent() && part.size() > total.getAsLong()) {
      part.clear();
      throw TransferException.passing("the server sends more bytes than it claims");
    }
    if (total.isEmpty() && part.size() > settings.mostUnannounced()) {
      part.clear();
      throw TransferException.permanent(
          Text.format(
              "the server does not say how large the file is, and sends more than %,d bytes",
              settings.mostUnannounced()));
    }
  }
}
