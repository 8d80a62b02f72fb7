package org.neuronbench.reports.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.neuronbench.core.Text;
import org.neuronbench.reports.leaderboard.StrategyResult;

/** An entry that is on both sides, with what must be known before its accuracies are compared. */
final class Matched {

  private final StrategyResult baseline;
  private final StrategyResult current;
  private final CommonSeeds seeds;
  private final SortedMap<String, String> changedSettings;
  private final boolean comparable;
  private final boolean identical;

  Matched(StrategyResult baseline, StrategyResult current, boolean acrossSettings) {
    this.baseline = baseline;
    this.current = current;
    this.seeds = CommonSeeds.of(baseline, current);
    boolean same = baseline.settings().equals(current.settings());
    this.changedSettings = same ? new TreeMap<>() : Facts.changedSettings(baseline, current);
    this.comparable = same || acrossSettings || Facts.numericOnly(changedSettings.keySet());
    this.identical = seeds.identical();
  }

  StrategyResult baseline() {
    return baseline;
  }

  CommonSeeds seeds() {
    return seeds;
  }

  /** Whether both sides ran the same task. */
  boolean comparable() {
    return comparable;
  }

  boolean identical() {
    return identical;
  }

  SortedMap<Long, String> broken() {
    return CommonSeeds.broken(baseline, current);
  }

  String settingsChange() {
    return changedSettings.isEmpty()
        ? Text.format("settings %s -> %s", baseline.settings(), current.settings())
        : Texts.changes(changedSettings);
  }

  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (comparable && !baseline.settings().equals(current.settings())) {
      notes.add("settings differ: " + settingsChange());
    }
    SortedSet<Long> gone = CommonSeeds.unpaired(baseline, current);
    gone.removeAll(broken().keySet());
    if (!gone.isEmpty()) {
      notes.add("no current result for " + Texts.seeds(gone));
    }
    SortedSet<Long> added = CommonSeeds.unpaired(current, baseline);
    SortedMap<Long, String> fixed = CommonSeeds.broken(current, baseline);
    added.removeAll(fixed.keySet());
    if (!added.isEmpty()) {
      notes.add("no baseline for " + Texts.seeds(added));
    }
    if (!fixed.isEmpty()) {
      notes.add("failed in the baseline and is ok now: " + Texts.seeds(fixed.keySet()));
    }
    return notes;
  }
}
