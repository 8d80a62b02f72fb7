package org.neuronbench.models.weights;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/**
 * The contents of a weight file.
 *
 * @param source path or resource it was read from, for messages
 * @param tensors by name, in file order
 * @param metadata text by key: architecture, preprocessing, licence, source
 * @param sha256 of the file, hexadecimal
 */
public record WeightFile(
    String source, Map<String, Tensor> tensors, Map<String, String> metadata, String sha256) {

  /** Words what is wrong with a file, behind its name. */
  @FormatMethod
  public static InputException refused(
      String source, @FormatString String reason, @Nullable Object... values) {
    return new InputException("Weight file " + source + " " + Text.format(reason, values));
  }
}
