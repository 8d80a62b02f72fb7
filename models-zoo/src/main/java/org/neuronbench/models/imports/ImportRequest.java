package org.neuronbench.models.imports;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is to be imported, and what the user knows of it; what is empty is recognised by the
 * tensors, or is what the origin of the file expects.
 *
 * @param preprocessing {@code imagenet} or {@code half}
 * @param padding {@code symmetric} or {@code same}
 * @param facts metadata that the user states: claim, source, licence, and the blocks of the network
 *     ({@code first_conv}, {@code arch}) where the file does not say them
 * @param allowUnused whether tensors that the network does not have are passed over
 */
public record ImportRequest(
    Path file,
    Optional<String> model,
    OptionalDouble width,
    Optional<String> preprocessing,
    Optional<String> padding,
    OptionalDouble batchNormEpsilon,
    Map<String, String> facts,
    boolean allowUnused) {

  public ImportRequest {
    facts = Map.copyOf(facts);
  }

  /** Asks for a file about which nothing more is known. */
  public static ImportRequest of(Path file) {
    return new ImportRequest(
        file,
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Map.of(),
        false);
  }
}
