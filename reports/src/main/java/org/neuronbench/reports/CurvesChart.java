package org.neuronbench.reports;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws a group's learning curves as inline SVG, with a legend; a single epoch makes no curve. */
final class CurvesChart {

  private static final double WIDTH = 520;
  private static final double HEIGHT = 300;
  private static final double LEFT = 52;
  private static final double RIGHT = 12;
  private static final double TOP = 12;
  private static final double BOTTOM = 40;
  private static final int MOST_MARKERS = 10;
  private static final double TENTH_OF_PERCENT = 0.001;

  private final Html html;
  private final CurveStyles styles;
  private final List<LeaderboardEntry> entries;
  private final int epochs;
  private final Axis across;
  private final Axis up;

  private CurvesChart(Html html, CurveStyles styles, List<LeaderboardEntry> entries) {
    this.html = html;
    this.styles = styles;
    this.entries = entries;
    this.epochs = entries.stream().mapToInt(entry -> curve(entry).size()).max().orElse(0);
    this.across = new Axis(0, Math.max(1, epochs - 1), Axis.enclosing(0, epochs, 1).step());
    this.up = accuracyAxis(entries);
  }

  static void write(Html html, CurveStyles styles, LeaderboardGroup group) {
    List<LeaderboardEntry> entries =
        group.entries().stream().filter(LeaderboardEntry::measured).toList();
    CurvesChart chart = new CurvesChart(html, styles, entries);
    if (chart.epochs > 1) {
      chart.write();
    }
  }

  private void write() {
    html.element("h3", "Learning curves").open("figure");
    html.open("div", "class", "chart");
    drawing();
    legend();
    html.closeBlock();
    html.element(
        "figcaption",
        "Mean test top-1 (%) after each epoch over the ok cells. The vertical axis does not start at"
            + " 0. Dashed: references without a budget.");
    CurveNumbers.write(html, entries, epochs);
    html.closeBlock();
  }

  private void drawing() {
    String label = "Learning curves of " + entries.size() + " strategies; the numbers follow below";
    String viewBox = "0 0 " + Math.round(WIDTH) + " " + Math.round(HEIGHT);
    html.open("svg", "viewBox", viewBox, "role", "img", "aria-label", label);
    up.ticks().forEach(this::horizontalLine);
    IntStream.range(0, epochs)
        .filter(epoch -> epoch % Math.round(across.step()) == 0)
        .forEach(this::epochLabel);
    label(LEFT + (WIDTH - LEFT - RIGHT) / 2, HEIGHT - 6, "middle", "epoch (the first is 0)");
    // Drawn last lies on top: the best.
    for (int i = entries.size() - 1; i >= 0; i--) {
      line(entries.get(i));
    }
    html.closeBlock();
  }

  private void horizontalLine(double share) {
    String y = coordinate(y(share));
    String end = coordinate(WIDTH - RIGHT);
    html.empty("line", "class", "grid", "x1", coordinate(LEFT), "x2", end, "y1", y, "y2", y);
    int decimals = up.step() < 0.01 - 1e-12 ? 1 : 0;
    label(LEFT - 6, y(share) + 4, "end", Numbers.fixed(100 * share, decimals) + " %");
  }

  private void epochLabel(int epoch) {
    label(x(epoch), HEIGHT - BOTTOM + 18, "middle", String.valueOf(epoch));
  }

  private void label(double x, double y, String anchor, String text) {
    html.element("text", text, "x", coordinate(x), "y", coordinate(y), "text-anchor", anchor);
  }

  private void line(LeaderboardEntry entry) {
    List<Double> curve = curve(entry);
    html.open("g", "class", styles.styleClass(entry));
    html.element("title", entry.result().strategy());
    String points =
        IntStream.range(0, curve.size())
            .mapToObj(epoch -> coordinate(x(epoch)) + "," + coordinate(y(curve.get(epoch))))
            .collect(Collectors.joining(" "));
    html.empty("polyline", "points", points);
    int every = 1 + (curve.size() - 1) / MOST_MARKERS;
    for (int epoch = 0; epoch < curve.size(); epoch += every) {
      marker(entry, x(epoch), y(curve.get(epoch)));
    }
    html.close();
  }

  private void marker(LeaderboardEntry entry, double x, double y) {
    String place = "translate(" + coordinate(x) + " " + coordinate(y) + ")";
    html.empty("path", "d", styles.marker(entry), "transform", place);
  }

  private void legend() {
    html.open("ul", "class", "legend");
    for (LeaderboardEntry entry : entries) {
      html.open("li").open("svg", "viewBox", "0 0 36 12", "aria-hidden", "true");
      html.open("g", "class", styles.styleClass(entry)).empty("polyline", "points", "0,6 36,6");
      marker(entry, 18, 6);
      html.close().close().name(entry.result().strategy()).close();
    }
    html.closeBlock();
  }

  private double x(double epoch) {
    return LEFT + across.position(epoch) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double share) {
    return HEIGHT - BOTTOM - up.position(share) * (HEIGHT - TOP - BOTTOM);
  }

  private static Axis accuracyAxis(List<LeaderboardEntry> entries) {
    double[] values =
        entries.stream()
            .flatMap(entry -> curve(entry).stream())
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return values.length == 0
        ? new Axis(0, 1, 1)
        : Axis.enclosing(values[0], values[values.length - 1], TENTH_OF_PERCENT);
  }

  private static List<Double> curve(LeaderboardEntry entry) {
    return entry.result().learningCurve();
  }

  private static String coordinate(double value) {
    return Numbers.fixed(value, 1);
  }
}
