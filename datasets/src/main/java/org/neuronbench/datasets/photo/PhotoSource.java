package org.neuronbench.datasets.photo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.datasets.image.ImageDecoder;
import org.neuronbench.datasets.memory.Contents;
import org.neuronbench.datasets.memory.DecodeQueue;
import org.neuronbench.datasets.memory.DecodedDataset;
import org.neuronbench.datasets.memory.DecodedStore;
import org.neuronbench.datasets.memory.Section;
import org.neuronbench.datasets.memory.Subset;
import org.neuronbench.datasets.source.DatasetSource;
import org.neuronbench.datasets.source.FileKind;
import org.neuronbench.datasets.source.FileTree;
import org.neuronbench.datasets.source.Survey;

/** A dataset of image files. */
public final class PhotoSource implements DatasetSource {

  private static final int MOST_SIZES = 2000;

  private final PhotoLayout layout;
  private final DecodedStore store;
  private final ImageDecoder decoder;

  PhotoSource(PhotoLayout layout, DecodedStore store) {
    this.layout = layout;
    this.store = store;
    this.decoder = layout.info().needsRoot() ? new ImageDecoder() : ImageDecoder.lenient();
  }

  /** Creates the sources of all datasets, in the order of listings. */
  public static Stream<PhotoSource> all(DecodedStore store) {
    return Stream.of(
            new VisualWakeWords(),
            new Flowers102(),
            new Food101(),
            new Pets(),
            new Cub200(),
            new ImageFolder())
        .map(layout -> new PhotoSource(layout, store));
  }

  private record Place(Section section, int index) {}

  @Override
  public DatasetInfo info() {
    return layout.info();
  }

  @Override
  public Dataset open(DatasetRequest request) {
    FileTree tree = FileTree.open(info(), request);
    return store.open(request, tree.signature(), (limited, queue) -> read(tree, limited, queue));
  }

  @Override
  public Survey survey(DatasetRequest request) {
    FileTree tree = FileTree.open(info(), request);
    Listing listing = listing(tree);
    return Survey.of(
        listing.classNames(),
        labels(listing.train()),
        labels(listing.test()),
        sizes(tree, listing.all()),
        listing.all().size() > MOST_SIZES);
  }

  /** Reads the sizes of images evenly spread over the lists. */
  private List<Survey.Size> sizes(FileTree tree, List<Listing.Photo> files) {
    int count = Math.min(MOST_SIZES, files.size());
    Set<String> chosen =
        IntStream.range(0, count)
            .mapToObj(i -> files.get((int) ((long) i * files.size() / count)).path())
            .collect(Collectors.toSet());
    List<Survey.Size> sizes = new ArrayList<>();
    tree.read(
        chosen,
        (path, content) ->
            decoder
                .size(FileKind.IMAGE.read(path, content))
                .ifPresent(size -> sizes.add(new Survey.Size(size[0], size[1]))));
    return sizes;
  }

  private Contents read(FileTree tree, DatasetRequest request, DecodeQueue queue) {
    Listing listing = listing(tree);
    List<Listing.Photo> train =
        limited(listing.train(), DecodedDataset.TRAIN, request.trainLimit());
    List<Listing.Photo> test = limited(listing.test(), DecodedDataset.TEST, request.testLimit());
    Map<String, Place> places = new HashMap<>();
    for (int i = 0; i < train.size() + test.size(); i++) {
      boolean first = i < train.size();
      Place place = new Place(first ? Section.TRAIN : Section.TEST, first ? i : i - train.size());
      places.put((first ? train : test).get(place.index()).path(), place);
    }
    tree.read(
        places.keySet(),
        (path, content) -> {
          byte[] encoded = FileKind.IMAGE.read(path, content);
          String name = Text.format("%s in %s", path, tree.root().toAbsolutePath());
          Place place = Objects.requireNonNull(places.get(path));
          queue.add(
              place.section(), place.index(), encoded.length, () -> decoder.decode(name, encoded));
        });
    return new Contents(listing.classNames(), labels(train), labels(test));
  }

  private static List<Listing.Photo> limited(
      List<Listing.Photo> files, String split, OptionalInt limit) {
    return Arrays.stream(Subset.draw(split, files.size(), limit)).mapToObj(files::get).toList();
  }

  /** What no layout may say, also of images that a limit leaves out. */
  private Listing listing(FileTree tree) {
    Listing listing = layout.list(tree);
    repeated(listing.all().stream().map(Listing.Photo::path))
        .ifPresent(
            path -> {
              throw contradiction(
                  Text.format("lists %s twice; an image must be in one split, once", path));
            });
    repeated(listing.classNames().stream())
        .ifPresent(
            name -> {
              throw contradiction(
                  Text.format("has two classes named %s; each needs its own name", name));
            });
    if (listing.train().isEmpty() || listing.test().isEmpty()) {
      throw contradiction(
          Text.format(
              "lists %,d training and %,d test images; both splits need some",
              listing.train().size(), listing.test().size()));
    }
    return listing;
  }

  private static Optional<String> repeated(Stream<String> texts) {
    Set<String> seen = new HashSet<>();
    return texts.filter(text -> !seen.add(text)).findFirst();
  }

  private InputException contradiction(String what) {
    return new InputException(
        Text.format("Dataset %s %s. Get its lists again.", info().id(), what));
  }

  private static int[] labels(List<Listing.Photo> files) {
    return files.stream().mapToInt(Listing.Photo::label).toArray();
  }
}
