package org.neuronbench.core.experiment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.neuronbench.core.Text;

/** Finds what a user probably meant. */
public final class NearestMatch {

  private NearestMatch() {}

  /** Finds the allowed word nearest to a text: the nearest, if it is near at all. */
  public static Optional<String> of(String text, Collection<String> allowed) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return allowed.stream()
        .filter(a -> distance.apply(text, a) <= Math.max(2, a.length() / 3) || a.startsWith(text))
        .min(Comparator.comparingInt(a -> distance.apply(text, a)));
  }

  /**
   * Words the nearest match as the end of a message.
   *
   * @return such as {@code ; did you mean 'random'?}, or nothing
   */
  public static String hint(String text, Collection<String> allowed) {
    return of(text, allowed).map(word -> Text.format("; did you mean '%s'?", word)).orElse("");
  }
}
