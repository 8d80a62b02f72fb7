package org.neuronbench.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Joins the lines of help texts to paragraphs, so that they are broken for the terminal's width and
 * not where the source breaks them. A line that begins with a blank stays as it is.
 */
public final class Paragraphs {

  private Paragraphs() {}

  public static void join(CommandLine command) {
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage.description(joined(usage.description()));
    usage.footer(joined(usage.footer()));
    command.getSubcommands().values().forEach(Paragraphs::join);
  }

  public static String[] joined(String... lines) {
    List<String> paragraphs = new ArrayList<>();
    for (String line : lines) {
      int last = paragraphs.size() - 1;
      if (last >= 0 && goesOn(paragraphs.get(last), line)) {
        paragraphs.set(last, paragraphs.get(last) + " " + line);
      } else {
        paragraphs.add(line);
      }
    }
    return paragraphs.toArray(String[]::new);
  }

  private static boolean goesOn(String before, String line) {
    return !before.isEmpty()
        && !before.endsWith(".")
        && !before.endsWith(":")
        && !line.isEmpty()
        && !line.startsWith(" ");
  }
}
