package org.neuronbench.core.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/** Settings on the command line that replace what an experiment file says. */
final class Overrides {

  private final String setting;

  private Overrides(String setting) {
    this.setting = setting;
  }

  /** Applies {@code training.epochs=3}; list items are numbered from 0. The value is YAML. */
  static YamlNode apply(YamlNode root, String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1 || setting.substring(equals + 1).isBlank()) {
      throw new InputException(
          Text.format("--set %s: expected KEY=VALUE, such as training.epochs=3", setting));
    }
    String source = "--set " + setting;
    YamlNode value = YamlReader.parse(source, setting.substring(equals + 1));
    return new Overrides(setting)
        .replace(root, List.of(setting.substring(0, equals).split("\\.", -1)), value);
  }

  private YamlNode replace(YamlNode node, List<String> path, YamlNode value) {
    if (path.isEmpty()) {
      return value;
    }
    String key = path.get(0);
    List<String> rest = path.subList(1, path.size());
    if (node instanceof YamlNode.Sequence sequence) {
      return item(sequence, key, rest, value);
    }
    Map<String, YamlNode> entries =
        node instanceof YamlNode.Mapping mapping
            ? new LinkedHashMap<>(mapping.entries())
            : new LinkedHashMap<>();
    if (node instanceof YamlNode.Scalar scalar && !scalar.text().isEmpty()) {
      entries.put("id", scalar); // 'micro' becomes {id: micro}
    }
    YamlNode child = entries.getOrDefault(key, new YamlNode.Scalar("--set " + setting, ""));
    entries.put(key, replace(child, rest, value));
    return new YamlNode.Mapping(node.where(), entries);
  }

  private YamlNode item(YamlNode.Sequence sequence, String key, List<String> rest, YamlNode value) {
    List<YamlNode> items = new ArrayList<>(sequence.items());
    try {
      int index = Integer.parseInt(key);
      items.set(index, replace(items.get(index), rest, value));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new InputException(
          Text.format(
              "--set %s: '%s' is not an item of the list, expected 0 to %d",
              setting, key, items.size() - 1),
          e);
    }
    return new YamlNode.Sequence(sequence.where(), items);
  }
}
