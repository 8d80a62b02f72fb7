package org.neuronbench.datasets;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetCatalog;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.datasets.cache.FileStore;
import org.neuronbench.datasets.cifar.CifarSource;
import org.neuronbench.datasets.memory.DecodedStore;
import org.neuronbench.datasets.photo.PhotoSource;
import org.neuronbench.datasets.procedural.ProceduralSource;
import org.neuronbench.datasets.source.DatasetSource;
import org.neuronbench.datasets.source.Survey;

/** The datasets that come with the product. Stateless and thread-safe. */
public final class BuiltInDatasets implements DatasetCatalog {

  private final List<DatasetSource> sources;
  private final Optional<DataFolder> folder;

  /** Creates a catalog that keeps nothing on disk and finds no fetched datasets. */
  public BuiltInDatasets() {
    this(DecodedStore.inMemory(), Optional.empty());
  }

  /** Creates a catalog. */
  public BuiltInDatasets(DataFolder folder) {
    this(new FileStore(folder.decoded()), Optional.of(folder));
  }

  private BuiltInDatasets(DecodedStore store, Optional<DataFolder> folder) {
    this.folder = folder;
    this.sources =
        Stream.of(CifarSource.all(store), PhotoSource.all(store), ProceduralSource.all().stream())
            .<DatasetSource>flatMap(part -> part)
            .toList();
  }

  @Override
  public List<DatasetInfo> datasets() {
    return sources.stream().map(DatasetSource::info).toList();
  }

  @Override
  public Dataset open(DatasetRequest request) {
    return source(request.id()).open(rooted(request));
  }

  /** Looks at a dataset, whatever the limits, without decoding it. */
  public Survey survey(DatasetRequest request) {
    return source(request.id()).survey(rooted(request));
  }

  private DatasetSource source(String id) {
    return sources.stream()
        .filter(source -> source.info().id().equals(id))
        .findFirst()
        .orElseThrow(() -> unknown(id));
  }

  private DatasetRequest rooted(DatasetRequest request) {
    if (request.root().isPresent()) {
      return request;
    }
    return new DatasetRequest(
        request.id(),
        folder.flatMap(data -> data.fetched(request.id())),
        request.imageSize(),
        request.crop(),
        request.trainLimit(),
        request.testLimit(),
        request.fit(),
        request.uncropped());
  }

  private InputException unknown(String id) {
    String known = datasets().stream().map(DatasetInfo::id).collect(Collectors.joining(", "));
    return new InputException(Text.format("Unknown dataset '%s'. Name one of: %s.", id, known));
  }
}
