package org.neuronbench.reports.page;

import java.util.ArrayList;
import java.util.List;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.reports.leaderboard.StrategyResult;

/** The convolutions of the networks that were trained, each once for each unit. */
final class Networks {

  private record Network(String unit, List<String> layers, List<Integer> neurons) {}

  private final List<Network> networks;

  Networks(List<StrategyResult> results) {
    networks =
        results.stream()
            .flatMap(result -> result.cells().stream())
            .map(Networks::network)
            .distinct()
            .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
  }

  int index(CellRecord cell) {
    return networks.indexOf(network(cell));
  }

  List<JsonFields> json() {
    return networks.stream()
        .map(
            network ->
                new JsonFields()
                    .text("unit", network.unit())
                    .texts("layers", network.layers())
                    .counts("neurons", network.neurons()))
        .toList();
  }

  private static Network network(CellRecord cell) {
    return new Network(cell.unit(), cell.layers(), cell.layerNeurons());
  }
}
