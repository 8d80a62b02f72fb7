package org.neuronbench.reports.page;

import java.util.ArrayList;
import java.util.List;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.reports.leaderboard.StrategyResult;

/** The convolutions of the networks that were trained, each network once. */
final class Networks {

  private record Network(List<String> layers, List<Integer> neurons) {}

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
        .map(n -> new JsonFields().texts("layers", n.layers()).counts("neurons", n.neurons()))
        .toList();
  }

  private static Network network(CellRecord cell) {
    return new Network(cell.layers(), cell.layerNeurons());
  }
}
