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

class VisualWakeWordsTest {

  private static final String TRAIN = "annotations/instances_train2014.json";
  private static final String VAL = "annotations/instances_val2014.json";

  @TempDir Path folder;

  /** Images of 100 x 200: a person counts from an area of more than 100. */
  private static String image(int id, String name) {
    return "{\"id\": %d, \"file_name\": \"%s\", \"height\": 100, \"width\": 200, \"license\": 1}"
        .formatted(id, name);
  }

  private static String person(int image, String area) {
    return annotation(image, 1, area);
  }

  private static String annotation(int image, int category, String area) {
    return ("{\"segmentation\": [[1, 2.5], {\"counts\": [3]}], \"area\": %s, \"iscrowd\": 0,"
            + " \"image_id\": %d, \"bbox\": [0, 0, 90, 90], \"category_id\": %d, \"id\": 7}")
        .formatted(area, image, category);
  }

  private static String json(String images, String annotations) {
    return ("{\"info\": {\"year\": 2014}, \"images\": [%s], \"licenses\": [{\"id\": 1}],"
            + " \"annotations\": [%s], \"categories\": [{\"id\": 1, \"name\": \"person\"}]}")
        .formatted(images, annotations);
  }

  private static Mini mini() {
    return new Mini()
        .text(
            TRAIN,
            json(
                image(9, "t9.jpg") + "," + image(2, "t2.jpg"),
                person(9, "100.5") + "," + person(2, "100") + "," + annotation(2, 18, "900")))
        .text(
            VAL,
            json(
                image(5, "v5.jpg") + "," + image(4, "v4.jpg"),
                person(5, "30") + "," + person(5, "5000") + "," + annotation(4, 3, "900")))
        .text("annotations/mscoco_minival_ids.txt", "5\n")
        .image("train2014/t9.jpg", 0x5A0000)
        .image("train2014/t2.jpg", 0x140000)
        .image("val2014/v5.jpg", 0x320000)
        .image("val2014/v4.jpg", 0x280000);
  }

  @Test
  void aPersonCountsFromMoreThanHalfAPercentOfTheImage() {
    Dataset vww = mini().open(new VisualWakeWords(), folder);
    assertThat(vww.classNames()).containsExactly("not-person", "person");
    assertThat(vww.train().size()).isEqualTo(3);
    assertThat(vww.train().label(0)).as("image 2: a person of exactly 0.5 %").isZero();
    assertThat(vww.train().label(1)).as("image 4: a car").isZero();
    assertThat(vww.train().label(2)).as("image 9: a person of 0.5025 %").isEqualTo(1);
    assertThat(Mini.red(vww, 1)).isCloseTo(0x28, within(3));
  }

  @Test
  void theTestSplitAreTheMinivalImages() {
    Dataset vww = mini().open(new VisualWakeWords(), folder);
    assertThat(vww.test().size()).isEqualTo(1);
    assertThat(vww.test().label(0)).as("the larger of two persons").isEqualTo(1);
  }

  @Test
  void annotationsMayComeBeforeImages() {
    String turned =
        "{\"annotations\": [%s], \"images\": [%s]}"
            .formatted(person(9, "5000"), image(9, "t9.jpg"));
    Dataset vww = mini().text(TRAIN, turned).open(new VisualWakeWords(), folder);
    assertThat(vww.train().label(1)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html>                  | is no complete COCO annotation file",
        "[]                      | it is no JSON object",
        "{}                      | it has no images or no annotations",
        "{\"images\": [{\"id\": 1}]} | A COCO entry has no 'file_name'",
        "{\"images\": [{\"id\": \"x\"}]} | A COCO entry has 'x' for id, expected a number",
        "{\"images\": [          | is no complete COCO annotation file",
      })
  void refusesADamagedAnnotationFile(String content, String complaint) {
    Mini odd = mini().text(TRAIN, content);
    assertThatThrownBy(() -> odd.open(new VisualWakeWords(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void refusesATruncatedAnnotationFile() {
    for (int bytes = 1; bytes < mini().files.get(TRAIN).length; bytes += 13) {
      Mini cut = mini().cut(TRAIN, bytes);
      Path place = folder.resolve("cut" + bytes);
      assertThatThrownBy(() -> cut.open(new VisualWakeWords(), place))
          .isInstanceOf(InputException.class);
    }
  }

  @Test
  void namesAMissingSplitFile() {
    Mini lacking = mini().without("annotations/mscoco_minival_ids.txt");
    assertThatThrownBy(() -> lacking.open(new VisualWakeWords(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("mscoco_minival_ids.txt is missing");
    Mini odd = mini().text("annotations/mscoco_minival_ids.txt", "404: not found");
    assertThatThrownBy(() -> odd.open(new VisualWakeWords(), folder.resolve("b")))
        .hasMessageContaining("has the line '404: not found' instead of an image's number");
  }

  @Test
  void refusesAnImageOfBothAnnotationFiles() {
    Mini odd = mini().text(VAL, json(image(9, "v5.jpg"), person(9, "30")));
    assertThatThrownBy(() -> odd.open(new VisualWakeWords(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("both annotation files have an image 9");
  }

  @Test
  void refusesAnImageTwiceInOneFile() {
    Mini odd = mini().text(TRAIN, json(image(9, "t9.jpg") + "," + image(9, "t2.jpg"), ""));
    assertThatThrownBy(() -> odd.open(new VisualWakeWords(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("image 9 is there twice");
  }

  @Test
  void refusesAnImageWithoutArea() {
    String flat = image(9, "t9.jpg").replace("\"height\": 100", "\"height\": 0");
    Mini odd = mini().text(TRAIN, json(flat, person(9, "30")));
    assertThatThrownBy(() -> odd.open(new VisualWakeWords(), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("image 9 has no area");
  }
}
