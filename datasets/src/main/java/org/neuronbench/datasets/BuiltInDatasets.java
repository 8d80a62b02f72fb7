package org.neuronbench.datasets;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuronbench.core.InputException;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetCatalog;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.datasets.cifar.CifarSource;
import org.neuronbench.datasets.folder.ImageFolderSource;
import org.neuronbench.datasets.procedural.ProceduralSource;
import org.neuronbench.datasets.source.DatasetSource;

/** The datasets that come with the product. Stateless and thread-safe. */
public final class BuiltInDatasets implements DatasetCatalog {

  private final List<DatasetSource> sources =
      Stream.of(
              Stream.of(CifarSource.cifar10(), CifarSource.cifar100(), new ImageFolderSource()),
              ProceduralSource.all().stream())
          .<DatasetSource>flatMap(part -> part)
          .toList();

  /** Creates the catalog. */
  public BuiltInDatasets() {}

  @Override
  public List<DatasetInfo> datasets() {
    return sources.stream().map(DatasetSource::info).toList();
  }

  @Override
  public Dataset open(DatasetRequest request) {
    return sources.stream()
        .filter(source -> source.info().id().equals(request.id()))
        .findFirst()
        .orElseThrow(() -> unknown(request.id()))
        .open(request);
  }

  private InputException unknown(String id) {
    String known = datasets().stream().map(DatasetInfo::id).collect(Collectors.joining(", "));
    return new InputException("Unknown dataset '%s'. Name one of: %s.".formatted(id, known));
  }
}
