package org.neuronbench.cli.workbench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.neuronbench.core.Text;
import org.neuronbench.core.plugins.PluginOrigin;
import org.neuronbench.core.plugins.PluginText;
import org.neuronbench.testkit.CheckResult;
import org.neuronbench.testkit.CheckResult.Verdict;
import org.neuronbench.testkit.MethodResult;
import org.neuronbench.testkit.Requirement;

/** Prints what conformance suites found. */
public final class VerificationTable {

  private final PrintWriter out;

  /** Prints to a writer, which is flushed after every result. */
  public VerificationTable(PrintWriter out) {
    this.out = out;
  }

  /** Prints what is asked, and why. */
  public void requirements(List<? extends Requirement> all) {
    for (Requirement one : all) {
      out.printf(Locale.ROOT, "%-16s  %s%n", one.id(), one.title());
      out.printf(Locale.ROOT, "%-16s    %s%n", "", one.reason());
    }
  }

  /** Begins with a plug-in. */
  public void begin(String id, PluginOrigin origin) {
    out.printf(
        Locale.ROOT,
        "%s %s (%s, SHA-256 %s)%n",
        id,
        origin.version(),
        origin.name(),
        origin.hash());
    out.flush();
  }

  /** Ends with a plug-in. */
  public void end(List<Verdict> verdicts) {
    out.printf(
        Locale.ROOT,
        "%d passed, %d failed, %d not judged",
        count(verdicts, Verdict.PASSED),
        count(verdicts, Verdict.FAILED),
        count(verdicts, Verdict.NOT_JUDGED));
    long notRun = count(verdicts, Verdict.NOT_RUN);
    out.println(notRun == 0 ? "" : Text.format(", %d not run", notRun));
    out.flush();
  }

  /** Prints a result as soon as it is there. */
  public void print(CheckResult result) {
    switch (result.verdict()) {
      case NOT_JUDGED, NOT_RUN -> print(result.check(), result.verdict(), "", result.asked());
      default -> print(result.check(), result.verdict(), result.asked(), result.answered());
    }
  }

  /** Prints a result as soon as it is there. */
  public void print(MethodResult result) {
    print(result.check(), result.verdict(), "", result.found());
  }

  /**
   * Prints a result.
   *
   * @param asked what was asked; may be empty
   * @param found what came back, or why nothing could
   */
  private void print(Requirement one, Verdict verdict, String asked, String found) {
    String word =
        switch (verdict) {
          case PASSED -> "passed";
          case FAILED -> "FAILED";
          case NOT_JUDGED -> "not judged";
          case NOT_RUN -> "NOT RUN";
        };
    out.printf(Locale.ROOT, "  %-10s  %-16s  %s%n", word, one.id(), one.title());
    if (verdict == Verdict.FAILED) {
      if (!asked.isEmpty()) {
        detail("asked", PluginText.line(asked));
      }
      detail("came back", PluginText.line(found));
      detail("matters", one.reason());
    } else if (verdict != Verdict.PASSED) {
      detail("why", PluginText.line(found));
    }
    out.flush();
  }

  private void detail(String what, String words) {
    out.printf(Locale.ROOT, "  %-10s  %-16s    %s: %s%n", "", "", what, words);
  }

  private static long count(List<Verdict> verdicts, Verdict verdict) {
    return verdicts.stream().filter(v -> v == verdict).count();
  }
}
