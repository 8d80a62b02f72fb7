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
import java.util.stream.Collectors;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.plugins.NotLoaded;
import org.neuronbench.core.plugins.Plugin;
import org.neuronbench.core.plugins.PluginCalls;
import org.neuronbench.core.plugins.PluginOrigin;
import org.neuronbench.core.plugins.ProviderLoader;
import org.neuronbench.core.plugins.Rejection;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The strategies and methods at hand, by id. What could not be loaded is kept with the reason; it
 * never keeps the others away.
 */
public final class StrategyRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(StrategyRegistry.class);

  /** How long a constructor, {@code id()} and the other declarations of a strategy may take. */
  public static final Duration DECLARATION_LIMIT = Duration.ofSeconds(10);

  private final Map<String, LoadedStrategy> strategies = new TreeMap<>();
  private final MethodRegistry methods = new MethodRegistry();
  private final List<Rejection> rejections = new ArrayList<>();
  private final Duration limit;

  private StrategyRegistry(Duration limit) {
    this.limit = limit;
  }

  /** Loads the strategies of some plug-ins. Of two with one id the first is taken. */
  public static StrategyRegistry load(List<Path> plugins) {
    StrategyRegistry registry = new StrategyRegistry(DECLARATION_LIMIT);
    plugins.forEach(registry::add);
    LOG.debug("Loaded {}; not loaded {}", registry.strategies.keySet(), registry.rejections);
    return registry;
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
    for (String type : plugin.strategies()) {
      add(plugin, new StrategyLoader(plugin, type, limit), this::add);
    }
    for (String type : plugin.methods()) {
      add(plugin, new MethodLoader(plugin, type, limit), methods::add);
    }
  }

  private interface Shelf<L> {
    void add(L loaded) throws NotLoaded;
  }

  private <L> void add(Plugin plugin, ProviderLoader<?, L> loader, Shelf<L> shelf) {
    try {
      shelf.add(loader.load());
    } catch (NotLoaded e) {
      rejections.add(new Rejection(plugin.origin().path(), loader.id(), e.reason()));
    }
  }

  private void add(LoadedStrategy strategy) throws NotLoaded {
    String id = strategy.info().id();
    LoadedStrategy first = strategies.putIfAbsent(id, strategy);
    if (first != null) {
      throw taken(id, first.info().origin(), strategy.info().origin());
    }
  }

  /** Returns the methods of the same plug-ins. */
  public MethodRegistry methods() {
    return methods;
  }

  static NotLoaded taken(String id, PluginOrigin first, PluginOrigin second) {
    if (first.path().equals(second.path())) {
      return new NotLoaded("declares the id '%s' twice", id);
    }
    String copy = first.hash().equals(second.hash()) ? ", a copy of it" : "";
    return new NotLoaded(
        "declares the id '%s', which is taken by %s (%s)%s; remove one of them",
        id, first.name(), first.place(), copy);
  }

  /** Lists the strategies, sorted by id. */
  public Collection<StrategyInfo> strategies() {
    return strategies.values().stream().map(LoadedStrategy::info).toList();
  }

  /** Lists what was not loaded, in the order of the plug-ins. */
  public List<Rejection> rejections() {
    return Collections.unmodifiableList(rejections);
  }

  public StrategyInfo info(String id) {
    return loaded(id).info();
  }

  /** Creates an instance: on the plug-in's thread only, see {@link #calls}. */
  public NeuronSelectionStrategy create(String id) throws ReflectiveOperationException {
    return loaded(id).provider().create();
  }

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

  /** Lists the rejections of an id, or all if there is none of it, each after a line break. */
  public String whyNot(String id) {
    List<Rejection> named =
        rejections.stream().filter(r -> r.id().equals(Optional.of(id))).toList();
    return (named.isEmpty() ? rejections : named)
        .stream()
            .map(r -> Text.format("%n  not loaded: %s", r.line()))
            .collect(Collectors.joining());
  }
}
