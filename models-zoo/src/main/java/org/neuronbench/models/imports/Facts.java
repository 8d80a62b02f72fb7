package org.neuronbench.models.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.Preprocessing;
import org.neuronbench.models.Architecture;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.models.weights.WeightFacts;
import org.neuronbench.models.weights.WeightFile;

/**
 * Settles what is known of imported weights. First comes what the user says, then what the file
 * says, then what is published of a file of this hash, last what its names suggest.
 */
final class Facts {

  /** What batch norm uses here, and in PyTorch. */
  static final double EPSILON = 1e-5;

  private static final List<String> CARRIED =
      List.of(
          WeightFacts.CLAIMED,
          "arch",
          WeightFacts.SOURCE,
          "first_conv",
          WeightFacts.LICENSE,
          "dataset",
          WeightFacts.BATCH_NORM,
          "image-size",
          "class-names",
          "trained",
          "trained-from-sha256");

  private final ImportRequest request;
  private final WeightFile file;
  private final Naming naming;
  private final List<String> remarks;
  private final Map<String, String> published;

  Facts(ImportRequest request, WeightFile file, Naming naming, List<String> remarks) {
    this.request = request;
    this.file = file;
    this.naming = naming;
    this.remarks = remarks;
    this.published =
        PublishedWeights.ofHash(file.sha256()).map(PublishedWeights::facts).orElse(Map.of());
  }

  Map<String, String> metadata(Architecture network, String classes) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "pt");
    metadata.put(WeightFacts.MODEL, network.id());
    if (network.id().equals("mobilenet-v2")) {
      metadata.put(WeightFacts.WIDTH, String.valueOf(network.width()));
    }
    metadata.put(WeightFacts.CLASSES, classes);
    preprocessing(metadata);
    metadata.put(WeightFacts.PADDING, padding(network));
    metadata.put("bn_eps", epsilonText());
    for (String key : CARRIED) {
      String value = file.metadata().get(key);
      if (value != null) {
        metadata.put(key, value);
      }
    }
    metadata.putAll(published);
    metadata.putAll(request.facts());
    if (naming != Naming.TORCHVISION) {
      metadata.put("names", "torchvision's; the file had those of " + naming.title());
    }
    metadata.put("origin-file", String.valueOf(request.file().getFileName()));
    metadata.put(WeightFacts.ORIGIN_SHA256, file.sha256());
    if (!metadata.containsKey(WeightFacts.CLAIMED)) {
      remarks.add("Its accuracy is not stated; state one with --claim and --source");
    }
    return metadata;
  }

  private void preprocessing(Map<String, String> metadata) {
    Preprocessing settled = settledPreprocessing();
    String mean = WeightFacts.text(settled.mean());
    String deviation = WeightFacts.text(settled.standardDeviation());
    metadata.put(WeightFacts.MEAN, mean);
    metadata.put(WeightFacts.DEVIATION, deviation);
    String words =
        settled.equals(Preprocessing.HALF)
            ? "RGB, x/127.5-1"
            : Text.format("RGB/255, mean %s, std %s", mean, deviation);
    metadata.put(
        WeightFacts.INPUT,
        request.preprocessing().isPresent()
            ? words
            : file.metadata().getOrDefault(WeightFacts.INPUT, words));
  }

  private Preprocessing settledPreprocessing() {
    if (request.preprocessing().isPresent()) {
      return named(request.preprocessing().get());
    }
    if (file.metadata().containsKey(WeightFacts.INPUT)
        || file.metadata().containsKey(WeightFacts.MEAN)) {
      return WeightFacts.of(file).preprocessing();
    }
    String expected = expected("preprocessing");
    if (published.isEmpty()) {
      remarks.add(
          Text.format(
              "The file does not say how images were prepared; assumed is '%s', as usual with %s names",
              expected, naming.title()));
    }
    return named(expected);
  }

  private String expected(String key) {
    return naming.expectations().getOrDefault(key, "");
  }

  private static Preprocessing named(String name) {
    return switch (name) {
      case "imagenet" -> Preprocessing.IMAGENET;
      case "half" -> Preprocessing.HALF;
      default ->
          throw new InputException(
              Text.format("--preprocessing is '%s', expected one of imagenet, half", name));
    };
  }

  private String padding(Architecture network) {
    boolean same = same();
    if (same && network.id().startsWith("resnet")) {
      throw new InputException(
          Text.format("%s pads symmetrically only; leave out --padding same", network.id()));
    }
    return same
        ? "TensorFlow SAME: convolutions of stride 2 pad as little as needed, more of it at the end"
        : "symmetric (k-1)/2";
  }

  private boolean same() {
    Optional<String> stated = request.padding();
    if (stated.isEmpty()) {
      return file.metadata().containsKey(WeightFacts.PADDING)
          ? WeightFacts.of(file).samePadding()
          : expected("padding").equals("same");
    }
    if (!List.of("same", "symmetric").contains(stated.get())) {
      throw new InputException(
          Text.format("--padding is '%s', expected one of symmetric, same", stated.get()));
    }
    return stated.get().equals("same");
  }

  private double epsilon() {
    return request.batchNormEpsilon().orElseGet(() -> Double.parseDouble(expected("bn-epsilon")));
  }

  private String epsilonText() {
    return epsilon() == EPSILON
        ? file.metadata().getOrDefault("bn_eps", "1e-5")
        : Text.format(
            "1e-5 (trained with %s; the difference was added to running_var, so evaluation is the"
                + " same)",
            epsilon());
  }

  /** Batch norm divides by sqrt(variance + epsilon): another epsilon goes into the variance. */
  Map<String, Tensor> rescaled(Map<String, Tensor> tensors) {
    double difference = epsilon() - EPSILON;
    Map<String, Tensor> rescaled = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) ->
            rescaled.put(
                name,
                difference != 0 && name.endsWith(".running_var")
                    ? tensor.with(i -> tensor.values()[i] + difference)
                    : new Tensor(tensor.shape(), tensor.values())));
    return rescaled;
  }
}
