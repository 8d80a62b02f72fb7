package org.neuronbench.cli.models;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.neuronbench.cli.workbench.Names;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.DatasetCatalog;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.datasets.BuiltInDatasets;
import org.neuronbench.datasets.DataFolder;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.models.imports.BatchNormStatistics;
import org.neuronbench.models.imports.ImportedWeights;
import picocli.CommandLine.Option;

/** Images on which a folded batch norm is measured. */
final class StatisticsOptions {

  @Option(
      names = "--statistics",
      paramLabel = "DATASET",
      description =
          "Where batch norm was folded into biases, unfold it: measure means and variances on "
              + "training images. Default: leave it folded. Evaluation is the same.")
  @Nullable String dataset;

  @Option(
      names = "--statistics-root",
      paramLabel = "PATH",
      description = "Folder or archive of that dataset. Default: where it was fetched to.")
  @Nullable Path root;

  @Option(
      names = "--statistics-images",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Most images that are measured. Default: ${DEFAULT-VALUE}.")
  int images = 1000;

  ImportedWeights measured(ImportedWeights weights) {
    if (dataset == null) {
      if (root != null) {
        throw new InputException("--statistics-root is of no use without --statistics DATASET");
      }
      return weights;
    }
    DatasetCatalog catalog = new BuiltInDatasets(DataFolder.of(Optional.empty()));
    if (images < 1) {
      throw new InputException(
          Text.format("--statistics-images is %d, expected 1 or more", images));
    }
    Names.known("dataset", dataset, catalog.datasets().stream().map(DatasetInfo::id).toList());
    DatasetRequest request =
        new DatasetRequest(
            dataset,
            Optional.ofNullable(root),
            ModelZoo.imageSize(weights.model()),
            DatasetRequest.PAPER_CROP,
            OptionalInt.of(images),
            OptionalInt.of(1));
    return BatchNormStatistics.unfolded(weights, catalog.open(request).train(), dataset);
  }
}
