package org.neuronbench.cli.workbench;

import java.time.Duration;
import org.neuronbench.core.Text;
import org.neuronbench.core.experiment.Limits;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time as experiment files have it. */
public final class TimeConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    try {
      return Limits.time(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          Text.format("'%s' is not allowed, expected %s", text, Limits.TIME));
    }
  }
}
