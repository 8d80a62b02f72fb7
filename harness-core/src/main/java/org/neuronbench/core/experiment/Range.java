package org.neuronbench.core.experiment;

import java.util.List;
import java.util.Map;
import org.neuronbench.core.Text;

/** Two ascending numbers above 0. */
record Range(double low, double high) {

  static Kind<Range> kind(double most) {
    String expected =
        Text.format("two ascending numbers above 0, at most %s, such as [0.3, 1]", most);
    Map<String, Object> number = Map.of("type", "number", "exclusiveMinimum", 0, "maximum", most);
    return new Kind<>(
        Text.format("two numbers up to %s", Numerals.plain(most)),
        (node, path, scope) -> read(node, path, expected, most),
        range -> List.of(range.low, range.high),
        Map.of("type", "array", "items", number, "minItems", 2, "maxItems", 2));
  }

  private static Range read(YamlNode node, String path, String expected, double most) {
    List<YamlNode> items = Section.items(node, path, "[0.3, 1]");
    if (items.size() == 2) {
      double low = Section.convert(items.get(0), path, expected, Numerals::decimal);
      double high = Section.convert(items.get(1), path, expected, Numerals::decimal);
      if (low > 0 && low <= high && high <= most) {
        return new Range(low, high);
      }
    }
    throw Section.problem(node, path, "expected " + expected);
  }
}
