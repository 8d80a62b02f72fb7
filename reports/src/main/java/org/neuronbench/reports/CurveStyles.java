package org.neuronbench.reports;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives every strategy the same colour and marker in every chart of a report. Markers and dashes
 * carry the meaning too, so that the charts read without colour.
 */
final class CurveStyles {

  // Six colours and five markers: thirty strategies before a pair comes again.
  private static final int COLOURS = 6;
  private static final List<String> MARKERS =
      List.of(
          "M-3.2,0a3.2,3.2 0 1,0 6.4,0a3.2,3.2 0 1,0 -6.4,0z",
          "M-2.9,-2.9h5.8v5.8h-5.8z",
          "M0,-3.8L3.7,2.8H-3.7z",
          "M0,-4.1L4.1,0L0,4.1L-4.1,0z",
          "M0,3.8L3.7,-2.8H-3.7z");

  private final Map<String, Integer> ranked = new TreeMap<>();
  private final Map<String, Integer> references = new TreeMap<>();

  CurveStyles(Leaderboard leaderboard) {
    for (LeaderboardGroup group : leaderboard.groups()) {
      for (LeaderboardEntry entry : group.entries()) {
        Map<String, Integer> kind = entry.reference() ? references : ranked;
        kind.putIfAbsent(entry.result().strategy(), kind.size());
      }
    }
  }

  String styleClass(LeaderboardEntry entry) {
    return entry.reference()
        ? "curve reference dash" + index(entry) % MARKERS.size()
        : "curve colour" + index(entry) % COLOURS;
  }

  String marker(LeaderboardEntry entry) {
    return MARKERS.get(index(entry) % MARKERS.size());
  }

  private int index(LeaderboardEntry entry) {
    Map<String, Integer> kind = entry.reference() ? references : ranked;
    return kind.getOrDefault(entry.result().strategy(), 0);
  }
}
