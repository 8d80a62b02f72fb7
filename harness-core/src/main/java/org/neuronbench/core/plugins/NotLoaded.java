package org.neuronbench.core.plugins;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;

/** A plug-in, or one of its strategies, cannot be used; the message says why. */
public final class NotLoaded extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Words why, to be read after the plug-in's name; cleaned of what a plug-in may have brought in.
   */
  @FormatMethod
  public NotLoaded(@FormatString String format, @Nullable Object... arguments) {
    super(PluginText.line(Text.format(format, arguments)));
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
