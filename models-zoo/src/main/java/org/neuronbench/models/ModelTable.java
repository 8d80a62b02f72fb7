package org.neuronbench.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.ModelInfo;
import org.neuronbench.models.graphs.InvertedResidualNet;
import org.neuronbench.models.graphs.LeNet;
import org.neuronbench.models.graphs.MobileNetV2;
import org.neuronbench.models.graphs.ResNet;
import org.neuronbench.models.graphs.ResNet.Shortcut;
import org.neuronbench.models.graphs.Vgg16;
import org.neuronbench.models.graphs.WideResNet;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.models.weights.WeightFacts;
import org.neuronbench.models.weights.WeightFile;

/** Every model: what listings say of it, and how it is laid out. */
final class ModelTable {

  private static final int IMAGENET_CLASSES = 1000;
  private static final int CIFAR_CLASSES = 10;
  private static final int CIFAR_SIZE = 32;
  private static final int[] CIFAR_DEPTHS = {8, 14, 20, 32, 44, 56, 74, 110};

  /**
   * What is wanted of a model.
   *
   * @param width width multiplier
   * @param imageSize edge of the input, pixels
   * @param classes outputs of the classifier
   * @param weights the file to be loaded
   */
  record Demand(double width, int imageSize, int classes, Optional<WeightFile> weights) {

    boolean samePadding() {
      return weights.map(WeightFacts::of).map(WeightFacts::samePadding).orElse(false);
    }
  }

  /**
   * A model.
   *
   * @param info for listings; {@code needsWeights} where its weight file describes it
   * @param classes of the classifier that published weights have
   * @param layout its network
   */
  record Entry(
      ModelInfo info, int classes, Function<Demand, ComputationGraphConfiguration> layout) {

    String id() {
      return info.id();
    }

    boolean hasWidths() {
      return id().equals(Architecture.MOBILENET) || id().startsWith("cifar-resnet-");
    }
  }

  static final List<Entry> ALL = all();

  private ModelTable() {}

  private static List<Entry> all() {
    List<Entry> all = new ArrayList<>();
    all.add(
        new Entry(
            new ModelInfo(
                "micro",
                "A network of 18 convolutions for 32 px images, pretrained on the task 'primitives'",
                "Weights ship with the project; 'neuronbench pretrain' makes them again.",
                MicroNet.IMAGE_SIZE,
                false),
            IMAGENET_CLASSES,
            d -> describedByFile("micro", d)));
    all.add(
        imageNet(
            Architecture.MOBILENET,
            "MobileNetV2 in torchvision's topology; option width (1.0)",
            "mobilenet_v2",
            d -> MobileNetV2.build(d.width(), d.imageSize(), d.classes(), d.samePadding())));
    all.add(
        imageNet(
            "resnet-18",
            "ResNet18 in torchvision's topology",
            "resnet18",
            d -> ResNet.resNet18(d.imageSize(), d.classes())));
    all.add(
        imageNet(
            "resnet-50",
            "ResNet50 in torchvision's topology (stride in the 3x3)",
            "resnet50",
            d -> ResNet.resNet50(d.imageSize(), d.classes())));
    all.add(onDevice("mbv2-w0.35", "MobileNetV2 of width 0.35 as used by tiny-training"));
    all.add(onDevice("mcunet-5fps", "MCUNet-5fps (kernels 3, 5, 7)"));
    all.add(onDevice("proxyless-w0.3", "ProxylessNAS of width 0.3"));
    for (int depth : CIFAR_DEPTHS) {
      all.add(
          cifar(
              "cifar-resnet-" + depth,
              Text.format(
                  "ResNet%d for CIFAR, shortcuts of option A (zeros); option width (1.0)", depth),
              CIFAR_SIZE,
              d -> ResNet.cifar(depth, Shortcut.ZEROS, d.width(), d.imageSize(), d.classes())));
    }
    for (int depth : CIFAR_DEPTHS) {
      all.add(
          cifar(
              "cifar-resnet-" + depth + "-b",
              Text.format(
                  "ResNet%d for CIFAR, shortcuts of option B (1x1 convolutions); option width (1.0)",
                  depth),
              CIFAR_SIZE,
              d ->
                  ResNet.cifar(depth, Shortcut.PROJECTION, d.width(), d.imageSize(), d.classes())));
    }
    all.add(
        cifar(
            "cifar-resnet-18",
            "ResNet18 for CIFAR, four stages of 64 to 512 channels; option width (1.0)",
            CIFAR_SIZE,
            d -> ResNet.cifarWide(d.width(), d.imageSize(), d.classes(), 2, 2, 2, 2)));
    all.add(
        cifar(
            "cifar-resnet-34",
            "ResNet34 for CIFAR, four stages of 64 to 512 channels; option width (1.0)",
            CIFAR_SIZE,
            d -> ResNet.cifarWide(d.width(), d.imageSize(), d.classes(), 3, 4, 6, 3)));
    all.add(
        cifar(
            "cifar-vgg-16",
            "VGG-16 with batch norm for CIFAR, one linear layer",
            CIFAR_SIZE,
            d -> Vgg16.build(d.imageSize(), d.classes())));
    Stream.of(new int[] {10, 1}, new int[] {16, 1}, new int[] {28, 2})
        .forEach(w -> all.add(wide(w)));
    all.add(
        cifar(
            "lenet",
            "LeNet of 20 and 50 5x5 kernels and 500 hidden units, for RGB",
            28,
            d -> LeNet.large(d.imageSize(), d.classes())));
    all.add(
        cifar(
            "lenet-slim",
            "LeNet of 6 and 16 3x3 kernels, for RGB",
            28,
            d -> LeNet.slim(d.imageSize(), d.classes())));
    return List.copyOf(all);
  }

  private static Entry imageNet(
      String id,
      String summary,
      String torchvision,
      Function<Demand, ComputationGraphConfiguration> layout) {
    String details =
        Text.format("Weights: a .safetensors file of torchvision's %s names.", torchvision);
    return new Entry(new ModelInfo(id, summary, details, 224, false), IMAGENET_CLASSES, layout);
  }

  private static Entry onDevice(String id, String summary) {
    ModelInfo info =
        new ModelInfo(
            id,
            summary + "; built from its weight file",
            Text.format(
                    "Weights: './neuronbench models fetch %s', or a .safetensors file whose metadata",
                    id)
                + " describe the blocks ('first_conv', 'arch').",
            128,
            true);
    return new Entry(info, IMAGENET_CLASSES, d -> describedByFile(id, d));
  }

  private static Entry cifar(
      String id,
      String summary,
      int imageSize,
      Function<Demand, ComputationGraphConfiguration> layout) {
    String details = "Weights: random, or a .safetensors file of its names; see docs/weights.md.";
    return new Entry(new ModelInfo(id, summary, details, imageSize, false), CIFAR_CLASSES, layout);
  }

  private static Entry wide(int[] depthAndWidth) {
    int depth = depthAndWidth[0];
    int width = depthAndWidth[1];
    return cifar(
        "wrn-" + depth + "-" + width,
        Text.format("Wide ResNet %d-%d for CIFAR, pre-activation", depth, width),
        CIFAR_SIZE,
        d -> WideResNet.build(depth, width, d.imageSize(), d.classes()));
  }

  private static ComputationGraphConfiguration describedByFile(String id, Demand demand) {
    WeightFile file =
        demand
            .weights()
            .orElseThrow(
                () ->
                    new InputException(
                        Text.format(
                                "Model %s is built from its weight file: fetch it ('./neuronbench models",
                                id)
                            + Text.format(" fetch %s') or give one with 'weights'", id)));
    InvertedResidualNet net = InvertedResidualNet.fromMetadata(file.source(), file.metadata());
    checkSize(net, file);
    return net.build(demand.imageSize(), demand.classes(), demand.samePadding());
  }

  /** What a few bytes of metadata describe may be too large for any machine. */
  private static void checkSize(InvertedResidualNet net, WeightFile file) {
    long held = file.tensors().values().stream().mapToLong(ModelTable::count).sum();
    if (net.weights() > held) {
      throw new InputException(
          Text.format(
                  "The architecture in the metadata of %s needs %,d weights, but the file holds %,d;",
                  file.source(), net.weights(), held)
              + " correct 'first_conv' and 'arch', or fetch the file again");
    }
  }

  private static long count(Tensor tensor) {
    return tensor.values().length;
  }

  static Optional<Entry> find(String id) {
    return ALL.stream().filter(e -> e.id().equals(id)).findFirst();
  }
}
