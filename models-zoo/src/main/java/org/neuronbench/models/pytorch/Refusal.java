package org.neuronbench.models.pytorch;

import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/**
 * Words what is wrong with a file.
 *
 * @param source the file
 */
record Refusal(String source) {

  private static final int LONGEST = 120;

  InputException damaged(String reason) {
    return new InputException(
        Text.format("PyTorch file %s is damaged: %s; fetch it again", source, reason));
  }

  InputException damaged(String reason, Exception cause) {
    return new InputException(
        Text.format(
            "PyTorch file %s is damaged: %s (%s); fetch it again",
            source, reason, shortened(cause.toString())),
        cause);
  }

  /** Says that a file wants something that only Python could give. */
  InputException code(String what) {
    return new InputException(
        Text.format(
                "PyTorch file %s is refused because it asks for %s: only tensors and dictionaries are read,",
                source, shortened(what))
            + " no code. If you trust it, load it in PyTorch and save model.state_dict() alone");
  }

  InputException unsupported(String reason) {
    return new InputException(Text.format("PyTorch file %s cannot be used: %s", source, reason));
  }

  static String shortened(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "...";
  }
}
