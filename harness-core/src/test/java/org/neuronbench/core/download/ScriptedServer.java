package org.neuronbench.core.download;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP server of raw sockets that answers each request with the next line of its script. */
final class ScriptedServer implements AutoCloseable {

  /** A request as it came. */
  record Request(String path, Map<String, String> headers) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  /** What the server does with one request. */
  @FunctionalInterface
  interface Answer {
    void write(Request request, OutputStream out) throws IOException;
  }

  private final ServerSocket socket;
  private final Deque<Answer> script = new ArrayDeque<>();
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

  ScriptedServer(Answer... answers) throws IOException {
    script.addAll(List.of(answers));
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::serve);
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:%d/%s".formatted(socket.getLocalPort(), path));
  }

  List<Request> requests() {
    return requests;
  }

  static Answer status(int status, String... headers) {
    return (request, out) -> head(out, status, headers);
  }

  /** A complete answer to a request for everything. */
  static Answer whole(byte[] body, String... headers) {
    return (request, out) -> {
      head(out, 200, with(headers, "Content-Length: " + body.length));
      out.write(body);
    };
  }

  /** Claims all and sends only the first bytes. */
  static Answer cutAfter(int sent, byte[] body, String... headers) {
    return (request, out) -> {
      head(out, 200, with(headers, "Content-Length: " + body.length));
      out.write(body, 0, sent);
    };
  }

  /** What a good server sends for the range that was asked for. */
  static Answer rest(byte[] body, String... headers) {
    return (request, out) -> {
      int from = Integer.parseInt(request.header("Range").replaceAll("\\D", ""));
      String range = "Content-Range: bytes %d-%d/%d".formatted(from, body.length - 1, body.length);
      head(out, 206, with(headers, range, "Content-Length: " + (body.length - from)));
      out.write(body, from, body.length - from);
    };
  }

  static void head(OutputStream out, int status, String... headers) throws IOException {
    String text = "HTTP/1.1 %d X\r\nConnection: close\r\n".formatted(status);
    text += headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    out.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static String[] with(String[] headers, String... more) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        start(() -> serve(client));
      } catch (IOException e) {
        return; // the test is over
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      answer(client);
    } catch (IOException e) {
      // the client left
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void answer(Socket client) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    String first = reader.readLine();
    if (first == null) {
      return;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line; !(line = reader.readLine()).isEmpty(); ) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    Request request = new Request(first.split(" ")[1], headers);
    requests.add(request);
    next().write(request, client.getOutputStream());
    client.getOutputStream().flush();
  }

  /** The last answer repeats. */
  private synchronized Answer next() {
    return script.size() > 1 ? script.remove() : script.getFirst();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
