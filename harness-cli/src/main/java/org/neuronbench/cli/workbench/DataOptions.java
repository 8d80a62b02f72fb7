package org.neuronbench.cli.workbench;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.download.DownloadSettings;
import org.neuronbench.datasets.DataFolder;
import picocli.CommandLine.Option;

/** Where data is, and whether the network may be used. */
public final class DataOptions {

  @Option(
      names = "--data-root",
      paramLabel = "DIR",
      description =
          "Folder of fetched datasets and decoded images. Default: the variable NEURONBENCH_DATA, "
              + "or else 'neuronbench' in the platform's cache folder.")
  public @Nullable Path dataRoot;

  @Option(
      names = "--offline",
      description = "Never use the network; say what is missing and where to put it.")
  public boolean offline;

  public DataFolder folder() {
    return DataFolder.of(Optional.ofNullable(dataRoot));
  }

  public DownloadSettings downloads() {
    return DownloadSettings.DEFAULT.offline(offline);
  }
}
