package org.neuronbench.core.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.neuronbench.core.Text;

/**
 * The values of a section's settings. A value that is the default is not held, so what is written
 * at its default is the same as what is left out.
 *
 * @param set values by {@link Setting#path}
 */
public record Values(Map<String, Object> set) {

  /** Every setting at its default. */
  public static final Values DEFAULTS = new Values(Map.of());

  /** Copies the map. */
  public Values {
    set = Map.copyOf(set);
  }

  /** Returns the value of a setting that has a default, or must be set. */
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(
            () -> new IllegalStateException(Text.format("%s has no value", setting.path())));
  }

  /** Returns the value of a setting; empty if it is not set and has no default of its own. */
  @SuppressWarnings("unchecked") // with() takes values of the setting's type only
  public <T> Optional<T> find(Setting<T> setting) {
    Object value = set.get(setting.path());
    return value == null ? Optional.ofNullable(setting.fallback()) : Optional.of((T) value);
  }

  /** Returns these values with another one. */
  public <T> Values with(Setting<T> setting, T value) {
    Map<String, Object> changed = new HashMap<>(set);
    if (Objects.equals(value, setting.fallback())) {
      changed.remove(setting.path());
    } else {
      changed.put(setting.path(), value);
    }
    return new Values(changed);
  }

  /** Returns these values, and another one where there is none. */
  <T> Values or(Setting<T> setting, T value) {
    return find(setting).isPresent() ? this : with(setting, value);
  }

  /** Returns what a cell's identity holds of these values, by key. */
  public Map<String, Object> identity(List<Setting<?>> settings) {
    Map<String, Object> identity = new TreeMap<>();
    settings.forEach(setting -> setting.identify(this, identity));
    return identity;
  }

  /** Returns what a file would say: texts, numbers, lists and maps by key. */
  public Map<String, Object> written(List<Setting<?>> settings) {
    Map<String, Object> written = new TreeMap<>();
    settings.forEach(setting -> write(setting, written));
    return written;
  }

  private <T> void write(Setting<T> setting, Map<String, Object> into) {
    if (set.containsKey(setting.path())) {
      into.put(setting.key(), setting.kind().written().apply(get(setting)));
    }
  }
}
