package org.neuronbench.datasets.fetch;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.neuronbench.core.download.Checksum;
import org.neuronbench.core.download.PublishedFile;
import org.neuronbench.datasets.fetch.Publication.Part;

/**
 * The published datasets. Checksums are those of the publishers' pages (CIFAR) or of torchvision
 * (Flowers, Food, Pets); those of COCO and CUB are the ones in common use, COCO's being the entity
 * tags of its host.
 */
public final class Publications {

  private static final String CIFAR = "https://www.cs.toronto.edu/~kriz/";
  private static final String CIFAR_PAGE = CIFAR + "cifar.html";
  private static final String NO_LICENCE = "none stated; cite the authors";
  private static final String OXFORD = "https://www.robots.ox.ac.uk/~vgg/data/";
  private static final String COCO = "https://s3.amazonaws.com/images.cocodataset.org/";
  private static final String COCO_HOST = "http://images.cocodataset.org/";
  private static final String TENSORFLOW =
      "https://raw.githubusercontent.com/tensorflow/models/master/research/object_detection/data/";

  private Publications() {}

  /** Lists them, in the order of the catalog. */
  public static List<Publication> all() {
    return List.of(cifar10(), cifar100(), vww(), flowers102(), food101(), pets(), cub200());
  }

  /** Finds one; empty if the dataset is not published as files. */
  public static Optional<Publication> find(String id) {
    return all().stream().filter(p -> p.id().equals(id)).findFirst();
  }

  private static Publication cifar10() {
    PublishedFile file =
        exact("cifar-10-binary.tar.gz", CIFAR, "c32a1d4ab5d03f1284b67883e8d87530", 170_052_171);
    return new Publication("cifar10", CIFAR_PAGE, NO_LICENCE, List.of(part(file, 0)));
  }

  private static Publication cifar100() {
    PublishedFile file =
        exact("cifar-100-binary.tar.gz", CIFAR, "03b5dce01913d631647c71ecec9e9cb8", 168_513_733);
    return new Publication("cifar100", CIFAR_PAGE, NO_LICENCE, List.of(part(file, 0)));
  }

  private static Publication vww() {
    PublishedFile ids =
        new PublishedFile(
            "mscoco_minival_ids.txt",
            List.of(URI.create(TENSORFLOW + "mscoco_minival_ids.txt")),
            Optional.empty(),
            OptionalLong.empty());
    return new Publication(
        "vww",
        "https://cocodataset.org/#download",
        "annotations CC BY 4.0; images under the licences of their Flickr authors",
        List.of(
            part(
                coco(
                    "annotations/",
                    "annotations_trainval2014.zip",
                    "0a379cfc70b0e71301e0f377548639bd"),
                252_872_794),
            new Part(ids, 64_000, "annotations"),
            part(
                coco("zips/", "train2014.zip", "0da8c0bd3d6becc4dcb32757491aca88"),
                13_510_000_000L),
            part(
                coco("zips/", "val2014.zip", "a3d79f5ed8d289b7a7554ce06a5782b3"), 6_645_000_000L)));
  }

  private static Publication flowers102() {
    String base = OXFORD + "flowers/102/";
    return new Publication(
        "flowers102",
        base,
        NO_LICENCE,
        List.of(
            part(md5("102flowers.tgz", base, "52808999861908f626f3c1f4e79d11fa"), 345_000_000),
            part(md5("imagelabels.mat", base, "e0620be6f572b9609742df49c70aed4d"), 1_000),
            part(md5("setid.mat", base, "a5357ecc9cb78c4bef273ce3793fc85c"), 15_000)));
  }

  private static Publication food101() {
    PublishedFile file =
        md5(
            "food-101.tar.gz",
            "http://data.vision.ee.ethz.ch/cvl/",
            "85eeb15f3717b99a5da872d97d918f87");
    return new Publication(
        "food101",
        "https://data.vision.ee.ethz.ch/cvl/datasets_extra/food-101/",
        "images of Foodspotting, for scientific fair use only",
        List.of(part(file, 5_000_000_000L)));
  }

  private static Publication pets() {
    String base = OXFORD + "pets/data/";
    return new Publication(
        "pets",
        OXFORD + "pets/",
        "CC BY-SA 4.0",
        List.of(
            part(md5("images.tar.gz", base, "5c4f3ee8e5d25df40f4fd59a7f44e54c"), 792_000_000),
            part(md5("annotations.tar.gz", base, "95a8c909bbe2e81eed6a22bccdf3f68f"), 19_000_000)));
  }

  private static Publication cub200() {
    PublishedFile file =
        md5(
            "CUB_200_2011.tgz",
            "https://data.caltech.edu/records/65de6-vp158/files/",
            "97eceeb196236b17998738112f37df78");
    return new Publication(
        "cub200",
        "https://www.vision.caltech.edu/datasets/cub_200_2011/",
        "non-commercial research and education only",
        List.of(part(file, 1_150_000_000)));
  }

  private static Part part(PublishedFile file, long aboutBytes) {
    return new Part(file, aboutBytes, "");
  }

  private static PublishedFile md5(String name, String base, String digits) {
    return PublishedFile.of(name, base + name, new Checksum(Checksum.Algorithm.MD5, digits));
  }

  private static PublishedFile exact(String name, String base, String digits, long bytes) {
    PublishedFile file = md5(name, base, digits);
    return new PublishedFile(name, file.urls(), file.checksum(), OptionalLong.of(bytes));
  }

  private static PublishedFile coco(String folder, String name, String digits) {
    return new PublishedFile(
        name,
        Stream.of(COCO, COCO_HOST).map(host -> URI.create(host + folder + name)).toList(),
        Optional.of(new Checksum(Checksum.Algorithm.MD5, digits)),
        OptionalLong.empty());
  }
}
