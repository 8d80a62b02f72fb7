package org.neuronbench.core.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/**
 * Reads YAML into nodes that remember their line. Of YAML only what an experiment needs: what would
 * be read as something else than it says (aliases, tags) is refused.
 */
final class YamlReader {

  /** An experiment has kilobytes; the parser takes minutes for a value of some megabytes. */
  static final int MOST_BYTES = 1_000_000;

  /** Longer than any path. */
  static final int MOST_CHARACTERS = 10_000;

  private static final int DEEPEST = 20;

  /** Read as 8 by YAML 1.1 and as 10 by YAML 1.2. */
  private static final Pattern OCTAL = Pattern.compile("[+-]?0[0-9_]+");

  private static final YAMLFactory YAML = new YAMLFactory();

  private final String name;
  private final YAMLParser parser;

  private YamlReader(String name, YAMLParser parser) {
    this.name = name;
    this.parser = parser;
  }

  static YamlNode read(Path file) {
    try (InputStream input = Files.newInputStream(file)) {
      ByteBuffer bytes = ByteBuffer.wrap(input.readNBytes(MOST_BYTES + 1));
      checkSize(file.toString(), bytes.remaining());
      return parse(file.toString(), StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (NoSuchFileException e) {
      throw new InputException(Text.format("Experiment file %s does not exist", file), e);
    } catch (CharacterCodingException e) {
      throw new InputException(
          Text.format("%s is not a text file in UTF-8; save it with that encoding", file), e);
    } catch (IOException e) {
      throw new InputException(Text.format("Experiment file %s cannot be read: %s", file, e), e);
    }
  }

  private static void checkSize(String name, int size) {
    if (size > MOST_BYTES) {
      throw new InputException(
          Text.format(
              "%s has more than %,d bytes, which no experiment needs; give an experiment file",
              name, MOST_BYTES));
    }
  }

  /** Parses a text; {@code name} stands before the line number in messages. */
  static YamlNode parse(String name, String text) {
    checkSize(name, text.length());
    checkCharacters(name, text);
    try (YAMLParser parser = YAML.createParser(text)) {
      return new YamlReader(name, parser).document();
    } catch (JsonProcessingException e) {
      throw new InputException(YamlWords.of(name, e), e);
    } catch (IOException e) {
      throw new InputException(Text.format("%s cannot be read: %s", name, e), e);
    }
  }

  private static void checkCharacters(String name, String text) {
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      line += character == '\n' ? 1 : 0;
      if (Character.isISOControl(character) && "\n\r\t\u0085".indexOf(character) < 0) {
        throw new InputException(
            Text.format(
                "%s:%d: the character %s belongs in no text; remove it",
                name, line, Shown.code(character)));
      }
    }
  }

  private YamlNode document() throws IOException {
    if (parser.nextToken() == null) {
      throw new InputException(
          Text.format(
                  "%s is empty; it needs at least 'models', 'datasets', 'strategies' and 'budgets', as in",
                  name)
              + " examples/quickstart.yaml");
    }
    YamlNode node = node();
    if (parser.nextToken() != null) {
      throw new InputException(where() + ": only one YAML document is allowed");
    }
    return node;
  }

  private String where() {
    return name + ":" + parser.currentTokenLocation().getLineNr();
  }

  private YamlNode node() throws IOException {
    String where = where();
    refuseSurprises();
    return switch (parser.currentToken()) {
      case START_OBJECT -> new YamlNode.Mapping(where, entries());
      case START_ARRAY -> new YamlNode.Sequence(where, items());
      case VALUE_NULL -> new YamlNode.Scalar(where, "");
      default -> new YamlNode.Scalar(where, checked(parser.getText()));
    };
  }

  /** What other readers of YAML, or this one, would take for something else than it says. */
  private void refuseSurprises() throws IOException {
    if (parser.isCurrentAlias()) {
      throw refused(Text.format("*%s is an alias; write the value itself", parser.getText()));
    }
    if (parser.getTypeId() != null) {
      throw refused(Text.format("a tag (!%s) changes nothing here; remove it", parser.getTypeId()));
    }
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && OCTAL.matcher(parser.getText()).matches()) {
      throw refused(
          Text.format(
              "%s may be octal; write the number without the 0 before it, or a text in quotes",
              parser.getText()));
    }
    if (parser.getParsingContext().getNestingDepth() > DEEPEST) {
      throw refused(Text.format("lists and mappings lie more than %d deep; write fewer", DEEPEST));
    }
  }

  private InputException refused(String what) {
    return new InputException(Text.format("%s: %s", where(), Shown.of(what)));
  }

  private String checked(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw refused(
          Text.format(
              "a text of %,d characters, allowed are %,d; shorten it",
              text.length(), MOST_CHARACTERS));
    }
    return text;
  }

  private Map<String, YamlNode> entries() throws IOException {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = checked(parser.currentName());
      String where = where();
      parser.nextToken();
      if (entries.put(key, node()) != null) {
        throw new InputException(
            Text.format("%s: the key '%s' is there twice; remove one", where, Shown.of(key)));
      }
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
