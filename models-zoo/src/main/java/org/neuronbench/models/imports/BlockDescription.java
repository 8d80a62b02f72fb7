package org.neuronbench.models.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.models.weights.SafetensorsReader;

/** What a user says of the blocks of a network whose weights do not say it. */
public final class BlockDescription {

  /** The entries of a weight file's metadata that describe blocks. */
  static final List<String> KEYS = List.of("first_conv", "arch");

  private static final long LONGEST = 1 << 20;

  private BlockDescription() {}

  /**
   * Reads {@code first_conv} and {@code arch} from JSON, a file of it, or the metadata of a {@code
   * .safetensors} file.
   */
  public static Map<String, String> read(String text) {
    Map<String, String> found = text.strip().startsWith("{") ? json(text, "it") : file(text);
    Map<String, String> description = new LinkedHashMap<>();
    for (String key : KEYS) {
      String value = found.get(key);
      if (value == null) {
        throw wrong("it has no '%s'", key);
      }
      description.put(key, value);
    }
    return description;
  }

  private static Map<String, String> file(String text) {
    try {
      Path path = Path.of(text);
      if (text.endsWith(".safetensors")) {
        return SafetensorsReader.metadata(path);
      }
      if (Files.size(path) > LONGEST) {
        throw wrong("%s is longer than %d bytes", text, LONGEST);
      }
      return json(Files.readString(path), text);
    } catch (IOException | InvalidPathException e) {
      throw wrong("%s cannot be read (%s)", text, e);
    }
  }

  private static Map<String, String> json(String text, String where) {
    try {
      Map<String, String> found = new LinkedHashMap<>();
      JsonNode root = new JsonMapper().readTree(text);
      root.properties().forEach(entry -> found.put(entry.getKey(), entry.getValue().toString()));
      return found;
    } catch (JsonProcessingException e) {
      throw wrong("%s is no JSON: %s", where, e.getOriginalMessage());
    }
  }

  @FormatMethod
  private static InputException wrong(@FormatString String reason, @Nullable Object... values) {
    return new InputException(
        Text.format(
            "--blocks: %s; expected is {\"first_conv\": {...}, \"arch\": [...]}, a file of that, or a"
                + " .safetensors file that says so in its metadata",
            Text.format(reason, values)));
  }
}
