package org.neuronbench.datasets.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.InputException;
import org.neuronbench.core.data.Dataset;

class Flowers102Test {

  @TempDir Path folder;

  private static Mini mini(MatFiles labels, MatFiles splits) {
    Mini mini = new Mini();
    mini.files.put("imagelabels.mat", labels.bytes());
    mini.files.put("setid.mat", splits.bytes());
    for (int i = 1; i <= 4; i++) {
      mini.image("jpg/image_0000%d.jpg".formatted(i), (40 * i) << 16);
    }
    return mini;
  }

  private static Mini mini() {
    return mini(labels(77, 1, 102, 77), splits());
  }

  private static MatFiles labels(int... labels) {
    return new MatFiles().row("labels", labels);
  }

  private static MatFiles splits() {
    return new MatFiles().row("trnid", 3).row("valid", 1).row("tstid", 2, 4);
  }

  @Test
  void trainsOnTrnidAndValidAndTestsOnTstid() {
    Dataset flowers = mini().open(new Flowers102(), folder);
    assertThat(flowers.classNames()).hasSize(102).startsWith("pink primrose");
    assertThat(flowers.classNames().get(76)).isEqualTo("passion flower");
    assertThat(flowers.classNames().get(101)).isEqualTo("blackberry lily");
    assertThat(flowers.train().size()).isEqualTo(2);
    assertThat(flowers.train().label(0)).isEqualTo(101);
    assertThat(flowers.train().label(1)).isEqualTo(76);
    assertThat(Mini.red(flowers, 0)).isCloseTo(120, within(3));
    assertThat(flowers.test().label(0)).isZero();
  }

  @Test
  void refusesALabelOutOfRange() {
    Mini odd = mini(labels(77, 1, 103, 77), splits());
    assertThatThrownBy(() -> odd.open(new Flowers102(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("imagelabels.mat gives image 3 the label 103, allowed are 1 to 102");
  }

  @Test
  void refusesAnImageOutOfRange() {
    Mini odd = mini(labels(77, 1), splits());
    assertThatThrownBy(() -> odd.open(new Flowers102(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("setid.mat names image 3, imagelabels.mat labels 1 to 2");
  }

  @Test
  void namesAMissingVariableOrFile() {
    Mini odd = mini(labels(77, 1, 102, 77), new MatFiles().row("trnid", 3));
    assertThatThrownBy(() -> odd.open(new Flowers102(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("setid.mat")
        .hasMessageContaining("has no numeric variable 'valid'");
    Mini lacking = mini().without("setid.mat");
    assertThatThrownBy(() -> lacking.open(new Flowers102(), folder.resolve("b")))
        .hasMessageContaining("setid.mat is missing");
  }

  @Test
  void refusesADamagedMatlabFile() {
    Mini cut = mini().cut("setid.mat", 150);
    assertThatThrownBy(() -> cut.open(new Flowers102(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("setid.mat in")
        .hasMessageContaining("is no readable MATLAB file of level 5");
    Mini magic = mini().text("setid.mat", "<html>404</html>");
    assertThatThrownBy(() -> magic.open(new Flowers102(), folder.resolve("b")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is no readable MATLAB file of level 5");
  }

  @Test
  void refusesAnImageInTwoLists() {
    MatFiles overlapping = new MatFiles().row("trnid", 3).row("valid", 1).row("tstid", 2, 3);
    Mini odd = mini(labels(77, 1, 102, 77), overlapping);
    assertThatThrownBy(() -> odd.open(new Flowers102(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("lists jpg/image_00003.jpg twice");
  }

  @Test
  void namesAMissingImage() {
    Mini lacking = mini().without("jpg/image_00002.jpg");
    assertThatThrownBy(() -> lacking.open(new Flowers102(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("jpg/image_00002.jpg is missing");
  }
}
