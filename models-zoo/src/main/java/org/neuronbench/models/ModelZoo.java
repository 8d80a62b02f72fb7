package org.neuronbench.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.ModelCatalog;
import org.neuronbench.core.engine.ModelInfo;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.engine.Preprocessing;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.models.graphs.InvertedResidualNet;
import org.neuronbench.models.graphs.MobileNetV2;
import org.neuronbench.models.graphs.ResNet;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.SafetensorsReader;
import org.neuronbench.models.weights.WeightFacts;
import org.neuronbench.models.weights.WeightFile;

/** The models of this project: MobileNetV2, ResNet, the on-device nets and {@code micro}. */
public final class ModelZoo implements ModelCatalog {

  private static final int IMAGENET_CLASSES = 1000;
  private static final List<String> NOT_SAFETENSORS = List.of(".pth", ".pt", ".zip", ".h5");
  private static final String MICRO_WEIGHTS = "micro.safetensors";

  private static final List<ModelInfo> MODELS =
      List.of(
          new ModelInfo(
              "micro",
              "A network of 18 convolutions for 32 px images, pretrained on the task 'primitives'",
              "Weights ship with the project; 'neuronbench pretrain' makes them again.",
              MicroNet.IMAGE_SIZE,
              false),
          new ModelInfo(
              "mobilenet-v2",
              "MobileNetV2 in torchvision's topology; option width (1.0)",
              "Weights: a .safetensors file of torchvision's mobilenet_v2 names.",
              224,
              false),
          new ModelInfo(
              "resnet-18",
              "ResNet18 in torchvision's topology",
              "Weights: a .safetensors file of torchvision's resnet18 names.",
              224,
              false),
          new ModelInfo(
              "resnet-50",
              "ResNet50 in torchvision's topology (stride in the 3x3)",
              "Weights: a .safetensors file of torchvision's resnet50 names.",
              224,
              false),
          onDevice("mbv2-w0.35", "MobileNetV2 of width 0.35 as used by tiny-training"),
          onDevice("mcunet-5fps", "MCUNet-5fps (kernels 3, 5, 7)"),
          onDevice("proxyless-w0.3", "ProxylessNAS of width 0.3"));

  private static ModelInfo onDevice(String id, String summary) {
    return new ModelInfo(
        id,
        summary + "; built from its weight file",
        "Weights: a .safetensors file whose metadata describe the blocks ('first_conv', 'arch').",
        128,
        true);
  }

  @Override
  public List<ModelInfo> models() {
    return MODELS;
  }

  @Override
  public Model load(ModelRequest request) {
    if (request.width() != 1 && !request.id().equals("mobilenet-v2")) {
      throw new InputException(
          "Model %s has one width; 'width: %s' is for mobilenet-v2 only"
              .formatted(request.id(), request.width()));
    }
    WeightFile weights = weights(request);
    boolean replaced = request.head() == Head.REPLACED;
    int classes = replaced ? request.classes() : IMAGENET_CLASSES;
    if (!replaced && weights == null) {
      throw new InputException(
          "Model %s: head: imagenet keeps the pretrained classifier, so it needs 'weights'"
              .formatted(request.id()));
    }
    ComputationGraph graph =
        graph(
            request.id(),
            request.width(),
            request.imageSize(),
            classes,
            Optional.ofNullable(weights));
    if (weights != null) {
      new GraphWeights(graph).load(weights, !replaced);
    }
    return new GraphModel(
        request.id(),
        graph,
        request.imageSize(),
        weights == null ? Preprocessing.IMAGENET : WeightFacts.of(weights).preprocessing(),
        weights == null ? "random" : weights.sha256(),
        replaced,
        weights == null ? Map.of() : weights.metadata());
  }

  /**
   * Builds {@code micro} with random weights, to be pretrained.
   *
   * @param classes of the upstream task
   * @return the model
   */
  public static GraphModel untrainedMicro(int classes) {
    ComputationGraph graph =
        InvertedResidualNet.fromMetadata("micro", MicroNet.metadata())
            .build(MicroNet.IMAGE_SIZE, classes, false);
    return new GraphModel("micro", graph, MicroNet.IMAGE_SIZE, Preprocessing.HALF, "random", true);
  }

  /**
   * Returns the metadata of {@code micro}'s weight file.
   *
   * @return architecture and preprocessing
   */
  public static Map<String, String> microMetadata() {
    return MicroNet.metadata();
  }

  private static @Nullable WeightFile weights(ModelRequest request) {
    if (request.weights().isPresent()) {
      return read(request.weights().get());
    }
    return request.id().equals("micro") ? shippedMicro() : null;
  }

  private static WeightFile read(Path file) {
    if (NOT_SAFETENSORS.stream().anyMatch(file.toString()::endsWith)) {
      throw new InputException(
          "Weight file %s is no .safetensors; bring it into this project's names first:"
                  .formatted(file)
              + " ./neuronbench models import %s".formatted(file));
    }
    return SafetensorsReader.read(file);
  }

  private static WeightFile shippedMicro() {
    try (InputStream in =
        Objects.requireNonNull(
            ModelZoo.class.getResourceAsStream(MICRO_WEIGHTS), "the micro weights are missing")) {
      return SafetensorsReader.read(MICRO_WEIGHTS, in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException("The micro weights in the jar cannot be read", e);
    }
  }

  /**
   * Tells whether there is a model.
   *
   * @param id any text
   * @return true if it is the id of a model
   */
  public static boolean knows(String id) {
    return MODELS.stream().anyMatch(m -> m.id().equals(id));
  }

  /**
   * Builds a network with random weights.
   *
   * @param id a model
   * @param width width multiplier of mobilenet-v2
   * @param imageSize edge of the input, pixels
   * @param classes outputs of the classifier
   * @param weights the file to be loaded: it says how to pad, and for some models what to build
   * @return an initialised graph
   * @throws InputException if there is no such model, or the file lacks what describes it
   */
  public static ComputationGraph graph(
      String id, double width, int imageSize, int classes, Optional<WeightFile> weights) {
    boolean same = weights.map(WeightFacts::of).map(WeightFacts::samePadding).orElse(false);
    return switch (id) {
      case "mobilenet-v2" -> MobileNetV2.build(width, imageSize, classes, same);
      case "resnet-18" -> ResNet.resNet18(imageSize, classes);
      case "resnet-50" -> ResNet.resNet50(imageSize, classes);
      default -> describedByFile(id, weights).build(imageSize, classes, same);
    };
  }

  private static InvertedResidualNet describedByFile(String id, Optional<WeightFile> weights) {
    if (!knows(id)) {
      throw new InputException(
          "There is no model '%s', expected one of %s"
              .formatted(id, String.join(", ", MODELS.stream().map(ModelInfo::id).toList())));
    }
    WeightFile file =
        weights.orElseThrow(
            () ->
                new InputException(
                    "Model %s is built from its weight file: give one with 'weights'"
                        .formatted(id)));
    return InvertedResidualNet.fromMetadata(file.source(), file.metadata());
  }
}
