package org.neuronbench.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.InputException;

class NotAnExperimentTest {

  @TempDir private Path folder;
  private Written written;

  @BeforeEach
  void write() {
    written = new Written(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n"})
  void empty(String text) {
    assertThat(written.complaintOf(text))
        .isEqualTo(
            "%s is empty; it needs at least 'models', 'datasets', 'strategies' and 'budgets', as in"
                + " examples/quickstart.yaml",
            written.file());
  }

  /** In our own words, with the line where it is wrong. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "name: x;\tmodels: [micro] | 2 | a tab indents the line; use blanks",
        "name: x;a: b: c | 2 | a second ': ' in one line; put the value in quotes",
        "name: 'x;models: [y] | 3 | a quote is not closed",
        "name: @x | 1 | a value cannot begin with '@'; put it in quotes",
        "name: %x | 1 | a value cannot begin with '%'; put it in quotes",
        "name: \"\\q\" | 1 | '\\q' in double quotes means nothing; use single ones",
        "name: x;models: [micro;seeds: [1] | 3 | a list that began with '[' is not closed, or lacks a ','",
        "name: x;training: {epochs: 3;seeds: [1] | 3 | what began with '{' is not closed, or lacks a ','",
        "- a;b: c | 2 | this line is indented otherwise than those it belongs to",
        "name: x;models;seeds: [1] | 3 | a line without ':'; write 'key: value'",
      })
  void saysWhatIsNoYaml(String text, int line, String words) {
    assertThat(written.complaintOf(text.replace(";", "\n") + "\n"))
        .isEqualTo("%s:%d: not YAML: %s", written.file(), line, words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name: x\nmodels: [micro\n", "a: b: c\n", "\tname: x\n", "name: 'x\n"})
  void notYaml(String text) {
    assertThat(written.complaintOf(text))
        .startsWith(written.file() + ":")
        .contains(": not YAML: ")
        .doesNotContain("\n", "reader", "token", "scalar", "flow", "block");
  }

  @Test
  void theSameKeyTwice() {
    assertThat(written.complaintOf("name: a\nseeds: [1]\nname: b\n"))
        .isEqualTo(written.file() + ":3: the key 'name' is there twice; remove one");
  }

  @Test
  void twoDocuments() {
    assertThat(written.complaintOf("name: a\n---\nname: b\n"))
        .startsWith(written.file() + ":")
        .endsWith(": only one YAML document is allowed");
  }

  @Test
  void aListInsteadOfKeys() {
    assertThat(written.complaintOf("- micro\n- shapes\n"))
        .isEqualTo(
            written.file()
                + ":1: the experiment is a list, expected keys with values such as 'key: value'");
  }

  @Test
  void aSingleWord() {
    assertThat(written.complaintOf("hello"))
        .isEqualTo(
            written.file()
                + ":1: the experiment is 'hello', expected keys with values such as 'key: value'");
  }

  @Test
  void missing() {
    Path file = folder.resolve("none.yaml");
    assertThatThrownBy(() -> new ExperimentReader(Written.VOCABULARY).read(file, List.of()))
        .isInstanceOf(InputException.class)
        .hasMessage("Experiment file %s does not exist", file);
  }

  @Test
  void aFolder() {
    assertThatThrownBy(() -> new ExperimentReader(Written.VOCABULARY).read(folder, List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Experiment file %s cannot be read: ".formatted(folder));
  }

  @Test
  void binary() throws IOException {
    Files.write(written.file(), new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1});
    assertThatThrownBy(
            () -> new ExperimentReader(Written.VOCABULARY).read(written.file(), List.of()))
        .isInstanceOf(InputException.class)
        .hasMessage("%s is not a text file in UTF-8; save it with that encoding", written.file());
  }
}
