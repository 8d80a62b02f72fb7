package org.neuronbench.datasets.image;

import java.util.Locale;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;

/** Notices damage that a reader papers over with grey pixels and a warning. */
final class DamageListener implements IIOReadWarningListener {

  /** What libjpeg says of stray bytes; the pixels before and after are good. */
  private static final String STRAY = "corrupt jpeg data";

  private final boolean lenient;
  private @Nullable String damage;
  private @Nullable String passedOver;

  DamageListener(boolean lenient) {
    this.lenient = lenient;
  }

  @Override
  public void warningOccurred(ImageReader source, String warning) {
    String text = warning.toLowerCase(Locale.ROOT);
    if (lenient && text.startsWith(STRAY)) {
      passedOver = warning;
    } else if (text.contains("truncated")
        || text.contains("premature")
        || text.contains("corrupt")) {
      damage = warning;
    }
  }

  Optional<String> passedOver() {
    return Optional.ofNullable(passedOver);
  }

  void throwIfAny() throws IIOException {
    if (damage != null) {
      throw new IIOException(damage);
    }
  }
}
