package org.neuronbench.models.imports;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is to be imported, and what the user knows of it.
 *
 * @param file a {@code .safetensors}, {@code .pth} or {@code .pt} file; its contents decide
 * @param model of the zoo; empty to recognise it by the tensors
 * @param width width multiplier; empty to recognise it
 * @param preprocessing {@code imagenet} or {@code half}; empty for what the origin expects
 * @param padding {@code symmetric} or {@code same}; empty for what the origin expects
 * @param batchNormEpsilon that the weights were trained with; empty for what the origin expects
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
