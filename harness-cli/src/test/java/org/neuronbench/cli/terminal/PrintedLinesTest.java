package org.neuronbench.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedLinesTest {

  private static final long SECOND = 1_000_000_000;

  private final List<String> shown = new ArrayList<>();
  private long now;
  private final PrintedLines lines = new PrintedLines("idea", () -> now, shown::add);

  private void print(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    lines.add(bytes, 0, bytes.length);
  }

  @Test
  void showsWholeLines() {
    print("one\r\ntw");
    assertThat(shown).containsExactly("[idea] one");
    print("o\n\n");
    assertThat(shown).containsExactly("[idea] one", "[idea] two", "[idea] ");
  }

  @Test
  void showsALineWithoutAnEndAtLast() {
    print("one");
    lines.finish();
    assertThat(shown).containsExactly("[idea] one");
  }

  @Test
  void holdsBackWhatIsTooMuchForASecond() {
    print("x\n".repeat(PrintedLines.LINES_A_SECOND + 3));
    assertThat(shown).hasSize(PrintedLines.LINES_A_SECOND);
    now += SECOND;
    print("later\n");
    assertThat(shown).endsWith("[idea] (lines not shown: 3)", "[idea] later");
    print("x\n".repeat(PrintedLines.LINES_A_SECOND));
    lines.finish();
    assertThat(shown).last().isEqualTo("[idea] (lines not shown: 1)");
  }

  @Test
  void leavesOutWhatMovesTheCursor() {
    print("\u001b[2J\u001b[31mred\u001b[0m\tä\b\n");
    assertThat(shown).containsExactly("[idea] red ä");
  }

  @Test
  void cutsALongLine() {
    print("x".repeat(100_000) + "\n");
    assertThat(shown).containsExactly("[idea] " + "x".repeat(PrintedLines.LONGEST) + "…");
  }
}
