package org.neuronbench.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.neuronbench.reports.text.TextStyle.Tone;

class TextStyleTest {

  private final TextStyle narrow = new TextStyle(20, false);

  @Test
  void breaksBetweenWords() {
    assertThat(narrow.wrap("one two three four five six", "  "))
        .containsExactly("one two three four", "  five six");
  }

  @Test
  void breaksAWordThatIsLongerThanALine() {
    assertThat(narrow.wrap("x".repeat(45), "  "))
        .containsExactly("x".repeat(20), "  " + "x".repeat(18), "  " + "x".repeat(7));
  }

  @Test
  void anIndentThatLeavesNoRoomIsNotMade() {
    assertThat(narrow.wrap("x".repeat(30), " ".repeat(30)))
        .containsExactly("x".repeat(20), "x".repeat(10));
  }

  @Test
  void paintsOnlyWhereThereIsColour() {
    assertThat(new TextStyle(80, true).paint(Tone.BAD, "no")).isEqualTo("\u001b[31mno\u001b[0m");
    assertThat(narrow.paint(Tone.BAD, "no")).isEqualTo("no");
  }
}
