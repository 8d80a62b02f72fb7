package org.neuronbench.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelNoiseTest {

  private static final int CLASSES = 10;

  /** Images without pixels whose labels go round. */
  private record Images(int size) implements ImageSet {
    @Override
    public int imageSize() {
      return 1;
    }

    @Override
    public int label(int index) {
      return index % CLASSES;
    }

    @Override
    public void read(int index, byte[] target, int offset) {
      target[offset] = (byte) index;
    }
  }

  private record Ten(ImageSet train, ImageSet test) implements Dataset {
    @Override
    public String id() {
      return "ten";
    }

    @Override
    public List<String> classNames() {
      return List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    }

    @Override
    public String contentHash() {
      return "hash";
    }
  }

  private static final Dataset TEN = new Ten(new Images(10_000), new Images(100));

  private static double wrong(Dataset dataset) {
    ImageSet images = dataset.train();
    int wrong = 0;
    for (int i = 0; i < images.size(); i++) {
      wrong += images.label(i) == i % CLASSES ? 0 : 1;
    }
    return (double) wrong / images.size();
  }

  /** A draw of any class is the right one in a tenth of the cases; three standard errors. */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.4, 0.6, 0.8})
  void symmetricNoiseLeavesATenthOfTheDrawsRight(double share) {
    Dataset noisy = new LabelNoise(share, LabelNoise.Kind.SYMMETRIC, 0).applied(TEN);
    double expected = 0.9 * share;
    assertThat(wrong(noisy))
        .isEqualTo(expected, within(3 * Math.sqrt(expected * (1 - expected) / 10_000)));
  }

  @Test
  void asymmetricNoiseMistakesAClassForTheNext() {
    Dataset noisy = new LabelNoise(0.3, LabelNoise.Kind.ASYMMETRIC, 0).applied(TEN);
    assertThat(wrong(noisy)).isEqualTo(0.3, within(0.015));
    for (int i = 0; i < 10_000; i++) {
      assertThat(noisy.train().label(i)).isIn(i % CLASSES, (i + 1) % CLASSES);
    }
  }

  @Test
  void theSeedDecidesAndNothingElse() {
    Dataset one = new LabelNoise(0.5, LabelNoise.Kind.SYMMETRIC, 1).applied(TEN);
    Dataset same = new LabelNoise(0.5, LabelNoise.Kind.SYMMETRIC, 1).applied(TEN);
    Dataset other = new LabelNoise(0.5, LabelNoise.Kind.SYMMETRIC, 2).applied(TEN);
    int differ = 0;
    for (int i = 0; i < 10_000; i++) {
      assertThat(same.train().label(i)).isEqualTo(one.train().label(i));
      differ += other.train().label(i) == one.train().label(i) ? 0 : 1;
    }
    assertThat(differ).isPositive();
  }

  @Test
  void testLabelsAndPixelsStay() {
    Dataset noisy = new LabelNoise(1, LabelNoise.Kind.SYMMETRIC, 0).applied(TEN);
    byte[] pixel = new byte[3];
    noisy.train().read(7, pixel, 0);
    assertThat(pixel[0]).isEqualTo((byte) 7);
    assertThat(noisy.test()).isSameAs(TEN.test());
    assertThat(new LabelNoise(0, LabelNoise.Kind.SYMMETRIC, 0).applied(TEN)).isSameAs(TEN);
  }
}
