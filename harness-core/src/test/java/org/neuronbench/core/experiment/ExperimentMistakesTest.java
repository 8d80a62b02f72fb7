package org.neuronbench.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message names file and line, the key, the value, what is allowed. */
class ExperimentMistakesTest {

  @TempDir private Path folder;
  private Written written;

  @BeforeEach
  void write() {
    written = new Written(folder);
  }

  private String at(int line, String message) {
    return "%s:%d: %s".formatted(written.file(), line, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-5%", "0%", "150%", "100.001%", "abc", "0", "-1", "%", "5 %%", "1e3", "200.5"})
  void impossibleBudget(String budget) {
    assertThat(written.with("budgets", "budgets: ['10%', '" + budget + "']").complaint())
        .isEqualTo(
            at(
                5,
                ("budgets is '%s', expected a percentage above 0 and up to 100 such as 21.2%%, or a"
                        + " number of parameters of at least 1")
                    .formatted(budget)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "modles: [micro] | unknown key 'modles', expected one of budgets, datasets, floors, limits, methods, models, name,"
            + " seeds, strategies, training; did you mean 'models'?",
        "x: 5 | unknown key 'x' (value '5'), expected one of budgets, datasets, floors, limits, methods, models, name,"
            + " seeds, strategies, training",
      })
  void unknownKey(String line, String message) {
    assertThat(written.with("more", line).complaint()).isEqualTo(at(8, message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"60", "0s", "-1s", "25h", "1.5s", "60 sec", "never", "9999999999s"})
  void impossibleLimit(String limit) {
    assertThat(written.with("limits", "limits: {selection: " + limit + "}").complaint())
        .isEqualTo(
            at(
                8,
                ("limits.selection is '%s', expected a time from 1ms to 24h such as 500ms, 60s or"
                        + " 2m")
                    .formatted(limit)));
  }

  @Test
  void unknownLimit() {
    assertThat(written.with("limits", "limits: {select: 60s}").complaint())
        .isEqualTo(
            at(
                8,
                "unknown key 'limits.select' (value '60s'), expected one of selection; did you mean"
                    + " 'selection'?"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epoch: 3      | unknown key 'training.epoch' (value '3'), expected one of augmentation,"
            + " batch, batch-norm, engine, epochs, force-precision, image-size, label-smoothing,"
            + " learning-rate, momentum, precision, preprocessing, threads, velocity-images, warmup-epochs, weight-decay; did"
            + " you mean 'epochs'?",
        "epochs: 0     | training.epochs is '0', expected a whole number from 1 to 1000000",
        "epochs: 2.5   | training.epochs is '2.5', expected a whole number from 1 to 1000000",
        "epochs: [2]   | training.epochs is a list, expected a whole number from 1 to 1000000",
        "epochs:       | training.epochs is '', expected a whole number from 1 to 1000000",
        "batch: 5000   | training.batch is '5000', expected a whole number from 1 to 4096",
        "momentum: 1   | training.momentum is '1', expected a number from 0.0 to 0.9999",
        "learning-rate: fast | training.learning-rate is 'fast', expected a number from 0.0 to"
            + " 100.0",
        "learning-rate: .nan | training.learning-rate is '.nan', expected a number from 0.0 to"
            + " 100.0",
        "image-size: 4 | training.image-size is '4', expected a whole number from 8 to 1024",
        "batch-norm: frozn | training.batch-norm is 'frozn', expected one of train, frozen; did"
            + " you mean 'frozen'?",
        "engine: dl4 | training.engine is 'dl4', expected one of dl4j, onednn; did you mean"
            + " 'dl4j'?",
        "augmentation: crop | training.augmentation is 'crop', expected one of none, flip,"
            + " paper",
        "augmentation: {crop-scale: [1, 0.5]} | training.augmentation.crop-scale is a list,"
            + " expected two ascending numbers above 0, at most 1.0, such as [0.3, 1]",
        "augmentation: {crop-scale: [0.5]} | training.augmentation.crop-scale is a list, expected"
            + " two ascending numbers above 0, at most 1.0, such as [0.3, 1]",
        "augmentation: {crop-ratio: [a, 2]} | training.augmentation.crop-ratio is 'a', expected"
            + " two ascending numbers above 0, at most 100.0, such as [0.3, 1]",
        "augmentation: {flip: 2} | training.augmentation.flip is '2', expected a number from 0.0"
            + " to 1.0",
        "augmentation: {jitter: 2} | unknown key 'training.augmentation.jitter' (value '2'),"
            + " expected one of brightness, contrast, crop-ratio, crop-scale, flip, saturation",
        "preprocessing: own | training.preprocessing is 'own', expected one of weights, half",
      })
  void recipe(String setting, String message) {
    assertThat(written.with("training", "training: {" + setting + "}").complaint())
        .isEqualTo(at(7, message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "models     | [mirco] | models.id is 'mirco', expected one of micro, mobilenet-v2,"
            + " mcunet-5fps; did you mean 'micro'?",
        "models     | [resnet-18] | models.id is 'resnet-18', expected one of micro, mobilenet-v2,"
            + " mcunet-5fps",
        "models     | [{width: 2}] | 'models.id' is missing; add for example 'id: micro'",
        "models     | [{id: micro, widht: 2}] | unknown key 'models.widht' (value '2'), expected"
            + " one of head, id, weights, width; did you mean 'width'?",
        "models     | [{id: micro, width: 9}] | models.width is '9', expected a number from 0.05"
            + " to 4.0",
        "models     | [{id: micro, head: new}] | models.head is 'new', expected one of replaced,"
            + " imagenet",
        "models     | [[micro]] | models is a list, expected an id or {id: ..., option: ...}",
        "models     | [mcunet-5fps] | models: mcunet-5fps is built from its weight file; add"
            + " 'weights: FILE.safetensors', or fetch it once with './neuronbench models fetch"
            + " mcunet-5fps'",
        "datasets   | [shape] | datasets.id is 'shape', expected one of shapes, cifar10, image-folder; did you"
            + " mean 'shapes'?",
        "datasets   | [image-folder] | datasets: image-folder is read from files; add 'root:"
            + " FOLDER-OR-ARCHIVE'",
        "datasets   | [{id: shapes, train-limit: 0}] | datasets.train-limit is '0', expected a"
            + " whole number of at least 1",
        "datasets   | [{id: shapes, crop: 2}] | datasets.crop is '2', expected a number from 0.1"
            + " to 1.0",
        "strategies | [velocty] | strategies.id is 'velocty', expected one of full, random,"
            + " velocity; did you mean 'velocity'?",
        "strategies | [{id: velocity, mo: 1}] | unknown key 'strategies.velocity.mo' (value '1'),"
            + " expected one of images, mu; did you mean 'mu'?",
        "strategies | [{id: velocity, mu: 2}] | strategies.velocity.mu is '2', expected a number"
            + " from 0.0 to 1.0",
        "strategies | [{id: random, fill: stopp}] | strategies.random.fill is 'stopp', expected"
            + " one of stop, skip",
        "strategies | [] | strategies is a list, which is empty; add for example '[velocity,"
            + " random]'",
      })
  void entry(String key, String value, String message) {
    int line = List.of("name", "models", "datasets", "strategies").indexOf(key) + 1;
    assertThat(written.with(key, key + ": " + value).complaint()).isEqualTo(at(line, message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "models: [micro, micro] | models is 'micro'",
        "models: [micro, {id: micro}] | models is a mapping",
        "models: [{id: micro, width: 1.0}, {id: micro, width: 1}] | models is a mapping",
      })
  void duplicateEntry(String line, String what) {
    assertThat(written.with("models", line).complaint())
        .isEqualTo(at(2, what + ", which is in the list already; remove one"));
  }

  @Test
  void duplicateBudgetOrSeed() {
    assertThat(written.with("seeds", "seeds: [1, 2, 1]").complaint())
        .isEqualTo(at(6, "seeds is '1', which is in the list already; remove one"));
    assertThat(written.with("budgets", "budgets: [5%, 5%]").complaint())
        .isEqualTo(at(5, "budgets is '5%', which is in the list already; remove one"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "models     | [micro]",
        "datasets   | [shapes]",
        "strategies | [velocity, random]",
        "budgets    | [21.2%]",
      })
  void missingKey(String key, String example) {
    assertThat(written.without(key).complaint())
        .isEqualTo(at(1, "'%s' is missing; add for example '%s: %s'".formatted(key, key, example)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a]", "a/b", ".hidden", "'  '"})
  void nameThatIsNoFolder(String name) {
    assertThat(written.with("name", "name: " + name).complaint())
        .startsWith(at(1, "name is "))
        .endsWith(", expected letters, digits, '.', '_' and '-', up to 80");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "1.5", "9223372036854775808"})
  void seedThatIsNoWholeNumber(String seed) {
    assertThat(written.with("seeds", "seeds: [" + seed + "]").complaint())
        .isEqualTo(at(6, "seeds is '%s', expected a whole number".formatted(seed)));
  }

  @Test
  void sectionThatIsNoMapping() {
    assertThat(written.with("training", "training: 5").complaint())
        .isEqualTo(at(7, "training is '5', expected keys with values such as 'key: value'"));
  }

  @Test
  void sameLineOfAListBelow() {
    String below = "budgets:\n  - 10%\n  - 20%\n  - 300%";
    assertThat(written.with("budgets", below).complaint()).startsWith(at(8, "budgets is '300%'"));
  }

  @ParameterizedTest
  @CsvSource({"0.1, 10%", "0.212, 21.2%", ".05, 5%", "21.2, 21.2%", "100.0, 100%"})
  void aBudgetWithoutItsSign(String budget, String meant) {
    assertThat(written.with("budgets", "budgets: [" + budget + "]").complaint())
        .endsWith("number of parameters of at least 1; did you mean " + meant + "?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lr: 0.1        | did you mean 'training.learning-rate', that is 'training: {learning-rate:"
            + " ...}'?",
        "epochs: 5      | did you mean 'training.epochs', that is 'training: {epochs: ...}'?",
        "batch_size: 5  | did you mean 'training.batch', that is 'training: {batch: ...}'?",
        "momentun: 0.9  | did you mean 'training.momentum', that is 'training: {momentum: ...}'?",
        "weights: a.st  | did you mean 'weights' of an entry: 'models: [{id: ..., weights: ...}]'?",
        "selection: 5s  | did you mean 'limits.selection', that is 'limits: {selection: ...}'?",
      })
  void aKeyOfAnotherSection(String line, String meant) {
    assertThat(written.with("more", line).complaint()).endsWith("; " + meant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lr: 0.1    | did you mean 'learning-rate'?",
        "seeds: [1] | did you mean 'seeds' at the top level, without indentation?",
      })
  void aKeyInTheRecipe(String setting, String meant) {
    assertThat(written.with("training", "training: {" + setting + "}").complaint())
        .endsWith("; " + meant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seeds: 0,1, 2  | seeds is '0,1, 2', which is no list; write 'seeds: [0, 1, 2]'",
        "budgets: 10%,5% | budgets is '10%,5%', which is no list; write 'budgets: [10%, 5%]'",
      })
  void aListWithoutBrackets(String line, String message) {
    String key = line.substring(0, line.indexOf(':'));
    assertThat(written.with(key, line).complaint())
        .isEqualTo(at(key.equals("seeds") ? 6 : 5, message));
  }
}
