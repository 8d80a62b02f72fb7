package org.neuronbench.core;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts that are the same on every machine: the default locale has other digits in some places. */
public final class Text {

  private Text() {}

  /**
   * Formats with {@link Locale#ROOT}.
   *
   * @param format as for {@link String#format(String, Object...)}
   */
  @FormatMethod
  public static String format(@FormatString String format, @Nullable Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
