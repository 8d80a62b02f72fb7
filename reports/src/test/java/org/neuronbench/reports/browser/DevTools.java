package org.neuronbench.reports.browser;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The DevTools protocol: commands that are answered, and events that come by themselves. */
final class DevTools implements WebSocket.Listener {

  private static final int SECONDS = 30;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<Consumer<JsonNode>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger last = new AtomicInteger();
  private final StringBuilder message = new StringBuilder();
  private @Nullable WebSocket socket;

  static DevTools connect(URI address) {
    DevTools devTools = new DevTools();
    devTools.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, devTools).join();
    return devTools;
  }

  void listen(Consumer<JsonNode> listener) {
    listeners.add(listener);
  }

  JsonNode send(String method, ObjectNode parameters, String session) {
    int id = last.incrementAndGet();
    ObjectNode command = Chromium.object().put("id", id).put("method", method);
    command.set("params", parameters);
    if (!session.isEmpty()) {
      command.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    if (socket != null) {
      socket.sendText(command.toString(), true).join();
    }
    JsonNode answered = await(method, answer);
    if (answered.has("error")) {
      fail("%s failed: %s", method, answered.path("error"));
    }
    return answered.path("result");
  }

  static <T> T await(String what, CompletableFuture<T> answer) {
    try {
      return answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("%s was not answered in %d s".formatted(what, SECONDS), e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean complete) {
    message.append(part);
    if (complete) {
      receive(message.toString());
      message.setLength(0);
    }
    from.request(1);
    return null;
  }

  private void receive(String text) {
    try {
      JsonNode received = JSON.readTree(text);
      CompletableFuture<JsonNode> answer = answers.remove(received.path("id").asInt());
      if (answer != null) {
        answer.complete(received);
      } else {
        listeners.forEach(listener -> listener.accept(received));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Chromium speaks JSON", e);
    }
  }
}
