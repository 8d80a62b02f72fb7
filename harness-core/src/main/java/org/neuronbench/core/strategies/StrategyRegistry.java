package org.neuronbench.core.strategies;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.neuronbench.core.InputException;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The strategies at hand, by id. What could not be loaded is kept with the reason. */
public final class StrategyRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(StrategyRegistry.class);
  private static final String ID_FORM = "[a-z0-9]+(-[a-z0-9]+)*";

  private final Map<String, StrategyInfo> infos = new TreeMap<>();
  private final Map<String, Supplier<NeuronSelectionStrategy>> factories = new HashMap<>();
  private final List<String> skipped = new ArrayList<>();

  /**
   * Loads every strategy that a class loader can see.
   *
   * @param loader asked by {@link ServiceLoader}
   * @return the registry
   */
  public static StrategyRegistry load(ClassLoader loader) {
    StrategyRegistry registry = new StrategyRegistry();
    Iterator<ServiceLoader.Provider<NeuronSelectionStrategy>> providers =
        ServiceLoader.load(NeuronSelectionStrategy.class, loader).stream().iterator();
    while (registry.addNext(providers)) {
      // each call adds or skips one
    }
    registry.skipped.forEach(reason -> LOG.warn("Strategy not loaded: {}", reason));
    return registry;
  }

  private boolean addNext(Iterator<ServiceLoader.Provider<NeuronSelectionStrategy>> providers) {
    try {
      if (!providers.hasNext()) {
        return false;
      }
      ServiceLoader.Provider<NeuronSelectionStrategy> provider = providers.next();
      add(provider, CodeOrigin.of(provider.type()));
    } catch (ServiceConfigurationError | LinkageError e) {
      skipped.add(String.valueOf(e.getMessage()));
    }
    return true;
  }

  private void add(Supplier<NeuronSelectionStrategy> factory, CodeOrigin origin) {
    StrategyInfo info;
    try {
      info = StrategyInfo.of(factory.get(), origin);
    } catch (OutOfMemoryError | ServiceConfigurationError | LinkageError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      skipped.add("one from %s threw %s while it described itself".formatted(origin.location(), e));
      return;
    }
    if (!info.id().matches(ID_FORM)) {
      skipped.add(
          "'%s' from %s is no id, expected lower-case words joined by hyphens"
              .formatted(info.id(), origin.location()));
    } else if (infos.putIfAbsent(info.id(), info) != null) {
      skipped.add("'%s' from %s is taken already".formatted(info.id(), origin.location()));
    } else {
      factories.put(info.id(), factory);
    }
  }

  /**
   * Lists the strategies.
   *
   * @return sorted by id
   */
  public Collection<StrategyInfo> strategies() {
    return Collections.unmodifiableCollection(infos.values());
  }

  /**
   * Lists what was not loaded.
   *
   * @return a reason each
   */
  public List<String> skipped() {
    return Collections.unmodifiableList(skipped);
  }

  /**
   * Describes a strategy.
   *
   * @param id of a loaded strategy
   * @return what it declares
   * @throws InputException if there is none
   */
  public StrategyInfo info(String id) {
    StrategyInfo info = infos.get(id);
    if (info == null) {
      throw new InputException(
          "Strategy '%s' is not loaded, expected one of %s"
              .formatted(id, String.join(", ", infos.keySet())));
    }
    return info;
  }

  /**
   * Creates an instance for one cell.
   *
   * @param id of a loaded strategy
   * @return a fresh one
   */
  NeuronSelectionStrategy create(String id) {
    info(id);
    return java.util.Objects.requireNonNull(factories.get(id)).get();
  }
}
