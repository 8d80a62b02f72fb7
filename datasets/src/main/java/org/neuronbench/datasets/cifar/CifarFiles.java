package org.neuronbench.datasets.cifar;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.datasets.source.FileTree;
import org.neuronbench.datasets.source.TreeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a layout that a root holds. */
record CifarFiles(List<TreeFile> train, List<TreeFile> test, Optional<TreeFile> names) {

  private static final Logger LOG = LoggerFactory.getLogger(CifarFiles.class);
  private static final int FILES_SHOWN = 8;

  static CifarFiles locate(CifarLayout layout, FileTree tree) {
    Locator locator = new Locator(layout, tree, tree.files());
    CifarFiles files =
        new CifarFiles(
            locator.train(),
            List.of(locator.required(layout.testFile())),
            locator.find(layout.namesFile()));
    report(layout, "training", files.train(), CifarLayout.PUBLISHED_TRAIN);
    report(layout, "test", files.test(), CifarLayout.PUBLISHED_TEST);
    return files;
  }

  Set<String> paths() {
    return Stream.of(train.stream(), test.stream(), names.stream())
        .flatMap(files -> files)
        .map(TreeFile::path)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void report(
      CifarLayout layout, String split, List<TreeFile> files, int published) {
    long images = files.stream().mapToLong(TreeFile::size).sum() / layout.recordBytes();
    if (images != published) {
      LOG.info(
          "{}: {} {} images here, {} as published", layout.info().id(), images, split, published);
    }
  }

  private record Locator(CifarLayout layout, FileTree tree, List<TreeFile> files) {

    Optional<TreeFile> find(String name) {
      return Stream.of(name, layout.folder() + "/" + name)
          .flatMap(path -> files.stream().filter(file -> file.path().equals(path)))
          .findFirst()
          .map(this::checked);
    }

    TreeFile required(String name) {
      return find(name).orElseThrow(() -> missing(name));
    }

    List<TreeFile> train() {
      required(layout.trainFiles().get(0));
      List<String> missing =
          layout.trainFiles().stream().filter(name -> find(name).isEmpty()).toList();
      if (!missing.isEmpty()) {
        LOG.warn("{}: {} lacks {}; going on without", layout.info().id(), tree.root(), missing);
      }
      return layout.trainFiles().stream().map(this::find).flatMap(Optional::stream).toList();
    }

    private TreeFile checked(TreeFile file) {
      boolean records = !file.path().endsWith(layout.namesFile());
      if (records && (file.size() == 0 || file.size() % layout.recordBytes() != 0)) {
        throw new InputException(
            Text.format(
                "Dataset %s: %s in %s has %,d bytes, which is not a positive multiple of the %,d bytes"
                    + " of a record. The file is truncated or of another layout (the \"binary"
                    + " version\" is expected); download it again.",
                layout.info().id(),
                file.path(),
                tree.root().toAbsolutePath(),
                file.size(),
                layout.recordBytes()));
      }
      return file;
    }

    private InputException missing(String name) {
      return new InputException(
          Text.format(
              "Dataset %s: %s holds neither %s nor %s/%s; it holds %s. Set `root` to the files.\n%s",
              layout.info().id(),
              tree.root().toAbsolutePath(),
              name,
              layout.folder(),
              name,
              contents(),
              layout.info().details()));
    }

    private String contents() {
      String shown =
          files.stream().limit(FILES_SHOWN).map(TreeFile::path).collect(Collectors.joining(", "));
      String more =
          files.size() <= FILES_SHOWN ? "" : Text.format(", ... (%d files)", files.size());
      return files.isEmpty() ? "no files" : shown + more;
    }
  }
}
