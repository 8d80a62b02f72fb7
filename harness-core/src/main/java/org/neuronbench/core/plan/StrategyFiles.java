package org.neuronbench.core.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.experiment.Experiment.Source;
import org.neuronbench.core.strategies.StrategyInfo;
import org.neuronbench.spi.ParameterSpec;

/**
 * The files that parameters of strategies name: experiments give paths, strategies get the text.
 */
public final class StrategyFiles {

  /** More than any ranking or scheme. */
  private static final long MOST_BYTES = 16L << 20;

  private StrategyFiles() {}

  /**
   * Hashes the files.
   *
   * @return by parameter; empty where none is named
   * @throws InputException if one cannot be read
   */
  public static Map<String, String> hashes(
      Source source, StrategyInfo strategy, Map<String, String> parameters) {
    Map<String, String> hashes = new TreeMap<>();
    read(source, strategy, parameters).forEach((name, text) -> hashes.put(name, Hashes.of(text)));
    return hashes;
  }

  /**
   * Puts texts in place of paths.
   *
   * @param planned hashes that the files had when the cell was planned
   * @throws InputException if one cannot be read, or was changed
   */
  public static Map<String, String> opened(
      Source source,
      StrategyInfo strategy,
      Map<String, String> parameters,
      Map<String, String> planned) {
    Map<String, String> opened = new HashMap<>(parameters);
    read(source, strategy, parameters)
        .forEach(
            (name, text) -> {
              if (!Hashes.of(text).equals(planned.get(name))) {
                throw new InputException(
                    Text.format(
                        "%s of %s, %s, was changed since the cell was planned; plan it anew",
                        name, strategy.id(), parameters.get(name)));
              }
              opened.put(name, text);
            });
    return opened;
  }

  private static Map<String, String> read(
      Source source, StrategyInfo strategy, Map<String, String> parameters) {
    Map<String, String> texts = new HashMap<>();
    for (ParameterSpec spec : strategy.parameters()) {
      String path = parameters.get(spec.name());
      if (spec.isFile() && path != null && !path.isEmpty()) {
        texts.put(spec.name(), text(source.path(path), strategy.id(), spec.name()));
      }
    }
    return texts;
  }

  private static String text(Path file, String strategy, String parameter) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException(Text.format("it has more than %d bytes", MOST_BYTES));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new InputException(
          Text.format(
              "strategies: %s of %s is %s, which cannot be read (%s); give the path of a file,"
                  + " relative to the experiment",
              parameter, strategy, file, e),
          e);
    }
  }
}
