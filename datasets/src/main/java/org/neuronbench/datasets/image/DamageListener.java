package org.neuronbench.datasets.image;

import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;

/** Notices damage that a reader papers over with grey pixels and a warning. */
final class DamageListener implements IIOReadWarningListener {

  private @Nullable String damage;

  @Override
  public void warningOccurred(ImageReader source, String warning) {
    String text = warning.toLowerCase(Locale.ROOT);
    if (text.contains("truncated") || text.contains("premature") || text.contains("corrupt")) {
      damage = warning;
    }
  }

  void throwIfAny() throws IIOException {
    if (damage != null) {
      throw new IIOException(damage);
    }
  }
}
