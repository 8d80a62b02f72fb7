package org.neuronbench.datasets.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.InputException;
import org.neuronbench.core.data.Dataset;

class PetsTest {

  private static final int CLASSES = 37;

  @TempDir Path folder;

  /** One training and one test image of each class; the class is in the red channel. */
  private static Mini mini() {
    StringBuilder train = new StringBuilder();
    StringBuilder test = new StringBuilder();
    Mini mini = new Mini();
    for (int i = 1; i <= CLASSES; i++) {
      train.append("Breed_no%d_1 %d 1 1\n".formatted(i, i));
      test.append("Breed_no%d_2 %d 1 1\n".formatted(i, i));
      mini.image("images/Breed_no%d_1.jpg".formatted(i), (5 * i) << 16);
      mini.image("images/Breed_no%d_2.jpg".formatted(i), (5 * i) << 16);
    }
    return mini.text("annotations/trainval.txt", train.toString())
        .text("annotations/test.txt", test.toString());
  }

  @Test
  void readsTheOfficialLists() {
    Dataset pets = mini().open(new Pets(), folder);
    assertThat(pets.classNames()).hasSize(CLASSES).startsWith("Breed_no1", "Breed_no2");
    assertThat(pets.train().size()).isEqualTo(CLASSES);
    assertThat(pets.train().label(36)).isEqualTo(36);
    assertThat(Mini.red(pets, 36)).isCloseTo(5 * 37, within(3));
    assertThat(pets.test().size()).isEqualTo(CLASSES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Breed_no1_1 38 1 1 | has '38' in line 1, allowed are 1 to 37",
        "Breed_no1_1 0 1 1 | has '0' in line 1, allowed are 1 to 37",
        "Breed_no1_1 x 1 1 | has 'x' in line 1, allowed are 1 to 37",
        "Breed_no1_1 1 | has the line 'Breed_no1_1 1' instead of 4 columns",
        "Breed_no1_9 1 1 1 | images/Breed_no1_9.jpg is missing",
        "Breed_no1_1 2 1 1 | calls class 2 Breed_no1 and Breed_no2"
      })
  void refusesADamagedList(String line, String complaint) {
    Mini odd = mini().text("annotations/trainval.txt", line + "\n");
    assertThatThrownBy(() -> odd.open(new Pets(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void namesAMissingList() {
    Mini lacking = mini().without("annotations/test.txt");
    assertThatThrownBy(() -> lacking.open(new Pets(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("annotations/test.txt is missing");
  }

  @Test
  void refusesOneBreedUnderTwoNumbers() {
    Mini odd = mini();
    for (String list : List.of("annotations/trainval.txt", "annotations/test.txt")) {
      String text = new String(odd.files.get(list), StandardCharsets.UTF_8);
      odd.text(list, text.replaceAll("Breed_no2_(\\d)", "Breed_no1_$10"));
    }
    odd.image("images/Breed_no1_10.jpg", 0).image("images/Breed_no1_20.jpg", 0);
    assertThatThrownBy(() -> odd.open(new Pets(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has two classes named Breed_no1");
  }
}
