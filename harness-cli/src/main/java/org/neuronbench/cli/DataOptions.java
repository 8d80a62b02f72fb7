package org.neuronbench.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.download.DownloadSettings;
import org.neuronbench.datasets.DataFolder;
import picocli.CommandLine.Option;

/** Where data is, and whether the network may be used. */
final class DataOptions {

  @Option(
      names = "--data-root",
      paramLabel = "DIR",
      description =
          "Folder of fetched datasets and decoded images. Default: the variable NEURONBENCH_DATA, "
              + "or else 'neuronbench' in the platform's cache folder.")
  @Nullable Path dataRoot;

  @Option(
      names = "--offline",
      description = "Never use the network; say what is missing and where to put it.")
  boolean offline;

  DataFolder folder() {
    return DataFolder.of(Optional.ofNullable(dataRoot));
  }

  DownloadSettings downloads() {
    return DownloadSettings.DEFAULT.offline(offline);
  }
}
