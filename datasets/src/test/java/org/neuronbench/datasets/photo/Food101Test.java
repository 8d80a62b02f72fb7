package org.neuronbench.datasets.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.InputException;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.datasets.Archives;
import org.neuronbench.datasets.Requests;
import org.neuronbench.datasets.memory.DecodedStore;

class Food101Test {

  @TempDir Path folder;

  private static Mini mini() {
    return new Mini()
        .text("food-101/meta/classes.txt", "apple_pie\nwaffles\n")
        .text("food-101/meta/train.txt", "waffles/3\napple_pie/1\n")
        .text("food-101/meta/test.txt", "apple_pie/2\n")
        .image("food-101/images/apple_pie/1.jpg", 0xC80000)
        .image("food-101/images/apple_pie/2.jpg", 0x640000)
        .image("food-101/images/waffles/3.jpg", 0x320000);
  }

  @Test
  void readsTheOfficialLists() {
    Dataset food = mini().open(new Food101(), folder);
    assertThat(food.classNames()).containsExactly("apple_pie", "waffles");
    assertThat(food.train().size()).isEqualTo(2);
    assertThat(food.train().label(0)).isEqualTo(1);
    assertThat(Mini.red(food, 0)).isCloseTo(0x32, within(3));
    assertThat(Mini.red(food, 1)).isCloseTo(0xC8, within(3));
    assertThat(food.test().label(0)).isZero();
  }

  @Test
  void readsThePublishedArchive() throws IOException {
    Path archive = Archives.tarGz(folder.resolve("food-101.tar.gz"), mini().files);
    Dataset food =
        new PhotoSource(new Food101(), DecodedStore.inMemory())
            .open(Requests.whole("food101", archive, 4));
    assertThat(food.contentHash())
        .isEqualTo(mini().open(new Food101(), folder.resolve("unpacked")).contentHash());
  }

  @Test
  void namesAMissingImage() {
    Mini lacking = mini().without("food-101/images/waffles/3.jpg");
    assertThatThrownBy(() -> lacking.open(new Food101(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Dataset food101 in " + folder.toAbsolutePath())
        .hasMessageContaining("food-101/images/waffles/3.jpg is missing")
        .hasMessageContaining("datasets verify food101");
  }

  @Test
  void namesAMissingList() {
    Mini lacking = mini().without("food-101/meta/test.txt");
    assertThatThrownBy(() -> lacking.open(new Food101(), folder))
        .hasMessageContaining("food-101/meta/test.txt is missing");
    Mini empty = mini().without("food-101/meta/classes.txt");
    assertThatThrownBy(() -> empty.open(new Food101(), folder.resolve("empty")))
        .hasMessageContaining("holds no meta/classes.txt; it holds")
        .hasMessageContaining("datasets fetch food101");
  }

  @Test
  void refusesAnUnknownClass() {
    Mini odd = mini().text("food-101/meta/train.txt", "pizza/3\n");
    assertThatThrownBy(() -> odd.open(new Food101(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has 'pizza/3', whose class is not in meta/classes.txt");
  }

  @Test
  void refusesAnImageInBothSplits() {
    Mini leaking = mini().text("food-101/meta/test.txt", "waffles/3\n");
    assertThatThrownBy(() -> leaking.open(new Food101(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("lists food-101/images/waffles/3.jpg twice");
  }

  @Test
  void namesATruncatedImage() {
    Mini cut = mini().cut("food-101/images/waffles/3.jpg", 400);
    assertThatThrownBy(() -> cut.open(new Food101(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Image food-101/images/waffles/3.jpg in " + folder.toAbsolutePath());
  }

  @Test
  void refusesAClassThatIsThereTwice() {
    Mini odd = mini().text("food-101/meta/classes.txt", "apple_pie\nwaffles\napple_pie\n");
    assertThatThrownBy(() -> odd.open(new Food101(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has two classes named apple_pie; each needs its own name");
  }
}
