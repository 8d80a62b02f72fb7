package org.neuronbench.reports;

import java.nio.file.Path;
import org.neuronbench.reports.leaderboard.Leaderboard;

/**
 * The files of a report.
 *
 * @param cells {@code cells.csv}
 * @param epochs {@code epochs.csv}
 * @param table {@code leaderboard.csv}
 * @param page {@code leaderboard.html}
 * @param leaderboard what they show
 */
public record Report(Path cells, Path epochs, Path table, Path page, Leaderboard leaderboard) {}
