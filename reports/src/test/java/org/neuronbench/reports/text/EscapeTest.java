package org.neuronbench.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapeTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "<script>alert(1)</script>, &lt;script&gt;alert(1)&lt;/script&gt;",
        "\" onmouseover=\"x, &quot; onmouseover=&quot;x",
        "' onclick='x, &#39; onclick=&#39;x",
        "&lt;, &amp;lt;",
        "Ångström ± 名, Ångström ± 名",
        "</title></style>, &lt;/title&gt;&lt;/style&gt;"
      })
  void leavesNothingThatHtmlReads(String hostile, String harmless) {
    assertThat(Escape.html(hostile)).isEqualTo(harmless);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u001b", "\u202e", "\ud800", "\u0085", "\u200b"})
  void replacesInvisibleCharacters(String invisible) {
    assertThat(Escape.html("a" + invisible + "b")).isEqualTo("a\uFFFDb");
    assertThat(Escape.terminal("a" + invisible + "b")).isEqualTo("a\uFFFDb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\t", "\u2028"})
  void keepsTerminalTextOnOneLine(String space) {
    assertThat(Escape.terminal("a" + space + "b")).isEqualTo("a b");
  }
}
