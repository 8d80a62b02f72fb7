package org.neuronbench.models.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;
import org.neuronbench.models.Architecture;
import org.neuronbench.models.weights.ElementType;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.models.weights.WeightFile;

/** Holds a file's tensors against those that a network needs. */
final class Matching {

  private static final int MOST_NAMED = 8;

  private final Map<String, Tensor> taken = new LinkedHashMap<>();
  private final List<String> used = new ArrayList<>();
  private final List<String> counters = new ArrayList<>();
  private final List<String> unused = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private final boolean missingHead;

  /** One of a file's tensors, in PyTorch's layout. */
  record Candidate(String fileName, Tensor asStored, Tensor tensor) {

    private String stored() {
      String shape = Arrays.toString(asStored.shape());
      return asStored.type() == ElementType.F32 ? shape : shape + " " + asStored.type();
    }
  }

  /** Matches by name; the tensors of the classifier's module may be missing. */
  Matching(
      Map<String, long[]> needed,
      String head,
      Map<String, Candidate> candidates,
      Map<String, Tensor> nameless) {
    needed.forEach((name, shape) -> match(name, shape, candidates.get(name)));
    candidates.forEach(
        (name, candidate) -> {
          if (!needed.containsKey(name)) {
            pass(candidate.fileName(), candidate.asStored());
          }
        });
    nameless.forEach(this::pass);
    missingHead = !missing.isEmpty() && missing.stream().allMatch(n -> n.startsWith(head + "."));
  }

  private void match(String name, long[] shape, @Nullable Candidate candidate) {
    if (candidate == null) {
      missing.add(Text.format("%s %s", name, Arrays.toString(shape)));
    } else if (Arrays.equals(shape, candidate.tensor().shape())) {
      taken.put(name, candidate.tensor());
      used.add(
          candidate.fileName().equals(name)
              ? Text.format("%s %s", name, candidate.stored())
              : Text.format(
                  "%s %s -> %s %s",
                  candidate.fileName(), candidate.stored(), name, Arrays.toString(shape)));
    } else {
      wrong.add(
          Text.format(
              "%s has shape %s, needed for %s is %s",
              candidate.fileName(),
              Arrays.toString(candidate.tensor().shape()),
              name,
              Arrays.toString(shape)));
    }
  }

  private void pass(String name, Tensor tensor) {
    (name.endsWith(GraphWeights.COUNTER) ? counters : unused)
        .add(Text.format("%s %s", name, Arrays.toString(tensor.shape())));
  }

  Map<String, Tensor> taken() {
    return taken;
  }

  boolean withoutHead() {
    return missingHead;
  }

  List<String> unused() {
    return unused;
  }

  ImportReport report(Architecture network, Naming naming, List<String> remarks) {
    return new ImportReport(
        network.toString(), naming.title(), used, counters, unused, missing, remarks);
  }

  /** Throws unless every tensor has its place, the classifier's aside. */
  void check(
      String source,
      Architecture network,
      boolean allowUnused,
      Supplier<Optional<String>> fitting) {
    List<String> problems = new ArrayList<>();
    describe(problems, "of another shape", wrong);
    describe(problems, "missing", missingHead ? List.of() : missing);
    describe(problems, "not part of the network", allowUnused ? List.of() : unused);
    if (!problems.isEmpty()) {
      throw WeightFile.refused(
          source,
          "does not fit %s: %s%s",
          network,
          String.join("; ", problems),
          fitting
              .get()
              .map(word -> Text.format(". It fits %s: say so with --model", word))
              .orElseGet(() -> advice(allowUnused)));
    }
  }

  private String advice(boolean allowUnused) {
    return wrong.isEmpty() && (missing.isEmpty() || missingHead) && !allowUnused
        ? ". If they do not matter, pass them over with --allow-unused"
        : ". Check that it is this network";
  }

  private static void describe(List<String> problems, String what, List<String> tensors) {
    if (!tensors.isEmpty()) {
      problems.add(
          Text.format(
              "%d tensor%s %s (%s%s)",
              tensors.size(),
              tensors.size() == 1 ? "" : "s",
              what,
              String.join("; ", tensors.subList(0, Math.min(MOST_NAMED, tensors.size()))),
              tensors.size() > MOST_NAMED
                  ? Text.format("; and %d more", tensors.size() - MOST_NAMED)
                  : ""));
    }
  }
}
