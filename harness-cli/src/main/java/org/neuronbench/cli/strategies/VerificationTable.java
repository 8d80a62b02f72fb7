package org.neuronbench.cli.strategies;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.neuronbench.core.Text;
import org.neuronbench.core.plugins.PluginText;
import org.neuronbench.core.strategies.StrategyInfo;
import org.neuronbench.testkit.Check;
import org.neuronbench.testkit.CheckResult;
import org.neuronbench.testkit.CheckResult.Verdict;

/** Prints what the conformance suite found. */
final class VerificationTable {

  private static final String LINE = "  %-10s  %-16s  %s%n";
  private static final String DETAIL = "  %-10s  %-16s    %s: %s%n";

  private final PrintWriter out;

  VerificationTable(PrintWriter out) {
    this.out = out;
  }

  void checks() {
    for (Check check : Check.values()) {
      out.printf(Locale.ROOT, "%-16s  %s%n", check.id(), check.title());
      out.printf(Locale.ROOT, "%-16s    %s%n", "", check.reason());
    }
  }

  void begin(StrategyInfo info) {
    out.printf(
        Locale.ROOT,
        "%s %s (%s, SHA-256 %s)%n",
        info.id(),
        info.origin().version(),
        info.origin().name(),
        info.hash());
    out.flush();
  }

  void end(List<CheckResult> results) {
    out.printf(
        Locale.ROOT,
        "%d passed, %d failed, %d not judged",
        count(results, Verdict.PASSED),
        count(results, Verdict.FAILED),
        count(results, Verdict.NOT_JUDGED));
    long notRun = count(results, Verdict.NOT_RUN);
    out.println(notRun == 0 ? "" : Text.format(", %d not run", notRun));
    out.flush();
  }

  /** Prints a result as soon as it is there. */
  void print(CheckResult result) {
    Check check = result.check();
    switch (result.verdict()) {
      case PASSED -> out.printf(Locale.ROOT, LINE, "passed", check.id(), check.title());
      case NOT_JUDGED -> printWhy("not judged", result);
      case NOT_RUN -> printWhy("NOT RUN", result);
      case FAILED -> {
        out.printf(Locale.ROOT, LINE, "FAILED", check.id(), check.title());
        out.printf(Locale.ROOT, DETAIL, "", "", "asked", PluginText.line(result.asked()));
        out.printf(Locale.ROOT, DETAIL, "", "", "came back", PluginText.line(result.answered()));
        out.printf(Locale.ROOT, DETAIL, "", "", "matters", check.reason());
      }
    }
    out.flush();
  }

  private void printWhy(String verdict, CheckResult result) {
    out.printf(Locale.ROOT, LINE, verdict, result.check().id(), result.check().title());
    out.printf(Locale.ROOT, DETAIL, "", "", "why", PluginText.line(result.asked()));
  }

  private static long count(List<CheckResult> results, Verdict verdict) {
    return results.stream().filter(r -> r.verdict() == verdict).count();
  }
}
