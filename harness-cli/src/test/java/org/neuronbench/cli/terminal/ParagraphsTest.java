package org.neuronbench.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParagraphsTest {

  @Test
  void joinsTheLinesOfASentence() {
    assertThat(Paragraphs.joined("One", "two.", "Three", "", "four"))
        .containsExactly("One two.", "Three", "", "four");
  }

  @Test
  void leavesIndentedLines() {
    assertThat(Paragraphs.joined("Examples:  a", "           b"))
        .containsExactly("Examples:  a", "           b");
  }
}
