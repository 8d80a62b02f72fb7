package org.neuronbench.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The values of a strategy's declared parameters, defaults filled in. Immutable. */
public final class Parameters {

  private final Map<String, Object> values;

  private Parameters(Map<String, Object> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /**
   * Checks raw values against the declarations and fills in the defaults.
   *
   * @param specs the declarations
   * @param raw values by name; may lack any
   * @return the values, in the order of the declarations
   * @throws IllegalArgumentException if a name was not declared or a value is not allowed
   */
  public static Parameters of(List<ParameterSpec> specs, Map<String, ?> raw) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (ParameterSpec spec : specs) {
      Object given = raw.get(spec.name());
      values.put(spec.name(), given == null ? spec.defaultValue() : spec.parse(given));
    }
    for (String name : raw.keySet()) {
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "Parameter '%s' was not declared, expected one of %s",
                name,
                values.keySet()));
      }
    }
    return new Parameters(values);
  }

  /**
   * Returns a real number.
   *
   * @param name a parameter declared with {@link ParameterSpec#number}
   * @return its value
   */
  public double number(String name) {
    return get(name, Double.class);
  }

  /**
   * Returns a whole number.
   *
   * @param name a parameter declared with {@link ParameterSpec#integer}
   * @return its value
   */
  public int integer(String name) {
    return get(name, Integer.class);
  }

  /**
   * Returns a choice or a text.
   *
   * @param name a parameter declared with {@link ParameterSpec#choice} or {@link
   *     ParameterSpec#text}
   * @return its value
   */
  public String text(String name) {
    return get(name, String.class);
  }

  /**
   * Returns all values by name, in the order of the declarations.
   *
   * @return an immutable map
   */
  public Map<String, Object> asMap() {
    return values;
  }

  private <T> T get(String name, Class<T> type) {
    Object value = values.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "No %s parameter '%s' was declared, only %s",
              type.getSimpleName(),
              name,
              values));
    }
    return type.cast(value);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
