package org.neuronbench.core.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuronbench.core.Text;

/** Requests for what is missing of a file. */
record HttpTransfer(
    HttpClient client,
    DownloadSettings settings,
    Downloader.FreeSpace space,
    PublishedFile file,
    PartFile part,
    DownloadListener listener) {

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (?:(\\d+)-\\d+|\\*)/(\\d+|\\*)");
  private static final int BUFFER = 1 << 16;

  /** Brings the part to its end, or throws with what has arrived kept. */
  void run(URI url) throws IOException {
    long offset = resumeOffset(url);
    HttpResponse<InputStream> response = send(request(url, offset));
    try (InputStream body = response.body()) {
      OptionalLong total = accept(url, offset, response);
      if (response.statusCode() != 416) {
        copy(body, total.isPresent() ? total : file.bytes());
      }
    }
  }

  private long resumeOffset(URI url) {
    boolean resumable = file.checksum().isPresent() || part.validator(url).isPresent();
    if (part.size() > 0 && (!resumable || part.size() > file.bytes().orElse(Long.MAX_VALUE))) {
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

  private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
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
    if (total.isPresent() && file.bytes().isPresent() && !total.equals(file.bytes())) {
      throw TransferException.permanent(
          Text.format(
              "the server offers %,d bytes, %,d were published",
              total.getAsLong(), file.bytes().getAsLong()));
    }
    space.check(part.path(), total.orElse(0) - part.size());
    if (response.statusCode() == 200) {
      part.remember(url, validator(response));
    }
    listener.started(url, part.size(), total);
    return total;
  }

  private OptionalLong whole(HttpResponse<?> response) throws IOException {
    refuseEncoded(response);
    part.clear();
    return response.headers().firstValueAsLong("Content-Length");
  }

  private OptionalLong rest(long offset, HttpResponse<?> response) throws IOException {
    refuseEncoded(response);
    Matcher range = CONTENT_RANGE.matcher(header(response, "Content-Range"));
    if (!range.matches() || !String.valueOf(offset).equals(range.group(1))) {
      part.clear();
      throw TransferException.passing("the server answered with another range than asked for");
    }
    return total(range);
  }

  /** The server has no byte beyond those that arrived: they are all, or of something else. */
  private OptionalLong nothingLeft(long offset, HttpResponse<?> response) throws IOException {
    Matcher range = CONTENT_RANGE.matcher(header(response, "Content-Range"));
    OptionalLong total = range.matches() ? total(range) : OptionalLong.empty();
    if (offset == 0 || total.orElse(-1) != offset) {
      part.clear();
      throw TransferException.passing("the file at the server has changed");
    }
    return total;
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("").strip();
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

  /** An encoded body is another file than the published one, though it was not asked for. */
  private static void refuseEncoded(HttpResponse<?> response) throws IOException {
    String encoding = header(response, "Content-Encoding");
    if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
      throw TransferException.permanent(
          Text.format("the server sends it encoded (%s), which was not asked for", encoding));
    }
  }

  private static TransferException refused(HttpResponse<?> response) {
    int status = response.statusCode();
    if (status >= 500 || status == 429 || status == 408) {
      String seconds = header(response, "Retry-After");
      long pause = seconds.matches("\\d{1,6}") ? 1000 * Long.parseLong(seconds) : 0;
      return new TransferException("the server answered " + status, false, pause);
    }
    return TransferException.permanent(
        status >= 300 && status < 400
            ? Text.format("the server redirects (%d) to where this program does not follow", status)
            : "the server answered " + status);
  }

  /** A weak tag does not promise equal bytes, hence the date. */
  private static Optional<String> validator(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("ETag")
        .filter(tag -> tag.startsWith("\""))
        .or(() -> response.headers().firstValue("Last-Modified"));
  }

  private void copy(InputStream body, OptionalLong total) throws IOException {
    try (StallWatch watch = new StallWatch(body, settings)) {
      watch.start();
      byte[] buffer = new byte[BUFFER];
      for (int read; (read = watch.read(buffer)) >= 0; ) {
        part.append(buffer, read);
        checkSize(total);
        listener.advanced(part.size(), total);
      }
    }
    if (part.size() < total.orElse(0)) {
      throw TransferException.passing(
          Text.format("the server ended after %,d of %,d bytes", part.size(), total.getAsLong()));
    }
  }

  private void checkSize(OptionalLong total) throws IOException {
    if (part.size() > total.orElse(Long.MAX_VALUE)) {
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
