package org.neuronbench.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neuronbench.cli.Terminals;

class TerminalTest {

  @Test
  void aTerminalMovesAndColours() {
    Terminal terminal = Terminals.of(80);
    assertThat(terminal.able()).isTrue();
    assertThat(terminal.style().coloured()).isTrue();
    assertThat(terminal.errorStyle().coloured()).isTrue();
  }

  @Test
  void noColorIsHeeded() {
    Terminal terminal = Terminals.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), () -> 80);
    assertThat(terminal.able()).isTrue();
    assertThat(terminal.style().coloured()).isFalse();
    assertThat(terminal.errorStyle().coloured()).isFalse();
  }

  @Test
  void anEmptyNoColorCountsAsNone() {
    assertThat(Terminals.of(Map.of("TERM", "xterm", "NO_COLOR", ""), () -> 80).coloured()).isTrue();
  }

  @Test
  void aDumbTerminalGetsPlainLines() {
    Terminal terminal = Terminals.of(Map.of("TERM", "dumb"), () -> 80);
    assertThat(terminal.able()).isFalse();
    assertThat(terminal.coloured()).isFalse();
  }

  @Test
  void aPipeGetsPlainLinesWhateverTheErrorStreamIs() {
    Terminal terminal = Terminal.of(false, true, Map.of("TERM", "xterm"), () -> 80);
    assertThat(terminal.able()).isFalse();
    assertThat(terminal.style().coloured()).isFalse();
    assertThat(terminal.errorStyle().coloured()).isTrue();
    assertThat(terminal.coloured()).isFalse();
  }

  @Test
  void aWidthThatIsNoneIsMadeUsable() {
    assertThat(Terminals.of(0).style().width()).isPositive();
  }
}
