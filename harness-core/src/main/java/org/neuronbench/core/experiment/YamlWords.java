package org.neuronbench.core.experiment;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuronbench.core.Text;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in plain words what is wrong with a YAML text, and what to do. */
final class YamlWords {

  /** What the parser says, and what we say; {@code $1} is what the pattern's group found. */
  private static final Map<Pattern, String> WORDS = new LinkedHashMap<>();

  static {
    say("found character '\\\\t\\(TAB\\)'", "a tab indents the line; use blanks");
    say("found character '(.)'", "a value cannot begin with '$1'; put it in quotes");
    say("mapping values are not allowed", "a second ': ' in one line; put the value in quotes");
    say("could not find expected ':'", "a line without ':'; write 'key: value'");
    say("quoted scalar.*found unexpected end", "a quote is not closed");
    say(
        "found unknown escape character (.)",
        "'\\\\$1' in double quotes means nothing; use single ones");
    say(
        "flow sequence.*expected ',' or ']'",
        "a list that began with '[' is not closed, or lacks a ','");
    say("flow mapping.*expected ',' or '}'", "what began with '{' is not closed, or lacks a ','");
    say("flow node", "a list or mapping that began with '[' or '{' is not closed");
    say("expected <block end>", "this line is indented otherwise than those it belongs to");
    say("Expected a field name", "a key is a list, a mapping or an alias; write 'key: value'");
    say("undefined alias", "'*' refers to nothing; put the value in quotes if it is none");
  }

  private YamlWords() {}

  private static void say(String pattern, String words) {
    WORDS.put(Pattern.compile(pattern), words);
  }

  /** Words what the parser threw, with the line where it found it. */
  static String of(String name, JsonProcessingException e) {
    return Text.format("%s:%d: not YAML: %s", name, line(e), words(e));
  }

  private static int line(JsonProcessingException e) {
    Mark mark = e.getCause() instanceof MarkedYAMLException yaml ? yaml.getProblemMark() : null;
    JsonLocation place = e.getLocation();
    return mark != null ? mark.getLine() + 1 : place == null ? 1 : Math.max(1, place.getLineNr());
  }

  private static String words(JsonProcessingException e) {
    String said =
        e.getCause() instanceof MarkedYAMLException yaml
            ? yaml.getContext() + " " + yaml.getProblem()
            : e.getOriginalMessage();
    for (Map.Entry<Pattern, String> words : WORDS.entrySet()) {
      Matcher matcher = words.getKey().matcher(said);
      if (matcher.find()) {
        return matcher.group().replaceFirst(words.getKey().pattern(), words.getValue());
      }
    }
    return "look at the quotes, brackets, colons and indentation of this line and the one before";
  }
}
