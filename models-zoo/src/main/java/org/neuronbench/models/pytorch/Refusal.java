package org.neuronbench.models.pytorch;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/** Words what is wrong with a file. */
record Refusal(String source) {

  private static final int LONGEST = 120;

  @FormatMethod
  InputException damaged(@FormatString String reason, @Nullable Object... values) {
    return new InputException(
        Text.format(
            "PyTorch file %s is damaged: %s; fetch it again", source, Text.format(reason, values)));
  }

  @FormatMethod
  InputException damaged(Exception cause, @FormatString String reason, @Nullable Object... values) {
    return new InputException(
        Text.format(
            "PyTorch file %s is damaged: %s (%s); fetch it again",
            source, Text.format(reason, values), shortened(cause.toString())),
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

  @FormatMethod
  InputException unsupported(@FormatString String reason, @Nullable Object... values) {
    return new InputException(
        Text.format("PyTorch file %s cannot be used: %s", source, Text.format(reason, values)));
  }

  static String shortened(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "...";
  }
}
