package org.neuronbench.core.experiment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neuronbench.core.InputException;

/** Reads YAML into nodes that remember their line. */
final class YamlReader {

  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String name;
  private final JsonParser parser;

  private YamlReader(String name, JsonParser parser) {
    this.name = name;
    this.parser = parser;
  }

  static YamlNode read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new InputException("Experiment file %s does not exist".formatted(file), e);
    } catch (MalformedInputException e) {
      throw new InputException("%s is not a text file in UTF-8".formatted(file), e);
    } catch (IOException e) {
      throw new InputException("Experiment file %s cannot be read: %s".formatted(file, e), e);
    }
  }

  /** Parses a text; {@code name} stands before the line number in messages. */
  static YamlNode parse(String name, String text) {
    try (JsonParser parser = YAML.createParser(text)) {
      YamlReader reader = new YamlReader(name, parser);
      if (parser.nextToken() == null) {
        throw new InputException(
            "%s is empty; it needs at least 'models', 'datasets', 'strategies' and 'budgets', as in"
                    .formatted(name)
                + " examples/quickstart.yaml");
      }
      YamlNode node = reader.node();
      if (parser.nextToken() != null) {
        throw new InputException(reader.where() + ": only one YAML document is allowed");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new InputException(YamlWords.of(name, e), e);
    } catch (IOException e) {
      throw new InputException("%s cannot be read: %s".formatted(name, e), e);
    }
  }

  private String where() {
    return name + ":" + parser.currentTokenLocation().getLineNr();
  }

  private YamlNode node() throws IOException {
    String where = where();
    return switch (parser.currentToken()) {
      case START_OBJECT -> new YamlNode.Mapping(where, entries());
      case START_ARRAY -> new YamlNode.Sequence(where, items());
      default -> new YamlNode.Scalar(where, parser.getText() == null ? "" : parser.getText());
    };
  }

  private Map<String, YamlNode> entries() throws IOException {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      entries.put(key, node());
    }
    return entries;
  }

  private List<YamlNode> items() throws IOException {
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node());
    }
    return items;
  }
}
