package org.neuronbench.reports.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.neuronbench.core.Text;
import org.neuronbench.core.results.Metric.Better;
import org.neuronbench.reports.leaderboard.AcrossDatasets;
import org.neuronbench.reports.leaderboard.Choices;
import org.neuronbench.reports.leaderboard.GroupStatistics;
import org.neuronbench.reports.leaderboard.Leaderboard;
import org.neuronbench.reports.leaderboard.StrategyResult;

/**
 * What the page's script shows, as JSON that can stand in a script element. Shares are in [0, 1],
 * times in seconds, numbers have six significant digits; what was not measured is left out.
 */
public final class PageJson {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private final Leaderboard leaderboard;
  private final Names names = new Names();
  private final Networks networks;
  private final List<ResultJson> results;
  private final boolean comparesAll;
  private final List<JsonFields> groups;
  private final List<JsonFields> across;

  /** Computes what every page of the leaderboard holds. */
  public PageJson(Leaderboard leaderboard) {
    List<GroupStatistics> statistics = leaderboard.statistics();
    this.leaderboard = leaderboard;
    networks = new Networks(leaderboard.results());
    results =
        leaderboard.results().stream()
            .map(result -> new ResultJson(result, leaderboard, names, networks))
            .toList();
    GroupJson group = new GroupJson(leaderboard);
    comparesAll = group.comparesAll();
    groups =
        IntStream.range(0, statistics.size())
            .mapToObj(i -> group.of(leaderboard.groups().get(i), statistics.get(i)))
            .toList();
    AcrossJson json = new AcrossJson(names);
    across = AcrossDatasets.of(leaderboard).stream().map(json::of).toList();
  }

  public String render(PageDetail detail) {
    Thinning curves = curves(leaderboard.results(), detail.curveNumbers());
    Thinning shares = shares(leaderboard.results(), detail.layerShares());
    return escaped(
        new JsonFields()
            .text("title", Summary.title(leaderboard))
            .flag("timed", leaderboard.timed())
            .count("curveStride", curves.stride())
            .count("shareStride", shares.stride())
            .count("mostCompared", Choices.MOST_COMPARED)
            .flag("comparesAll", comparesAll)
            .objects("metrics", metrics())
            .objects("costs", costs())
            .object("help", RankingColumns.help())
            .objects("networks", networks.json())
            .objects(
                "results", results.stream().map(result -> result.with(curves, shares)).toList())
            .objects("groups", groups)
            .objects("across", across)
            .texts("names", names.all()));
  }

  private List<JsonFields> metrics() {
    return leaderboard.metrics().ofCells().stream()
        .map(
            metric ->
                new JsonFields()
                    .text("key", metric.column())
                    .text("title", metric.title())
                    .text("help", metric.help())
                    .text("unit", metric.unit().name().toLowerCase(Locale.ROOT))
                    .flag("lower", metric.better() == Better.LOWER))
        .toList();
  }

  private List<JsonFields> costs() {
    return leaderboard.metrics().byCost().values().stream()
        .map(
            parts ->
                new JsonFields()
                    .text("key", parts.get(0).cost().orElseThrow().name().replace('-', '_'))
                    .text("title", parts.get(0).cost().orElseThrow().title())
                    .text("unit", parts.get(0).unit().name().toLowerCase(Locale.ROOT))
                    .text("meaning", parts.get(0).cost().orElseThrow().meaning()))
        .toList();
  }

  private static Thinning curves(List<StrategyResult> results, int most) {
    return Thinning.within(
        stride ->
            results.stream()
                .mapToInt(
                    result ->
                        Thinning.count(result.epochs(), stride) * (result.ok().size() > 1 ? 2 : 1))
                .sum(),
        most);
  }

  private static Thinning shares(List<StrategyResult> results, int most) {
    return Thinning.withinOrNothing(
        stride ->
            results.stream()
                .mapToInt(result -> Thinning.count(result.epochs(), stride) * layers(result))
                .sum(),
        most);
  }

  private static int layers(StrategyResult result) {
    return result.ok().stream().mapToInt(cell -> cell.layers().size()).findFirst().orElse(0);
  }

  /** Escapes what could end the script element or, in JavaScript, the line. */
  private static String escaped(JsonFields fields) {
    String json;
    try {
      json = JSON.writeValueAsString(fields.node());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of texts and numbers can be written", e);
    }
    StringBuilder safe = new StringBuilder(json.length() + 64);
    IntStream.range(0, json.length()).forEach(i -> append(safe, json.charAt(i)));
    return safe.toString();
  }

  // Outside of strings JSON has none of these, so the text stays the same JSON.
  private static void append(StringBuilder safe, char c) {
    boolean unsafe = c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029';
    if (unsafe || Character.isSurrogate(c)) {
      safe.append(Text.format("\\u%04x", (int) c));
    } else {
      safe.append(c);
    }
  }
}
