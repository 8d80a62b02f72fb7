package org.neuronbench.reports;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.reports.browser.Chromium;
import org.neuronbench.reports.browser.Tab;

/**
 * Measures how fast a page of 2,000 cells opens. No test: a busy machine would fail it. Run it with
 * {@code mvn -pl reports -am test -Dtest=OpeningTime -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class OpeningTime {

  private static final int EPOCHS = 50;
  private static final int TIMES = 5;

  @Test
  void measure(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws IOException {
    Path file = folder.resolve("leaderboard.html");
    SyntheticBoard.main(new String[] {file.toString(), String.valueOf(EPOCHS)});
    try (Chromium chromium = Chromium.start(folder.resolve("profile"))) {
      double[] milliseconds =
          IntStream.range(0, TIMES).mapToDouble(i -> open(chromium, file)).sorted().toArray();
      System.out.printf(
          "%,d cells of %d epochs: %,d bytes; opened and drawn in %.0f ms (median of %d; %.0f to %.0f)%n",
          SyntheticBoard.CELLS,
          EPOCHS,
          Files.size(file),
          milliseconds[TIMES / 2],
          TIMES,
          milliseconds[0],
          milliseconds[TIMES - 1]);
    }
  }

  /** From the start of loading until two frames after the load event. */
  private static double open(Chromium chromium, Path file) {
    Tab tab = chromium.tab().size(1400, 1000);
    tab.open(file.toUri().toString());
    JsonNode drawn =
        tab.evaluate(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {"
                + " const load = performance.getEntriesByType('navigation')[0].loadEventEnd;"
                + " const paint = performance.getEntriesByName('first-contentful-paint')[0];"
                + " done(Math.max(load, paint ? paint.startTime : 0)); })))");
    return drawn.asDouble();
  }
}
