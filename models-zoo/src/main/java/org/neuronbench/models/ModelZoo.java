package org.neuronbench.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.exception.DL4JException;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.CacheFolder;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.ModelCatalog;
import org.neuronbench.core.engine.ModelInfo;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.engine.Preprocessing;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.models.ModelTable.Demand;
import org.neuronbench.models.ModelTable.Entry;
import org.neuronbench.models.graphs.InvertedResidualNet;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.SafetensorsReader;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.models.weights.WeightFacts;
import org.neuronbench.models.weights.WeightFile;

/**
 * The models of this project: nets for ImageNet and for CIFAR, on-device nets and {@code micro}.
 */
public final class ModelZoo implements ModelCatalog {

  private static final List<String> NOT_SAFETENSORS = List.of(".pth", ".pt", ".pkl", ".zip", ".h5");
  private static final String MICRO_WEIGHTS = "micro.safetensors";

  private final Path fetched;

  /** Opens the zoo; weights that were fetched are in {@link CacheFolder#models}. */
  public ModelZoo() {
    this(CacheFolder.models());
  }

  /**
   * Opens the zoo.
   *
   * @param fetched folder of fetched weights, where a model that is described by its weight file is
   *     looked for if a request names no file; need not exist
   */
  public ModelZoo(Path fetched) {
    this.fetched = fetched;
  }

  @Override
  public List<ModelInfo> models() {
    return ModelTable.ALL.stream().map(entry -> withFetched(entry.info())).toList();
  }

  private ModelInfo withFetched(ModelInfo info) {
    boolean needs = info.needsWeights() && fetched(info.id()).isEmpty();
    return new ModelInfo(info.id(), info.summary(), info.details(), info.imageSize(), needs);
  }

  /** Fetched and imported weights are named after the model and eight digits of a hash. */
  private List<Path> fetched(String id) {
    if (!Files.isDirectory(fetched)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(fetched)) {
      String name = id.replace(".", "\\.") + "-[0-9a-f]{8}\\.safetensors";
      return files.filter(f -> f.getFileName().toString().matches(name)).sorted().toList();
    } catch (IOException e) {
      throw new InputException(Text.format("%s cannot be read: %s", fetched, e), e);
    }
  }

  @Override
  public Model load(ModelRequest request) {
    Entry entry = entry(request.id());
    if (request.width() != 1 && !entry.hasWidths()) {
      throw new InputException(
          Text.format(
              "Model %s has one width; 'width: %s' is for mobilenet-v2 and cifar-resnets only",
              request.id(), request.width()));
    }
    WeightFile weights = weights(request, entry);
    boolean replaced = request.head() == Head.REPLACED;
    if (!replaced && weights == null) {
      throw new InputException(
          Text.format(
              "Model %s: head: imagenet keeps the pretrained classifier, so it needs 'weights'",
              request.id()));
    }
    ComputationGraph graph =
        graph(
            request.id(),
            request.width(),
            request.imageSize(),
            entry.classes(),
            Optional.ofNullable(weights));
    if (weights != null) {
      new GraphWeights(graph).load(weights, !replaced, () -> fitting(weights));
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
   * Finds the network that a file's tensors are of: the model and, where it has several, its width;
   * empty if they are of none.
   */
  public static Optional<String> fitting(WeightFile file) {
    Recognition recognition = new Recognition(file.tensors());
    if (!file.metadata().containsKey("arch")) {
      return recognition.find().map(Architecture::toString);
    }
    String own = file.metadata().getOrDefault(WeightFacts.MODEL, "");
    return Optional.of(own)
        .filter(ModelZoo::knows)
        .or(() -> Optional.of(describedModels()))
        .filter(name -> recognition.fits(describedBy(file)));
  }

  private static ComputationGraphConfiguration describedBy(WeightFile file) {
    return InvertedResidualNet.fromMetadata(file.source(), file.metadata()).build(32, 2, false);
  }

  private static String describedModels() {
    return "the network that its metadata describe ("
        + String.join(
            " or ",
            ModelTable.ALL.stream()
                .filter(entry -> entry.info().needsWeights())
                .map(Entry::id)
                .toList())
        + ")";
  }

  /**
   * Recognises a network.
   *
   * @return the network whose names and shapes are theirs; empty if there is none
   */
  public static Optional<Architecture> recognise(Map<String, Tensor> tensors) {
    return new Recognition(tensors).find();
  }

  /** Builds {@code micro} with random weights, to be pretrained. */
  public static GraphModel untrainedMicro(int classes) {
    ComputationGraph graph =
        initialised(
            InvertedResidualNet.fromMetadata("micro", MicroNet.metadata())
                .build(MicroNet.IMAGE_SIZE, classes, false));
    return new GraphModel("micro", graph, MicroNet.IMAGE_SIZE, Preprocessing.HALF, "random", true);
  }

  /** Returns the metadata of {@code micro}'s weight file. */
  public static Map<String, String> microMetadata() {
    return MicroNet.metadata();
  }

  private @Nullable WeightFile weights(ModelRequest request, Entry entry) {
    if (request.weights().isPresent()) {
      return read(request.weights().get());
    }
    List<Path> found = entry.info().needsWeights() ? fetched(entry.id()) : List.of();
    if (found.size() > 1) {
      throw new InputException(
          Text.format(
              "Model %s has several weight files in %s: %s; say which one with 'weights'",
              entry.id(),
              fetched,
              String.join(", ", found.stream().map(f -> f.getFileName().toString()).toList())));
    }
    if (found.size() == 1) {
      return read(found.get(0));
    }
    return request.id().equals("micro") ? shippedMicro() : null;
  }

  private static WeightFile read(Path file) {
    if (NOT_SAFETENSORS.stream().anyMatch(file.toString()::endsWith)) {
      throw new InputException(
          Text.format(
                  "Weight file %s is no .safetensors; bring it into this project's names first:",
                  file)
              + Text.format(" ./neuronbench models import %s", file));
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

  /** Tells whether there is a model; true if it is the id of a model. */
  public static boolean knows(String id) {
    return ModelTable.find(id).isPresent();
  }

  private static Entry entry(String id) {
    return ModelTable.find(id)
        .orElseThrow(
            () ->
                new InputException(
                    Text.format(
                        "There is no model '%s', expected one of %s",
                        id, String.join(", ", ModelTable.ALL.stream().map(Entry::id).toList()))));
  }

  /**
   * Returns the image size that a model was made for: edge of the input, pixels.
   *
   * @throws InputException if there is no such model
   */
  public static int imageSize(String id) {
    return entry(id).info().imageSize();
  }

  /**
   * Lays out a network, of which nothing is built yet.
   *
   * @param width width multiplier; 1 where there is one width
   * @param imageSize edge of the input, pixels
   * @param weights the file to be loaded: it says how to pad, and for some models what to build
   * @throws InputException if there is no such model, the file lacks what describes it, or the
   *     images are too small for it
   */
  public static ComputationGraphConfiguration network(
      String id, double width, int imageSize, int classes, Optional<WeightFile> weights) {
    Entry entry = entry(id);
    try {
      ComputationGraphConfiguration layout =
          entry.layout().apply(new Demand(width, imageSize, classes, weights));
      checkMaps(layout, imageSize);
      return layout;
    } catch (DL4JException | IllegalStateException e) {
      throw new InputException(
          Text.format(
              "Model %s cannot take images of %d px; it was made for %d px: correct 'image-size'",
              id, imageSize, entry.info().imageSize()),
          e);
    }
  }

  /** The library lays out maps of no pixels without complaint. */
  private static void checkMaps(ComputationGraphConfiguration layout, int imageSize) {
    layout
        .getLayerActivationTypes(InputType.convolutional(imageSize, imageSize, 3))
        .forEach(
            (name, type) -> {
              if (type instanceof InputTypeConvolutional map && map.getHeight() < 1) {
                throw new IllegalStateException("no pixels are left at " + name);
              }
            });
  }

  /**
   * Builds a network with random weights.
   *
   * @param width width multiplier; 1 where there is one width
   * @param imageSize edge of the input, pixels
   * @param weights the file to be loaded: it says how to pad, and for some models what to build
   * @throws InputException as {@link #network} does
   */
  public static ComputationGraph graph(
      String id, double width, int imageSize, int classes, Optional<WeightFile> weights) {
    return initialised(network(id, width, imageSize, classes, weights));
  }

  private static ComputationGraph initialised(ComputationGraphConfiguration network) {
    ComputationGraph graph = new ComputationGraph(network);
    graph.init();
    return graph;
  }
}
