package org.neuronbench.core.strategies;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.plugins.NotLoaded;
import org.neuronbench.core.plugins.Plugin;
import org.neuronbench.core.plugins.PluginCalls;
import org.neuronbench.core.plugins.PluginOrigin;
import org.neuronbench.core.plugins.Rejection;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The strategies at hand, by id. What could not be loaded is kept with the reason; it never keeps
 * the others away.
 */
public final class StrategyRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(StrategyRegistry.class);

  /** How long a constructor, {@code id()} and the other declarations of a strategy may take. */
  public static final Duration DECLARATION_LIMIT = Duration.ofSeconds(10);

  private final Map<String, LoadedStrategy> strategies = new TreeMap<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final Duration limit;

  private StrategyRegistry(Duration limit) {
    this.limit = limit;
  }

  /**
   * Loads the strategies of some plug-ins. Of two with one id the first is taken.
   *
   * @param plugins jars, folders of jars, or folders of classes; each is one plug-in
   */
  public static StrategyRegistry load(List<Path> plugins) {
    StrategyRegistry registry = new StrategyRegistry(DECLARATION_LIMIT);
    plugins.forEach(registry::add);
    LOG.debug("Loaded {}; not loaded {}", registry.strategies.keySet(), registry.rejections);
    return registry;
  }

  /** Loads the strategies of plug-ins that are open. */
  public static StrategyRegistry of(List<Plugin> plugins) {
    return of(plugins, DECLARATION_LIMIT);
  }

  static StrategyRegistry of(List<Plugin> plugins, Duration limit) {
    StrategyRegistry registry = new StrategyRegistry(limit);
    plugins.forEach(registry::add);
    return registry;
  }

  private void add(Path path) {
    try {
      add(Plugin.open(path));
    } catch (NotLoaded e) {
      rejections.add(new Rejection(path, Optional.empty(), e.reason()));
    }
  }

  private void add(Plugin plugin) {
    for (String type : plugin.classes()) {
      StrategyLoader loader = new StrategyLoader(plugin, type, limit);
      try {
        add(loader.load());
      } catch (NotLoaded e) {
        rejections.add(new Rejection(plugin.origin().path(), loader.id(), e.reason()));
      }
    }
  }

  private void add(LoadedStrategy strategy) throws NotLoaded {
    String id = strategy.info().id();
    LoadedStrategy first = strategies.putIfAbsent(id, strategy);
    if (first != null) {
      throw new NotLoaded(taken(id, first.info().origin(), strategy.info().origin()));
    }
  }

  private static String taken(String id, PluginOrigin first, PluginOrigin second) {
    if (first.path().equals(second.path())) {
      return Text.format("declares the id '%s' twice", id);
    }
    return Text.format(
        "declares the id '%s', which is taken by %s (%s)%s; remove one of them",
        id,
        first.name(),
        first.place(),
        first.hash().equals(second.hash()) ? ", a copy of it" : "");
  }

  /** Lists the strategies, sorted by id. */
  public Collection<StrategyInfo> strategies() {
    return strategies.values().stream().map(LoadedStrategy::info).toList();
  }

  /** Lists what was not loaded, in the order of the plug-ins. */
  public List<Rejection> rejections() {
    return Collections.unmodifiableList(rejections);
  }

  /**
   * Describes a strategy.
   *
   * @throws InputException if there is none
   */
  public StrategyInfo info(String id) {
    return loaded(id).info();
  }

  /**
   * Creates an instance, to be called on the plug-in's thread only.
   *
   * @throws ReflectiveOperationException if its constructor throws; the cause is what it threw
   * @throws InputException if there is no such strategy
   * @see #calls
   */
  public NeuronSelectionStrategy create(String id) throws ReflectiveOperationException {
    return loaded(id).provider().create();
  }

  /**
   * Prepares calls of a strategy.
   *
   * @throws InputException if there is no such strategy
   */
  public PluginCalls calls(String id, Duration limit) {
    return new PluginCalls(id, loaded(id).plugin().loader(), limit);
  }

  LoadedStrategy loaded(String id) {
    LoadedStrategy strategy = strategies.get(id);
    if (strategy == null) {
      throw new InputException(
          Text.format(
              "Strategy '%s' is not loaded, expected one of %s%s",
              id, String.join(", ", strategies.keySet()), whyNot(id)));
    }
    return strategy;
  }

  /**
   * Says why a strategy may be missing.
   *
   * @param id of a strategy that is not there
   * @return the rejections of this id; all of them if none of this id is known; each on a line of
   *     its own, after a line break. Nothing if everything was loaded
   */
  public String whyNot(String id) {
    List<Rejection> named =
        rejections.stream().filter(r -> r.id().equals(Optional.of(id))).toList();
    StringBuilder why = new StringBuilder();
    for (Rejection rejection : named.isEmpty() ? rejections : named) {
      why.append(Text.format("%n  not loaded: %s", rejection.line()));
    }
    return why.toString();
  }
}
