package org.neuronbench.reports.browser;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A tab, with what its page asked for and complained of. */
public final class Tab {

  private final DevTools devTools;
  private final String session;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private CompletableFuture<Void> loaded = new CompletableFuture<>();
  private CompletableFuture<Void> downloaded = new CompletableFuture<>();

  Tab(DevTools devTools, String session) {
    this.devTools = devTools;
    this.session = session;
    devTools.listen(this::hear);
    List.of("Page.enable", "Runtime.enable", "Log.enable", "Network.enable")
        .forEach(domain -> send(domain, Chromium.object()));
  }

  /** Sets the size of the window in CSS pixels. */
  public Tab size(int width, int height) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Chromium.object()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
    return this;
  }

  /** Sets what the system prefers: {@code light} or {@code dark}. */
  public Tab prefer(String scheme) {
    ObjectNode media = Chromium.object();
    media.putArray("features").addObject().put("name", "prefers-color-scheme").put("value", scheme);
    send("Emulation.setEmulatedMedia", media);
    return this;
  }

  /** Switches JavaScript off. */
  public Tab withoutScripts() {
    send("Emulation.setScriptExecutionDisabled", Chromium.object().put("value", true));
    return this;
  }

  /** Opens an address and waits until it is loaded. */
  public Tab open(String address) {
    loaded = new CompletableFuture<>();
    send("Page.navigate", Chromium.object().put("url", address));
    DevTools.await("Loading " + address, loaded);
    return this;
  }

  /** Evaluates an expression in the page; a promise is waited for. */
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            Chromium.object()
                .put("expression", expression)
                .put("returnByValue", true)
                .put("awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      fail("%s: %s", expression, answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** The text of each element that a selector finds. */
  public List<String> texts(String selector) {
    JsonNode found =
        evaluate(
            "Array.from(document.querySelectorAll(%s), e => e.innerText.trim())"
                .formatted(quoted(selector)));
    return list(found);
  }

  /** Clicks the element that a selector finds. */
  public Tab click(String selector) {
    evaluate("document.querySelector(%s).click()".formatted(quoted(selector)));
    return this;
  }

  /**
   * Presses a key on whatever has the focus, such as {@code Tab}, {@code Enter}, {@code Escape}.
   */
  public Tab press(String key) {
    int code = "Tab".equals(key) ? 9 : "Enter".equals(key) ? 13 : "Escape".equals(key) ? 27 : 32;
    ObjectNode event =
        Chromium.object()
            .put("key", " ".equals(key) ? " " : key)
            .put("code", " ".equals(key) ? "Space" : key)
            .put("windowsVirtualKeyCode", code);
    if ("Enter".equals(key) || " ".equals(key)) {
      event.put("text", "Enter".equals(key) ? "\r" : " ");
    }
    send("Input.dispatchKeyEvent", event.deepCopy().put("type", "keyDown"));
    send("Input.dispatchKeyEvent", event.put("type", "keyUp"));
    return this;
  }

  /** Clicks what starts a download and returns what was downloaded. */
  public String download(String selector, Path folder, String name) throws IOException {
    downloaded = new CompletableFuture<>();
    devTools.send(
        "Browser.setDownloadBehavior",
        Chromium.object()
            .put("behavior", "allow")
            .put("downloadPath", folder.toString())
            .put("eventsEnabled", true),
        "");
    click(selector);
    DevTools.await("The download of " + name, downloaded);
    return Files.readString(folder.resolve(name));
  }

  /** A picture of the whole page. */
  public byte[] picture() {
    return bytes(
        send(
            "Page.captureScreenshot",
            Chromium.object().put("captureBeyondViewport", true).put("format", "png")));
  }

  /** The page as it is printed. */
  public byte[] print() {
    return bytes(
        send(
            "Page.printToPDF",
            Chromium.object().put("preferCSSPageSize", true).put("printBackground", false)));
  }

  /** Every address that the page asked for. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Errors and warnings of the console, uncaught exceptions, and what the policy refused. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  private static byte[] bytes(JsonNode answer) {
    return Base64.getDecoder().decode(answer.path("data").asText());
  }

  private static List<String> list(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return List.copyOf(texts);
  }

  private static String quoted(String text) {
    return Chromium.object().textNode(text).toString();
  }

  private JsonNode send(String method, ObjectNode parameters) {
    return devTools.send(method, parameters, session);
  }

  private void hear(JsonNode event) {
    JsonNode parameters = event.path("params");
    String method = event.path("method").asText();
    if (method.equals("Browser.downloadProgress")
        && parameters.path("state").asText().equals("completed")) {
      downloaded.complete(null);
    }
    if (event.path("sessionId").asText().equals(session)) {
      hear(method, parameters);
    }
  }

  private void hear(String method, JsonNode parameters) {
    switch (method) {
      case "Page.loadEventFired" -> loaded.complete(null);
      case "Network.requestWillBeSent" ->
          requests.add(parameters.path("request").path("url").asText());
      case "Runtime.exceptionThrown", "Log.entryAdded" -> complaints.add(parameters.toString());
      case "Runtime.consoleAPICalled" -> complaints.add(parameters.path("args").toString());
      default -> {}
    }
  }
}
