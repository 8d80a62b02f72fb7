package org.neuronbench.reports.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A JSON object of short numbers; what is not there is left out. */
final class JsonFields {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ObjectNode node;

  JsonFields() {
    this(NODES.objectNode());
  }

  private JsonFields(ObjectNode node) {
    this.node = node;
  }

  JsonFields copy() {
    return new JsonFields(node.deepCopy());
  }

  ObjectNode node() {
    return node;
  }

  JsonFields text(String name, String value) {
    if (!value.isEmpty()) {
      node.put(name, value);
    }
    return this;
  }

  JsonFields flag(String name, boolean value) {
    if (value) {
      node.put(name, true);
    }
    return this;
  }

  JsonFields count(String name, long value) {
    node.put(name, value);
    return this;
  }

  /** Six significant digits. */
  JsonFields number(String name, OptionalDouble value) {
    return decimal(name, Rounded.number(value));
  }

  /** Short numbers, {@code null} for what is not there. */
  JsonFields numbers(String name, List<OptionalDouble> values) {
    ArrayNode array = node.putArray(name);
    values.forEach(value -> array.add(Rounded.number(value)));
    return this;
  }

  JsonFields decimal(String name, @Nullable BigDecimal value) {
    if (value != null) {
      node.put(name, value);
    }
    return this;
  }

  JsonFields object(String name, JsonFields value) {
    if (!value.node.isEmpty()) {
      node.set(name, value.node);
    }
    return this;
  }

  JsonFields objects(String name, List<JsonFields> values) {
    ArrayNode array = node.putArray(name);
    values.forEach(value -> array.add(value.node));
    return this;
  }

  JsonFields texts(String name, List<String> values) {
    ArrayNode array = node.putArray(name);
    values.forEach(array::add);
    return this;
  }

  JsonFields counts(String name, List<Integer> values) {
    ArrayNode array = node.putArray(name);
    values.forEach(array::add);
    return this;
  }

  /** Shares in [0, 1] in hundredths of a percent; {@code null} for what is not a number. */
  <T> JsonFields shares(String name, List<T> values, ToDoubleFunction<T> share) {
    if (!values.isEmpty()) {
      ArrayNode array = node.putArray(name);
      values.forEach(value -> array.add(Rounded.tenThousandths(share.applyAsDouble(value))));
    }
    return this;
  }

  /**
   * Rows of short numbers, each in the same order; {@code null} for what is not there, and nothing
   * at the end of a row.
   */
  JsonFields rows(String name, List<List<OptionalDouble>> rows) {
    ArrayNode array = node.putArray(name);
    for (List<OptionalDouble> row : rows) {
      ArrayNode numbers = array.addArray();
      row.forEach(number -> numbers.add(Rounded.number(number)));
      while (!numbers.isEmpty() && numbers.get(numbers.size() - 1).isNull()) {
        numbers.remove(numbers.size() - 1);
      }
    }
    return this;
  }
}
