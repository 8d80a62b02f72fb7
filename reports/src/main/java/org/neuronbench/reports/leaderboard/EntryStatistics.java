package org.neuronbench.reports.leaderboard;

import java.util.Optional;
import java.util.OptionalInt;
import org.neuronbench.reports.statistics.Estimate;
import org.neuronbench.reports.statistics.PairwiseTests.Comparison;
import org.neuronbench.reports.statistics.RankInterval;
import org.neuronbench.reports.statistics.TestImages;

/**
 * What the seeds say of one entry of a group. Failed cells count in nothing here; they make the
 * entry {@linkplain StrategyResult#incomplete() incomplete}.
 *
 * @param entry the row
 * @param finalTop1 mean over seeds, in [0, 1], with its interval; empty if no cell ended well
 * @param againstReference the paired difference to the group's reference, in [-1, 1]; empty for the
 *     reference itself and without a common seed
 * @param images the same difference image by image; empty also where answers were not kept
 * @param ranks among the ranked entries, if seeds are drawn again; empty for references and with
 *     one seed
 * @param tier among the ranked entries, from 1; entries of one tier cannot be told apart from its
 *     best; empty for references and with one seed
 */
public record EntryStatistics(
    LeaderboardEntry entry,
    Optional<Estimate> finalTop1,
    Optional<Comparison> againstReference,
    Optional<TestImages.Difference> images,
    Optional<RankInterval> ranks,
    OptionalInt tier) {}
