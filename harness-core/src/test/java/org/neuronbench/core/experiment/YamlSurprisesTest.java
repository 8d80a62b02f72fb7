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

/** What YAML would take for something else than it says ends in one line. */
class YamlSurprisesTest {

  private static final String WHOLE = "expected a whole number from 1 to 1000000";

  @TempDir private Path folder;
  private Written written;

  @BeforeEach
  void write() {
    written = new Written(folder);
  }

  private String at(int line, String message) {
    return "%s:%d: %s".formatted(written.file(), line, message);
  }

  private String epochs(String value) {
    return written.with("training", "training: {epochs: " + value + "}").complaint();
  }

  @ParameterizedTest
  @ValueSource(strings = {"training: {batch: &3 7, epochs: *3}", "training: *3"})
  void anAliasIsNoValue(String line) {
    assertThat(written.with("training", line).complaint())
        .isEqualTo(at(7, "*3 is an alias; write the value itself"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*3 : 5", "? [a, b]\n: c", "? {a: b}\n: c"})
  void aKeyIsAText(String line) {
    assertThat(written.with("more", line).complaint())
        .isEqualTo(at(8, "not YAML: a key is a list, a mapping or an alias; write 'key: value'"));
  }

  @Test
  void aMergeKeyIsUnknown() {
    assertThat(written.with("training", "training: {<<: {epochs: 3}}").complaint())
        .startsWith(at(7, "unknown key 'training.<<', expected one of "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!!int 7          | tag:yaml.org,2002:int",
        "!!binary aGVsbG8= | tag:yaml.org,2002:binary",
        "!epochs 7        | epochs",
        "!!java.io.File [x] | tag:yaml.org,2002:java.io.File",
      })
  void aTagIsNotPassedOver(String value, String tag) {
    assertThat(epochs(value))
        .isEqualTo(at(7, "a tag (!%s) changes nothing here; remove it".formatted(tag)));
  }

  @ParameterizedTest
  @CsvSource({"010", "+07", "-012", "0_7"})
  void aZeroBeforeANumberIsAmbiguous(String value) {
    assertThat(epochs(value))
        .isEqualTo(
            at(
                7,
                value
                    + " may be octal; write the number without the 0 before it, or a text in"
                    + " quotes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x10", "0b11", "1:30", "1_000", "٣", "3.0", "1e1", "yes"})
  void epochsAreDecimalDigits(String value) {
    assertThat(epochs(value))
        .isEqualTo(at(7, "training.epochs is '%s', %s".formatted(value, WHOLE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x1p-3", "0.5d", "0.5f", "٠.٥", ".inf", "NaN"})
  void momentumIsADecimalNumber(String value) {
    assertThat(written.with("training", "training: {momentum: " + value + "}").complaint())
        .isEqualTo(
            at(
                7,
                "training.momentum is '%s', expected a number from 0.0 to 0.9999"
                    .formatted(value)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", ".5", "5e-1", "+0.5", "0.50"})
  void decimalNumbersOfEveryForm(String value) {
    Experiment read = written.with("training", "training: {momentum: " + value + "}").read();
    assertThat(read.training().get(Settings.MOMENTUM)).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "~", "Null", ""})
  void nothingIsNoValue(String value) {
    assertThat(epochs(value)).isEqualTo(at(7, "training.epochs is '', " + WHOLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "on", "True", "1"})
  void onlyTrueIsTrue(String value) {
    assertThat(written.with("floors", "floors: " + value).complaint())
        .startsWith(at(8, "floors is '%s', expected one of false, true".formatted(value)));
  }

  @ParameterizedTest
  @CsvSource({"0, U+0000", "7, U+0007", "27, U+001B", "127, U+007F"})
  void controlCharactersHaveALine(int character, String shown) {
    assertThat(epochs("1" + Character.toString(character)))
        .isEqualTo(at(7, "the character %s belongs in no text; remove it".formatted(shown)));
  }

  @ParameterizedTest
  @CsvSource({"\\e[2J, U+001B[2J", "3\\n4, 3U+000A4", "\\u202e3, U+202E3", "\\ud800, U+D800"})
  void escapedCharactersAreShownByTheirCode(String escaped, String shown) {
    assertThat(epochs("\"" + escaped + "\""))
        .isEqualTo(at(7, "training.epochs is '%s', %s".formatted(shown, WHOLE)));
  }

  @Test
  void aLongValueIsShownInPart() {
    assertThat(epochs("9".repeat(9000)))
        .isEqualTo(at(7, "training.epochs is '%s...', %s".formatted("9".repeat(160), WHOLE)));
  }

  @Test
  void aTextHasAnEnd() {
    assertThat(epochs("1".repeat(YamlReader.MOST_CHARACTERS + 1)))
        .isEqualTo(at(7, "a text of 10,001 characters, allowed are 10,000; shorten it"));
  }

  @Test
  void aFileHasAnEnd() {
    assertThat(written.complaintOf("# " + "x".repeat(YamlReader.MOST_BYTES)))
        .isEqualTo(
            "%s has more than 1,000,000 bytes, which no experiment needs; give an experiment file"
                .formatted(written.file()));
  }

  @Test
  void aSettingHasAnEnd() {
    assertThat(written.complaint("training.epochs=" + "1".repeat(YamlReader.MOST_BYTES + 1)))
        .contains("has more than 1,000,000 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: "})
  void nestingHasAnEnd(String opening) {
    assertThat(written.with("training", "training: " + opening.repeat(2000)).complaint())
        .endsWith(": lists and mappings lie more than 20 deep; write fewer");
  }

  @Test
  void aMarkOfTheByteOrderIsPassedOver() throws IOException {
    Path file = folder.resolve("marked.yaml");
    Files.writeString(
        file,
        "\uFEFFname: marked\nmodels: [micro]\ndatasets: [shapes]\nstrategies: [random]\n"
            + "budgets: [5%]\n");
    assertThat(new ExperimentReader(Written.VOCABULARY).read(file, List.of()).name())
        .isEqualTo("marked");
  }

  @Test
  void theLineIsThatOfTheProblem() {
    assertThat(written.complaintOf("name: x\nmodels: [micro\ndatasets: [shapes]\n"))
        .isEqualTo(at(3, "not YAML: a list that began with '[' is not closed, or lacks a ','"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"...yaml", "..yml", "<script>.yaml", "my experiment.yaml", "-x.yaml", ".yaml"})
  void aFileWhoseNameIsNoName(String file) throws IOException {
    Path path = folder.resolve(file);
    Files.writeString(path, "models: [micro]\n");
    String stem = file.replaceFirst("\\.ya?ml$", "");
    assertThatThrownBy(() -> new ExperimentReader(Written.VOCABULARY).read(path, List.of()))
        .isInstanceOf(InputException.class)
        .hasMessage(
            ("%s:1: there is no 'name', and '%s', the name of the file, cannot be one (letters,"
                    + " digits, '.', '_' and '-', up to 80); add for example 'name:"
                    + " experiment-1'")
                .formatted(path, stem));
  }

  @Test
  void aFileOfAnyNameWithANameInIt() throws IOException {
    Path path = folder.resolve("my experiment.yaml");
    written.read();
    Files.copy(written.file(), path);
    assertThat(new ExperimentReader(Written.VOCABULARY).read(path, List.of()).name())
        .isEqualTo("demo");
  }
}
