package org.neuronbench.core.strategies;

import org.jspecify.annotations.Nullable;
import org.neuronbench.core.plugins.NotLoaded;
import org.neuronbench.core.plugins.PluginText;

/** The form of ids, and those that nobody may take. */
final class StrategyId {

  static final int LONGEST = 60;
  static final String RESERVED = "neuronbench";
  private static final String FORM = "[a-z0-9]+(-[a-z0-9]+)*";

  private StrategyId() {}

  static String checked(String type, @Nullable String id) throws NotLoaded {
    if (id == null) {
      throw new NotLoaded("declares %s, whose id() is null", type);
    }
    if (id.length() > LONGEST || !id.matches(FORM)) {
      throw new NotLoaded(
          "declares %s, whose id() is '%s', expected lower-case letters and digits joined by single"
              + " hyphens, up to %d, such as my-idea",
          type, PluginText.line(id, LONGEST), LONGEST);
    }
    if (id.equals(RESERVED) || id.startsWith(RESERVED + "-")) {
      throw new NotLoaded(
          "declares %s, whose id '%s' is reserved: ids that begin with '%s' are for the project",
          type, id, RESERVED);
    }
    return id;
  }
}
