package org.neuronbench.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\u001b[2Jred'                     | red",
        "'\u001b]0;title\u0007text'         | text",
        "'\u001bcreset'                     | ' creset'",
        "'two\nlines\r\tand a tab'          | 'two lines  and a tab'",
        "'\u0001\u0085\u009b\u2028\u007f'   | '     '",
        "'half \uD83D of a character'       | 'half \uFFFD of a character'",
        "'\uDE00\uD83D'                     | '\uFFFD\uFFFD'",
        "'whole \uD83D\uDE00'               | 'whole \uD83D\uDE00'",
        "'left\u202Eright'                  | 'left right'",
        "'Größe ≤ 3 µs'                     | 'Größe ≤ 3 µs'",
      })
  void aLineIsPlain(String text, String plain) {
    assertThat(PluginText.line(text)).isEqualTo(plain);
    assertThat(PluginText.isLine(text)).isEqualTo(text.equals(plain));
  }

  @Test
  void aLineIsCutBetweenCharacters() {
    assertThat(PluginText.line("abc", 3)).isEqualTo("abc");
    assertThat(PluginText.line("abcd", 3)).isEqualTo("abc…");
    assertThat(PluginText.line("\uD83D\uDE00".repeat(3), 2)).isEqualTo("\uD83D\uDE00\uD83D\uDE00…");
    assertThat(PluginText.line("x".repeat(20_000_000))).hasSize(PluginText.LINE + 1);
  }

  @Test
  void nothingIsNull() {
    assertThat(PluginText.line(null)).isEqualTo("null");
  }

  @Test
  void aTraceKeepsItsLines() {
    assertThat(PluginText.trace("first\n\tat \u001b[1msecond\r\n"))
        .isEqualTo("first\n\tat second \n");
    assertThat(PluginText.trace("y\n".repeat(100_000))).hasSize(PluginText.TRACE + 1);
  }
}
