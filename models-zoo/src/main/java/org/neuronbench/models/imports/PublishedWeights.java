package org.neuronbench.models.imports;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.neuronbench.core.download.Checksum;
import org.neuronbench.core.download.Checksum.Algorithm;
import org.neuronbench.core.download.PublishedFile;
import org.neuronbench.models.weights.WeightFacts;

/**
 * Weights that torchvision publishes, with what its documentation says of them.
 *
 * @param name of the file, without {@code .pth}; ends in the first eight digits of its SHA-256
 * @param model of the zoo
 * @param edition what torchvision calls it
 * @param megabytes size, in millions of bytes
 * @param top1 accuracy on the validation images of ImageNet-1k, percent
 * @param top5 the same for five guesses
 * @param resize shorter side before the centre crop of 224, pixels
 */
public record PublishedWeights(
    String name,
    String model,
    String edition,
    double megabytes,
    double top1,
    double top5,
    int resize) {

  /** Where torchvision's files are. */
  public static final String HOST = "https://download.pytorch.org/models/";

  /** What is known, the edition that papers compare with first. */
  public static final List<PublishedWeights> ALL =
      List.of(
          new PublishedWeights(
              "mobilenet_v2-b0353104", "mobilenet-v2", "IMAGENET1K_V1", 14.2, 71.878, 90.286, 256),
          new PublishedWeights(
              "mobilenet_v2-7ebf99e0", "mobilenet-v2", "IMAGENET1K_V2", 14.2, 72.154, 90.822, 232),
          new PublishedWeights(
              "resnet18-f37072fd", "resnet-18", "IMAGENET1K_V1", 46.8, 69.758, 89.078, 256),
          new PublishedWeights(
              "resnet50-0676ba61", "resnet-50", "IMAGENET1K_V1", 102.5, 76.130, 92.862, 256),
          new PublishedWeights(
              "resnet50-11ad3fa6", "resnet-50", "IMAGENET1K_V2", 102.5, 80.858, 95.434, 232));

  /** What torchvision says of the licence of its code and of its weights. */
  public static final String LICENCE =
      "BSD-3-Clause (torchvision); trained on ImageNet-1k, whose terms allow research only";

  /**
   * Finds weights by name.
   *
   * @param id a file's name with or without {@code .pth}, or a model: its first edition
   * @return the weights; empty if none are known
   */
  public static Optional<PublishedWeights> find(String id) {
    String name = id.replaceFirst("\\.pth$", "");
    return ALL.stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .or(() -> ALL.stream().filter(p -> p.model().equals(id)).findFirst());
  }

  /**
   * Recognises a file by its hash.
   *
   * @param sha256 of a file, hexadecimal
   * @return the weights; empty if it is none that torchvision publishes
   */
  public static Optional<PublishedWeights> ofHash(String sha256) {
    return ALL.stream().filter(p -> sha256.startsWith(p.hashPrefix())).findFirst();
  }

  /**
   * Returns the published part of the SHA-256.
   *
   * @return eight hexadecimal digits
   */
  public String hashPrefix() {
    return name.substring(name.lastIndexOf('-') + 1);
  }

  /**
   * Returns the file's name.
   *
   * @return with {@code .pth}
   */
  public String fileName() {
    return name + ".pth";
  }

  /**
   * Describes the download.
   *
   * @param folder an address that ends in a slash, {@link #HOST} or a mirror of it
   * @return what to fetch
   */
  public PublishedFile file(String folder) {
    return new PublishedFile(
        fileName(),
        List.of(URI.create(folder).resolve(fileName())),
        Optional.of(new Checksum(Algorithm.SHA256, hashPrefix())),
        OptionalLong.empty());
  }

  /**
   * Returns the claim in words.
   *
   * @return top-1 and top-5
   */
  public String claim() {
    return String.format(
        Locale.ROOT, "ImageNet-1k top-1 %.3f %%, top-5 %.3f %% at 224 px", top1, top5);
  }

  Map<String, String> facts() {
    return Map.of(
        WeightFacts.CLAIMED,
        claim(),
        WeightFacts.SOURCE,
        "torchvision %s, %s%s".formatted(edition, HOST, fileName()),
        WeightFacts.LICENSE,
        LICENCE,
        WeightFacts.INPUT,
        "RGB/255, ImageNet's mean and deviation, resize %d bilinear, centre crop 224"
            .formatted(resize));
  }
}
