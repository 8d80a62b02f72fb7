package org.neuronbench.reports;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.neuronbench.reports.AcrossDatasets.Duel;
import org.neuronbench.reports.statistics.WinsTiesLosses;

/** A comparison over models and datasets for the page's script. */
final class AcrossJson {

  private AcrossJson() {}

  static JsonFields of(AcrossDatasets across) {
    JsonFields json =
        new JsonFields()
            .text("budget", across.budget())
            .texts("subjects", across.subjects())
            .texts("leftOut", across.leftOut());
    across
        .ranks()
        .ifPresent(
            test ->
                json.number("p", OptionalDouble.of(test.pValue()))
                    .number("criticalDifference", OptionalDouble.of(test.criticalDifference())));
    return json.objects(
        "strategies",
        across.strategies().stream().map(strategy -> strategy(across, strategy)).toList());
  }

  private static JsonFields strategy(AcrossDatasets across, String strategy) {
    JsonFields json = new JsonFields().text("strategy", strategy);
    across
        .ranks()
        .map(test -> test.averageRanks().get(strategy))
        .ifPresent(rank -> json.number("averageRank", OptionalDouble.of(rank)));
    Map<String, Duel> duels = across.wins().getOrDefault(strategy, Map.of());
    return json.objects(
        "duels",
        duels.entrySet().stream().map(duel -> duel(duel.getKey(), duel.getValue())).toList());
  }

  private static JsonFields duel(String against, Duel duel) {
    return new JsonFields()
        .text("against", against)
        .counts("tested", counts(duel.byTest()))
        .counts("means", counts(duel.byMean()));
  }

  private static List<Integer> counts(WinsTiesLosses duel) {
    return List.of(duel.wins(), duel.ties(), duel.losses());
  }
}
