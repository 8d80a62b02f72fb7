package org.neuronbench.datasets.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.InputException;
import org.neuronbench.core.data.Dataset;

class Cub200Test {

  private static final String FIRST = "001.Black_footed_Albatross";
  private static final String SECOND = "002.Laysan_Albatross";

  @TempDir Path folder;

  private static Mini mini() {
    return new Mini()
        .text("CUB_200_2011/classes.txt", "1 001.Black_footed_Albatross\n2 002.Laysan_Albatross\n")
        .text(
            "CUB_200_2011/images.txt",
            "1 %1$s/a.jpg\n2 %2$s/b.jpg\n3 %1$s/c.jpg\n".formatted(FIRST, SECOND))
        .text("CUB_200_2011/image_class_labels.txt", "1 1\n2 2\n3 1\n")
        .text("CUB_200_2011/train_test_split.txt", "1 0\n2 1\n3 1\n")
        .image("CUB_200_2011/images/" + FIRST + "/a.jpg", 0x320000)
        .image("CUB_200_2011/images/" + SECOND + "/b.jpg", 0x640000)
        .image("CUB_200_2011/images/" + FIRST + "/c.jpg", 0x960000);
  }

  @Test
  void readsTheOfficialSplit() {
    Dataset birds = mini().open(new Cub200(), folder);
    assertThat(birds.classNames()).containsExactly("Black_footed_Albatross", "Laysan_Albatross");
    assertThat(birds.train().size()).isEqualTo(2);
    assertThat(birds.train().label(0)).isEqualTo(1);
    assertThat(Mini.red(birds, 0)).isCloseTo(0x64, within(3));
    assertThat(Mini.red(birds, 1)).isCloseTo(0x96, within(3));
    assertThat(birds.test().size()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image_class_labels.txt | 1 3 | has '3' in line 1, allowed are 1 to 2",
        "image_class_labels.txt | 1 1 | image_class_labels.txt has no line for image 2",
        "train_test_split.txt   | 1 2 | has '2' in line 1, allowed are 0 to 1",
        "train_test_split.txt   | 1   | has the line '1' instead of 2 columns",
        "images.txt             | 1 001.A/x.jpg | images/001.A/x.jpg is missing",
        "classes.txt            | 2 001.Black_footed_Albatross | classes.txt has number 2 in line 1",
      })
  void refusesADamagedList(String file, String line, String complaint) {
    Mini odd = mini().text("CUB_200_2011/" + file, line + "\n");
    assertThatThrownBy(() -> odd.open(new Cub200(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void refusesALabelThatContradictsTheFolder() {
    Mini odd = mini().text("CUB_200_2011/image_class_labels.txt", "1 1\n2 1\n3 1\n");
    assertThatThrownBy(() -> odd.open(new Cub200(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(
            "image_class_labels.txt says that image 002.Laysan_Albatross/b.jpg is of class"
                + " 001.Black_footed_Albatross, but it is in the folder of 002.Laysan_Albatross");
  }

  @ParameterizedTest
  @CsvSource({"image_class_labels.txt, 2", "train_test_split.txt, 1"})
  void refusesTwoLinesForAnImage(String list, String other) {
    Mini odd = mini().text("CUB_200_2011/" + list, "1 1\n2 1\n1 %s\n3 1\n".formatted(other));
    assertThatThrownBy(() -> odd.open(new Cub200(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(list + " has two lines for image 1");
  }

  @Test
  void refusesAnImageTwiceThoughALimitLeavesItOut() {
    Mini odd =
        mini()
            .text(
                "CUB_200_2011/images.txt",
                "1 %1$s/a.jpg\n2 %2$s/b.jpg\n3 %1$s/a.jpg\n".formatted(FIRST, SECOND));
    assertThatThrownBy(() -> odd.open(new Cub200(), folder, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("lists CUB_200_2011/images/" + FIRST + "/a.jpg twice");
  }

  @Test
  void refusesASplitWithoutImages() {
    Mini odd = mini().text("CUB_200_2011/train_test_split.txt", "1 1\n2 1\n3 1\n");
    assertThatThrownBy(() -> odd.open(new Cub200(), folder))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Dataset cub200 lists 3 training and 0 test images; both splits need some. Get its"
                + " lists again.");
  }
}
