package org.neuronbench.core.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of an experiment file that knows where it stands. */
sealed interface YamlNode {

  /** Returns the place, such as {@code quickstart.yaml:7}. */
  String where();

  /** Names the kind for messages. */
  String kind();

  /** Returns texts, lists and maps that can be written down; every value is a text. */
  Object plain();

  /** A text, number or other single value, as written. */
  record Scalar(String where, String text) implements YamlNode {
    @Override
    public String kind() {
      return "'" + Shown.of(text) + "'";
    }

    @Override
    public Object plain() {
      return text;
    }
  }

  /** A list. */
  record Sequence(String where, List<YamlNode> items) implements YamlNode {
    @Override
    public String kind() {
      return "a list";
    }

    @Override
    public Object plain() {
      return items.stream().map(YamlNode::plain).toList();
    }
  }

  /** Keys with values, in file order. */
  record Mapping(String where, Map<String, YamlNode> entries) implements YamlNode {
    public Mapping {
      entries = new LinkedHashMap<>(entries);
    }

    @Override
    public String kind() {
      return "a mapping";
    }

    @Override
    public Object plain() {
      Map<String, Object> plain = new LinkedHashMap<>();
      entries.forEach((key, value) -> plain.put(key, value.plain()));
      return plain;
    }
  }
}
