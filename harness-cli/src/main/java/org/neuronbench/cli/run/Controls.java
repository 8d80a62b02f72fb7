package org.neuronbench.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neuronbench.core.experiment.Control;
import org.neuronbench.core.experiment.Experiment;
import org.neuronbench.core.experiment.Experiment.StrategyEntry;
import org.neuronbench.core.strategies.StrategyRegistry;

/** Adds control experiments to an experiment's strategies. */
final class Controls {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Controls() {}

  /** Lists the strategies and the controls of those that observe the network, as JSON. */
  static String added(Experiment experiment, StrategyRegistry registry) {
    List<Map<String, String>> all = new ArrayList<>();
    for (StrategyEntry entry : experiment.strategies()) {
      all.add(settings(entry));
      boolean observes = !registry.info(entry.id()).signals().isEmpty();
      if (observes && !entry.parameters().containsKey(Control.KEY)) {
        all.add(with(entry, Control.INVERTED));
        all.add(with(entry, Control.SHUFFLED));
      }
    }
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts are always JSON", e);
    }
  }

  private static Map<String, String> settings(StrategyEntry entry) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("id", entry.id());
    settings.putAll(entry.parameters());
    return settings;
  }

  private static Map<String, String> with(StrategyEntry entry, Control control) {
    Map<String, String> settings = settings(entry);
    settings.put(Control.KEY, control.id());
    return settings;
  }
}
