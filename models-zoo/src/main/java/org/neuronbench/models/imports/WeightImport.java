package org.neuronbench.models.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.models.Architecture;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.models.imports.Matching.Candidate;
import org.neuronbench.models.pytorch.Checkpoint;
import org.neuronbench.models.pytorch.TorchReader;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.SafetensorsReader;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.models.weights.WeightFacts;
import org.neuronbench.models.weights.WeightFile;
import org.neuronbench.models.weights.WeightGate;

/**
 * Imports a weight file: reads it, recognises the network, renames and reorders its tensors, and
 * checks that every one has its place. Nothing is written.
 */
public final class WeightImport {

  private static final int MAGIC = 8;
  private static final int IMAGENET_CLASSES = 1000;
  private static final int MOST_CLASSES = 1 << 20;

  /** Classifiers by their names, LeNet's last layer before the one of ResNet. */
  private static final List<String> HEADS =
      List.of("classifier.1", "fc2", "fc", "linear", "classifier");

  private final ImportRequest request;
  private final WeightFile file;
  private final List<String> remarks;
  private final Naming naming;

  private WeightImport(ImportRequest request, WeightFile file, List<String> remarks) {
    this.request = request;
    this.file = described(file, request.facts());
    this.remarks = new ArrayList<>(remarks);
    this.naming = Naming.of(file.source(), file.tensors().keySet());
  }

  /** A network that the user describes is built so, whatever the file says. */
  private static WeightFile described(WeightFile file, Map<String, String> facts) {
    Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
    BlockDescription.KEYS.stream()
        .filter(facts::containsKey)
        .forEach(key -> metadata.put(key, facts.getOrDefault(key, "")));
    return new WeightFile(file.source(), file.tensors(), metadata, file.sha256());
  }

  /**
   * Imports a file, unless it is of no known network, lacks a tensor, or has one of another shape,
   * of no use, or not finite.
   */
  public static ImportedWeights run(ImportRequest request) {
    Path path = request.file();
    if (Dl4jArchive.is(path)) {
      return new WeightImport(request, Dl4jArchive.read(path, stated(request)), List.of()).run();
    }
    if (isTorch(path)) {
      Checkpoint checkpoint = TorchReader.read(path);
      return new WeightImport(request, checkpoint.weights(), checkpoint.remarks()).run();
    }
    return new WeightImport(request, SafetensorsReader.read(path), List.of()).run();
  }

  private static Architecture stated(ImportRequest request) {
    if (request.model().isEmpty()) {
      throw new InputException(
          request.file()
              + " is a Deeplearning4j model, which does not say which network it is; say so with"
              + " --model");
    }
    return new Architecture(request.model().get(), request.width().orElse(1));
  }

  /** Decides by the first bytes: names of files lie more often than those. */
  private static boolean isTorch(Path path) {
    byte[] start;
    try (InputStream in = Files.newInputStream(path)) {
      start = in.readNBytes(MAGIC + 1);
    } catch (NoSuchFileException e) {
      throw new InputException(Text.format("Weight file %s does not exist", path), e);
    } catch (IOException e) {
      throw new InputException(Text.format("Weight file %s cannot be read: %s", path, e), e);
    }
    if (start.length > 3 && start[1] == 'H' && start[2] == 'D' && start[3] == 'F') {
      throw WeightFile.refused(
          path.toString(),
          "is HDF5, which is not read; load it in Keras and save its weights as .safetensors under"
              + " their Keras names, as docs/weights.md shows");
    }
    boolean safetensors = start.length > MAGIC && start[MAGIC] == '{' && start[MAGIC - 1] == 0;
    return !safetensors && !path.toString().endsWith(".safetensors");
  }

  private ImportedWeights run() {
    Map<String, Candidate> candidates = new LinkedHashMap<>();
    Map<String, Tensor> nameless = new LinkedHashMap<>();
    file.tensors().forEach((name, tensor) -> rename(name, tensor, candidates, nameless));
    Architecture network = network(tensors(candidates));
    ComputationGraphConfiguration layout = layout(network, candidates);
    String head = layout.getNetworkOutputs().get(0);
    Matching matching = new Matching(GraphWeights.shapes(layout, true), head, candidates, nameless);
    matching.check(
        file.source(), network, request.allowUnused(), () -> fitting(tensors(candidates)));
    String classes = classes(matching, head);
    remark(matching, classes);
    Facts facts = new Facts(request, file, naming, remarks);
    Map<String, String> metadata = facts.metadata(network, classes);
    Map<String, Tensor> weights = facts.rescaled(matching.taken());
    WeightGate.check(file.source(), weights);
    ImportReport report = matching.report(network, naming, remarks);
    return new ImportedWeights(network.id(), network.width(), weights, metadata, report);
  }

  private void rename(
      String name, Tensor tensor, Map<String, Candidate> candidates, Map<String, Tensor> nameless) {
    Optional<Renamed> renamed = naming.renamed(name);
    if (renamed.isEmpty()) {
      nameless.put(name, tensor);
      return;
    }
    Tensor ours = renamed.get().layout().toPytorch(tensor);
    Candidate before = candidates.put(renamed.get().name(), new Candidate(name, tensor, ours));
    if (before != null) {
      throw WeightFile.refused(
          file.source(),
          "has %s twice: as %s and as %s",
          renamed.get().name(),
          before.fileName(),
          name);
    }
  }

  private static Map<String, Tensor> tensors(Map<String, Candidate> candidates) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    candidates.forEach((name, candidate) -> tensors.put(name, candidate.tensor()));
    return tensors;
  }

  private Architecture network(Map<String, Tensor> tensors) {
    String own = file.metadata().getOrDefault(WeightFacts.MODEL, "");
    String stated =
        request
            .model()
            .or(() -> PublishedWeights.ofHash(file.sha256()).map(PublishedWeights::model))
            .orElse(ModelZoo.knows(own) ? own : "");
    if (stated.isEmpty()) {
      Architecture found = Recogniser.of(file.source(), tensors, file.metadata());
      return new Architecture(found.id(), request.width().orElse(found.width()));
    }
    if (!stated.equals("mobilenet-v2")) {
      return new Architecture(stated, 1);
    }
    return new Architecture(
        stated,
        request
            .width()
            .orElseGet(() -> Recogniser.of(file.source(), tensors, file.metadata()).width()));
  }

  private ComputationGraphConfiguration layout(
      Architecture network, Map<String, Candidate> candidates) {
    return ModelZoo.network(
        network.id(),
        network.width(),
        ModelZoo.imageSize(network.id()),
        outputs(candidates),
        Optional.of(file));
  }

  private Optional<String> fitting(Map<String, Tensor> tensors) {
    return ModelZoo.fitting(new WeightFile(file.source(), tensors, file.metadata(), file.sha256()));
  }

  /** The classifier may have any number of outputs: its weight says how many. */
  private static int outputs(Map<String, Candidate> candidates) {
    for (String head : HEADS) {
      Candidate candidate = candidates.get(head + ".weight");
      if (candidate != null && candidate.tensor().shape().length == 2) {
        return (int) Math.max(2, Math.min(MOST_CLASSES, candidate.tensor().shape()[0]));
      }
    }
    return IMAGENET_CLASSES;
  }

  private static String classes(Matching matching, String head) {
    Tensor weight = matching.taken().get(head + ".weight");
    return weight == null ? "none" : String.valueOf(weight.shape()[0]);
  }

  private void remark(Matching matching, String classes) {
    if (matching.withoutHead()) {
      remarks.add("It has no classifier; experiments replace it anyway (head: replaced)");
    } else if (!classes.equals(String.valueOf(IMAGENET_CLASSES))) {
      remarks.add(
          Text.format(
              "Its classifier has %s classes; it is kept, and experiments replace it", classes));
    }
    if (!matching.unused().isEmpty()) {
      remarks.add("Passed over, as asked: " + String.join(", ", matching.unused()));
    }
    long rounded = matching.taken().values().stream().filter(t -> !t.type().exact()).count();
    if (rounded > 0) {
      remarks.add(Text.format("%d tensors were rounded to 32-bit floats", rounded));
    }
  }
}
