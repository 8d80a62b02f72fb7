package org.neuronbench.datasets.cache;

import java.util.OptionalInt;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.datasets.memory.SizePolicy;

/**
 * Names cache files: what is asked for, then a hash of the sources, so that a changed source has
 * another name and files of an older state can be told.
 */
record CacheName(String series, String hash) {

  static final String SUFFIX = ".images";

  /** Changes when other pixels come out of the same files. */
  private static final String DECODER = "decoder 1";

  private static final int HASH = 16;
  private static final int ROOT_HASH = 8;

  static CacheName of(DatasetRequest request, String source) {
    String root =
        request.root().map(path -> path.toAbsolutePath().normalize().toString()).orElse("");
    String series =
        Text.format(
            "%s-%s-%s%s%s",
            request.id(),
            Hashes.of(root).substring(0, ROOT_HASH),
            SizePolicy.of(request),
            limit("-train", request.trainLimit()),
            limit("-test", request.testLimit()));
    return new CacheName(
        series, Hashes.of(DECODER + "\n" + series + "\n" + source).substring(0, HASH));
  }

  private static String limit(String name, OptionalInt limit) {
    return limit.isPresent() ? name + limit.getAsInt() : "";
  }

  String fileName() {
    return series + "." + hash + SUFFIX;
  }

  /** Tells whether a file holds an older state of the same images. */
  boolean supersedes(String fileName) {
    return fileName.startsWith(series + ".")
        && fileName.endsWith(SUFFIX)
        && fileName.length() == fileName().length()
        && !fileName.equals(fileName());
  }
}
