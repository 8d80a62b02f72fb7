package org.neuronbench.testkit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.neuronbench.spi.ParameterSpec;

/** The values of a parameter that stand for all that it allows. */
final class ParameterValues {

  private ParameterValues() {}

  /** Returns least, greatest, middle and default of a number, every choice, or a text's default. */
  static Set<Object> of(ParameterSpec spec) {
    List<Object> boundaries = spec.boundaries();
    Set<Object> values = new LinkedHashSet<>(boundaries);
    if (boundaries.get(0) instanceof Double least && boundaries.get(1) instanceof Double most) {
      values.add(least / 2 + most / 2);
    }
    if (boundaries.get(0) instanceof Integer least && boundaries.get(1) instanceof Integer most) {
      values.add((int) (((long) least + most) / 2));
    }
    values.add(spec.defaultValue());
    return values;
  }
}
