package org.neuronbench.models.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.download.PublishedFile;
import org.neuronbench.models.ModelZoo;

class PublishedWeightsTest {

  @ParameterizedTest
  @CsvSource({
    "resnet-18, resnet18-f37072fd",
    "resnet-50, resnet50-0676ba61",
    "resnet50-11ad3fa6, resnet50-11ad3fa6",
    "resnet50-11ad3fa6.pth, resnet50-11ad3fa6",
    "mobilenet-v2, mobilenet_v2-b0353104",
    "mcunet-5fps, mcunet-5fps",
    "mbv2-w0.35.pkl, mbv2-w0.35",
  })
  void areFoundByModelOrFile(String id, String name) {
    assertThat(PublishedWeights.find(id)).map(PublishedWeights::name).contains(name);
  }

  @Test
  void othersAreNotKnown() {
    assertThat(PublishedWeights.find("resnet-34")).isEmpty();
    assertThat(PublishedWeights.ofHash("00".repeat(32))).isEmpty();
  }

  @Test
  void areRecognisedByTheirHash() {
    assertThat(PublishedWeights.ofHash("7ebf99e0" + "00".repeat(28)))
        .hasValueSatisfying(
            weights -> {
              assertThat(weights.model()).isEqualTo("mobilenet-v2");
              assertThat(weights.facts())
                  .containsEntry("claimed", "ImageNet-1k top-1 72.154 %, top-5 90.822 % at 224 px")
                  .containsEntry(
                      "source",
                      "torchvision IMAGENET1K_V2,"
                          + " https://download.pytorch.org/models/mobilenet_v2-7ebf99e0.pth");
              assertThat(weights.facts().get("input")).contains("resize 232 bilinear");
            });
  }

  private static Stream<PublishedWeights> all() {
    return PublishedWeights.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyOneCanBeFetched(PublishedWeights weights) {
    PublishedFile file = weights.file("http://mirror.test/models/");
    assertThat(file.urls()).hasToString("[http://mirror.test/models/%s]", weights.fileName());
    assertThat(file.checksum())
        .hasValueSatisfying(c -> assertThat(c.digits()).hasSizeBetween(8, 64));
    assertThat(ModelZoo.knows(weights.model())).isTrue();
  }

  /** Where the repository of tiny-training keeps them, at the commit that was looked at. */
  @ParameterizedTest
  @ValueSource(strings = {"mbv2-w0.35", "mcunet-5fps", "proxyless-w0.3"})
  void tinyTrainingsAreOfAPinnedCommit(String id) {
    PublishedWeights weights = PublishedWeights.find(id).orElseThrow();
    assertThat(weights.file(weights.publisher().folder()).urls())
        .hasToString(
            "[https://raw.githubusercontent.com/mit-han-lab/tiny-training/"
                + "7bf8e05bbeebda76cbf2ea2dd596dedee7e3f343/algorithm/assets/mcu_models/%s.pkl]",
            id);
    assertThat(weights.digits()).hasSize(64);
  }
}
