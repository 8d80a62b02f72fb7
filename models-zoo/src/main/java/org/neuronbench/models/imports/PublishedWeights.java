package org.neuronbench.models.imports;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.neuronbench.core.Text;
import org.neuronbench.core.download.Checksum;
import org.neuronbench.core.download.Checksum.Algorithm;
import org.neuronbench.core.download.PublishedFile;
import org.neuronbench.models.weights.WeightFacts;

/**
 * Weights that others publish, with what they say of them: digits of the SHA-256 as many as are
 * published, megabytes of a million bytes, the claim if one is stated with the file.
 */
public record PublishedWeights(
    String fileName,
    String model,
    Publisher publisher,
    String edition,
    double megabytes,
    String digits,
    Optional<Claim> claim) {

  /** Who publishes weights, where, and what is said of the licence of code and weights. */
  public record Publisher(String title, String folder, String licence) {

    /** Weights under PyTorch's own roof; the names of files end in eight digits of their hash. */
    static final Publisher TORCHVISION =
        new Publisher(
            "torchvision",
            "https://download.pytorch.org/models/",
            "BSD-3-Clause (torchvision); trained on ImageNet-1k, whose terms allow research only");

    /** The networks that Sparse Update's schemes were made for, in 8 bits. */
    static final Publisher TINY_TRAINING =
        new Publisher(
            "mit-han-lab/tiny-training",
            "https://raw.githubusercontent.com/mit-han-lab/tiny-training/"
                + PublishedWeights.TINY_TRAINING_COMMIT
                + "/algorithm/assets/mcu_models/",
            "MIT (tiny-training); trained on ImageNet-1k, whose terms allow research only");
  }

  /** Percentages stated for ImageNet-1k's validation images, resized before the centre crop. */
  public record Claim(double top1, double top5, int resize) {

    @Override
    public String toString() {
      return Text.format("ImageNet-1k top-1 %.3f %%, top-5 %.3f %% at 224 px", top1, top5);
    }
  }

  private static final String TINY_TRAINING_COMMIT = "7bf8e05bbeebda76cbf2ea2dd596dedee7e3f343";

  /** What is known, of each model the edition that papers compare with first. */
  public static final List<PublishedWeights> ALL =
      List.of(
          torchvision(
              "mobilenet_v2-b0353104", "mobilenet-v2", "IMAGENET1K_V1", 14.2, 71.878, 90.286, 256),
          torchvision(
              "mobilenet_v2-7ebf99e0", "mobilenet-v2", "IMAGENET1K_V2", 14.2, 72.154, 90.822, 232),
          torchvision("resnet18-f37072fd", "resnet-18", "IMAGENET1K_V1", 46.8, 69.758, 89.078, 256),
          torchvision(
              "resnet50-0676ba61", "resnet-50", "IMAGENET1K_V1", 102.5, 76.130, 92.862, 256),
          torchvision(
              "resnet50-11ad3fa6", "resnet-50", "IMAGENET1K_V2", 102.5, 80.858, 95.434, 232),
          tinyTraining(
              "mbv2-w0.35",
              0.6,
              "310d2871c50a89af9f11928e28418729984c2e402cf68560a19b6cbb75854163"),
          tinyTraining(
              "mcunet-5fps",
              1.0,
              "4de2e06ed39041fc3609de806461a9e1d1f82f186927474bd9e9b0de756a0f00"),
          tinyTraining(
              "proxyless-w0.3",
              0.7,
              "0da06d029506a36e5a5d0822493cdae11f37ba78662f9aca25ba5b3c958cf8e1"));

  /** Describes weights of torchvision, whose names end in eight digits of their SHA-256. */
  public static PublishedWeights torchvision(
      String name,
      String model,
      String edition,
      double megabytes,
      double top1,
      double top5,
      int resize) {
    return new PublishedWeights(
        name + ".pth",
        model,
        Publisher.TORCHVISION,
        edition,
        megabytes,
        name.substring(name.lastIndexOf('-') + 1),
        Optional.of(new Claim(top1, top5, resize)));
  }

  private static PublishedWeights tinyTraining(String model, double megabytes, String sha256) {
    return new PublishedWeights(
        model + ".pkl",
        model,
        Publisher.TINY_TRAINING,
        "of commit " + TINY_TRAINING_COMMIT.substring(0, 8),
        megabytes,
        sha256,
        Optional.empty());
  }

  /** Finds weights by a file's name, with or without ending, or a model's first edition. */
  public static Optional<PublishedWeights> find(String id) {
    return ALL.stream()
        .filter(p -> Stream.of(p.fileName(), p.name()).anyMatch(id::equals))
        .findFirst()
        .or(() -> ALL.stream().filter(p -> p.model().equals(id)).findFirst());
  }

  /** Recognises a file by its SHA-256. */
  public static Optional<PublishedWeights> ofHash(String sha256) {
    return ALL.stream().filter(p -> sha256.startsWith(p.digits())).findFirst();
  }

  /** Returns the file's name without its ending. */
  public String name() {
    return fileName.substring(0, fileName.lastIndexOf('.'));
  }

  /** Describes the download from an address that ends in a slash: the publisher's, or a mirror. */
  public PublishedFile file(String folder) {
    return new PublishedFile(
        fileName,
        List.of(URI.create(folder).resolve(fileName)),
        Optional.of(new Checksum(Algorithm.SHA256, digits)),
        OptionalLong.empty());
  }

  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        WeightFacts.SOURCE,
        Text.format("%s %s, %s%s", publisher.title(), edition, publisher.folder(), fileName));
    facts.put(WeightFacts.LICENSE, publisher.licence());
    claim.ifPresent(
        stated -> {
          facts.put(WeightFacts.CLAIMED, stated.toString());
          facts.put(
              WeightFacts.INPUT,
              Text.format(
                  "RGB/255, ImageNet's mean and deviation, resize %d bilinear, centre crop 224",
                  stated.resize()));
        });
    return facts;
  }
}
