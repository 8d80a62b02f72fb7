package org.neuronbench.cli.workbench;

import java.util.Collection;
import java.util.function.UnaryOperator;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.experiment.NearestMatch;

/** Checks names given on the command line. */
public final class Names {

  private Names() {}

  public static String known(String what, String id, Collection<String> allowed) {
    return known(what, id, allowed, unknown -> "");
  }

  /** Checks a name, and says at the end of the message why it may be unknown. */
  public static String known(
      String what, String id, Collection<String> allowed, UnaryOperator<String> whyNot) {
    if (!allowed.contains(id)) {
      throw new InputException(unknown(what, id, allowed) + whyNot.apply(id));
    }
    return id;
  }

  public static String unknown(String what, String id, Collection<String> allowed) {
    return Text.format(
        "There is no %s '%s', expected one of %s%s",
        what, id, String.join(", ", allowed), NearestMatch.hint(id, allowed));
  }
}
