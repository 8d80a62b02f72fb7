package org.neuronbench.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.neuronbench.reports.leaderboard.AcrossDatasets;
import org.neuronbench.reports.leaderboard.AcrossDatasets.Duel;
import org.neuronbench.reports.statistics.WinsTiesLosses;

/** A comparison over models and datasets for the page's script. */
final class AcrossJson {

  private final Names names;

  AcrossJson(Names names) {
    this.names = names;
  }

  JsonFields of(AcrossDatasets across) {
    JsonFields json =
        new JsonFields()
            .text("budget", across.budget())
            .texts("subjects", across.subjects())
            .counts("leftOut", names.indices(across.leftOut()));
    across
        .ranks()
        .ifPresent(
            test ->
                json.number("p", OptionalDouble.of(test.pValue()))
                    .number("criticalDifference", OptionalDouble.of(test.criticalDifference())));
    return json.objects(
            "strategies",
            across.strategies().stream().map(strategy -> strategy(across, strategy)).toList())
        .counts("compared", names.indices(across.wins().keySet()))
        .counts("tested", duels(across.wins(), Duel::byTest))
        .counts("means", duels(across.wins(), Duel::byMean));
  }

  private JsonFields strategy(AcrossDatasets across, String strategy) {
    JsonFields json = new JsonFields().count("strategy", names.index(strategy));
    across
        .ranks()
        .map(test -> test.averageRanks().get(strategy))
        .ifPresent(rank -> json.number("averageRank", OptionalDouble.of(rank)));
    return json;
  }

  /** Wins, ties, losses of the second against the first, third against first, and so on. */
  private static List<Integer> duels(
      Map<String, Map<String, Duel>> wins, Function<Duel, WinsTiesLosses> kind) {
    List<String> compared = List.copyOf(wins.keySet());
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < compared.size(); i++) {
      Map<String, Duel> own = wins.getOrDefault(compared.get(i), Map.of());
      for (String other : compared.subList(0, i)) {
        WinsTiesLosses duel = kind.apply(own.get(other));
        counts.addAll(List.of(duel.wins(), duel.ties(), duel.losses()));
      }
    }
    return counts;
  }
}
