package org.neuronbench.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.neuronbench.reports.browser.Chromium;
import org.neuronbench.reports.browser.Tab;

/** Pictures of every view of a page, to be looked at: {@code Screenshots PAGE FOLDER}. */
final class Screenshots {

  private static final List<String> VIEWS =
      List.of("ranking", "curves", "pareto", "costs", "neurons", "paper", "across");

  private Screenshots() {}

  /** Light and dark, wide and narrow, and as printed. */
  public static void main(String[] arguments) throws IOException {
    String page = Path.of(arguments[0]).toUri().toString();
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    try (Chromium chromium = Chromium.start(Files.createTempDirectory("screenshots"))) {
      for (String view : VIEWS) {
        for (int width : new int[] {1400, 400}) {
          for (String scheme : List.of("light", "dark")) {
            Tab tab = chromium.tab().size(width, 1200).prefer(scheme);
            tab.open(page + "#view=" + view);
            tab.evaluate("new Promise(done => setTimeout(done, 500))");
            Path picture = folder.resolve("%s-%s-%d.png".formatted(view, scheme, width));
            Files.write(picture, tab.picture());
          }
        }
        Tab tab = chromium.tab().size(1400, 1200).prefer("dark");
        tab.open(page + "#view=" + view);
        Files.write(folder.resolve(view + ".pdf"), tab.print());
      }
      Tab plain = chromium.tab().size(1400, 1200).withoutScripts();
      plain.open(page);
      Files.write(folder.resolve("plain.png"), plain.picture());
    }
  }
}
