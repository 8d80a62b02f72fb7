package org.neuronbench.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.cli.Terminals;
import org.neuronbench.reports.text.TextStyle.Tone;

class MovingLineTest {

  private final StringWriter shown = new StringWriter();
  private final AtomicInteger width = new AtomicInteger(80);
  private final MovingLine line = new MovingLine(new PrintWriter(shown), Terminals.of(width::get));

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20, 60, 80})
  void fitsTheTerminalWithAColumnToSpare(int columns) {
    width.set(columns);
    line.show("x".repeat(200));
    assertThat(shown.toString()).hasSize(Math.max(1, columns - 1)).endsWith("…");
  }

  @Test
  void replacesWhatItShowed() {
    line.show("one");
    line.show("two");
    assertThat(shown.toString()).isEqualTo("one\r\u001b[Ktwo");
  }

  @Test
  void heedsANewWidth() {
    line.show("x".repeat(200));
    width.set(100);
    shown.getBuffer().setLength(0);
    line.show("x".repeat(200));
    assertThat(shown.toString()).isEqualTo("\r\u001b[K" + "x".repeat(98) + "…");
  }

  /** 79 columns are two rows of a window of 60, and four of one of 20. */
  @Test
  void erasesEveryRowThatANarrowerWindowMadeOfIt() {
    line.show("x".repeat(79));
    width.set(60);
    shown.getBuffer().setLength(0);
    line.clear();
    assertThat(shown.toString()).isEqualTo("\r\u001b[K\u001b[A\r\u001b[K");
    width.set(80);
    line.show("x".repeat(79));
    width.set(20);
    shown.getBuffer().setLength(0);
    line.clear();
    assertThat(shown.toString()).isEqualTo("\r\u001b[K" + "\u001b[A\r\u001b[K".repeat(3));
  }

  @Test
  void whatStaysIsPrintedInItsPlace() {
    line.show("moving");
    line.print("stays");
    assertThat(shown.toString()).isEqualTo("moving\r\u001b[Kstays%n".formatted());
  }

  @Test
  void aLongLineThatStaysIsBrokenBetweenWords() {
    width.set(22);
    line.printMarked("[1/2] micro on shapes: ", "68.3 %", Tone.GOOD, "  (3 s left)");
    assertThat(shown.toString())
        .isEqualTo(
            "[1/2] micro on shapes:%n      \u001b[32m68.3 %%\u001b[0m  (3 s%n      left)%n"
                .formatted());
  }

  @Test
  void nothingMovesOnADumbTerminal() {
    MovingLine dumb =
        new MovingLine(new PrintWriter(shown), Terminals.of(Map.of("TERM", "dumb"), () -> 80));
    dumb.show("moving");
    dumb.print("stays");
    assertThat(shown.toString()).isEqualTo("stays%n".formatted());
  }

  @Test
  void letsNoNameMoveTheCursor() {
    line.show("a\u001b[2Jb\nc");
    assertThat(shown.toString()).isEqualTo("a\uFFFD[2Jb c");
  }
}
