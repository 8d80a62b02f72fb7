package org.neuronbench.datasets.fetch;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
    return publication(
        "cifar10",
        CIFAR + "cifar.html",
        NO_LICENCE,
        exact("cifar-10-binary.tar.gz", "c32a1d4ab5d03f1284b67883e8d87530", 170_052_171));
  }

  private static Publication cifar100() {
    return publication(
        "cifar100",
        CIFAR + "cifar.html",
        NO_LICENCE,
        exact("cifar-100-binary.tar.gz", "03b5dce01913d631647c71ecec9e9cb8", 168_513_733));
  }

  private static Publication vww() {
    String ids = "mscoco_minival_ids.txt";
    String annotations = "annotations/annotations_trainval2014.zip";
    return publication(
        "vww",
        "https://cocodataset.org/#download",
        "annotations CC BY 4.0; images under the licences of their Flickr authors",
        coco(annotations, "0a379cfc70b0e71301e0f377548639bd", 252_872_794),
        new Part(file(ids, List.of(TENSORFLOW + ids), Optional.empty()), 64_000, "annotations"),
        coco("zips/train2014.zip", "0da8c0bd3d6becc4dcb32757491aca88", 13_510_000_000L),
        coco("zips/val2014.zip", "a3d79f5ed8d289b7a7554ce06a5782b3", 6_645_000_000L));
  }

  private static Publication flowers102() {
    String base = OXFORD + "flowers/102/";
    return publication(
        "flowers102",
        base,
        NO_LICENCE,
        part(base + "102flowers.tgz", "52808999861908f626f3c1f4e79d11fa", 345_000_000),
        part(base + "imagelabels.mat", "e0620be6f572b9609742df49c70aed4d", 1_000),
        part(base + "setid.mat", "a5357ecc9cb78c4bef273ce3793fc85c", 15_000));
  }

  private static Publication food101() {
    String address = "http://data.vision.ee.ethz.ch/cvl/food-101.tar.gz";
    return publication(
        "food101",
        "https://data.vision.ee.ethz.ch/cvl/datasets_extra/food-101/",
        "images of Foodspotting, for scientific fair use only",
        part(address, "85eeb15f3717b99a5da872d97d918f87", 5_000_000_000L));
  }

  private static Publication pets() {
    String base = OXFORD + "pets/data/";
    return publication(
        "pets",
        OXFORD + "pets/",
        "CC BY-SA 4.0",
        part(base + "images.tar.gz", "5c4f3ee8e5d25df40f4fd59a7f44e54c", 792_000_000),
        part(base + "annotations.tar.gz", "95a8c909bbe2e81eed6a22bccdf3f68f", 19_000_000));
  }

  private static Publication cub200() {
    String address = "https://data.caltech.edu/records/65de6-vp158/files/CUB_200_2011.tgz";
    return publication(
        "cub200",
        "https://www.vision.caltech.edu/datasets/cub_200_2011/",
        "non-commercial research and education only",
        part(address, "97eceeb196236b17998738112f37df78", 1_150_000_000));
  }

  private static Publication publication(String id, String page, String licence, Part... parts) {
    return new Publication(id, page, licence, List.of(parts));
  }

  private static Part exact(String name, String md5, long bytes) {
    PublishedFile file = file(name, List.of(CIFAR + name), Optional.of(md5));
    return new Part(
        new PublishedFile(name, file.urls(), file.checksum(), OptionalLong.of(bytes)), bytes, "");
  }

  private static Part part(String address, String md5, long aboutBytes) {
    String name = address.substring(address.lastIndexOf('/') + 1);
    return new Part(file(name, List.of(address), Optional.of(md5)), aboutBytes, "");
  }

  private static Part coco(String path, String md5, long aboutBytes) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    List<String> mirrors = List.of(COCO + path, COCO_HOST + path);
    return new Part(file(name, mirrors, Optional.of(md5)), aboutBytes, "");
  }

  private static PublishedFile file(String name, List<String> addresses, Optional<String> md5) {
    return new PublishedFile(
        name,
        addresses.stream().map(URI::create).toList(),
        md5.map(digits -> new Checksum(Checksum.Algorithm.MD5, digits)),
        OptionalLong.empty());
  }
}
