package org.neuronbench.datasets.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/** Files of a tar archive, gzipped or not. Every call streams through the whole archive. */
record TarTree(Path root) implements FileTree {

  private static final int BUFFER = 1 << 16;

  @FunctionalInterface
  private interface EntryVisitor {
    void visit(TreeFile file, InputStream content) throws IOException;
  }

  @Override
  public List<TreeFile> files() {
    SortedMap<String, TreeFile> files = new TreeMap<>();
    visit((file, content) -> files.put(file.path(), file));
    return List.copyOf(files.values());
  }

  @Override
  public String signature() {
    try {
      String name = root.getFileName().toString();
      long changed = Files.getLastModifiedTime(root).toMillis();
      return Hashes.of(FileTree.line(name, Files.size(root), changed));
    } catch (IOException e) {
      throw damaged("the start", e);
    }
  }

  @Override
  public void read(Set<String> paths, ContentReader reader) {
    visit(
        (file, content) -> {
          if (paths.contains(file.path())) {
            reader.accept(file.path(), content);
          }
        });
  }

  private void visit(EntryVisitor visitor) {
    String last = "the start";
    try (InputStream plain = decompressed();
        TarEntries tar = new TarEntries(plain)) {
      for (TarArchiveEntry entry; (entry = tar.next()) != null; ) {
        last = entry.getName();
        visitEntry(visitor, entry, tar.content());
      }
      plain.transferTo(OutputStream.nullOutputStream()); // the checksum of gzip is at its very end
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(last, e);
    }
  }

  private static void visitEntry(EntryVisitor visitor, TarArchiveEntry entry, InputStream content)
      throws IOException {
    TreeFile file = new TreeFile(entry.getName().replaceFirst("^\\./", ""), entry.getSize());
    if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink() && !file.hidden()) {
      visitor.visit(file, content);
    }
  }

  private InputStream decompressed() throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(root), BUFFER);
    try {
      raw.mark(2);
      boolean gzip = (raw.read() | (raw.read() << 8)) == GZIPInputStream.GZIP_MAGIC;
      raw.reset();
      return gzip ? new GZIPInputStream(raw, BUFFER) : raw;
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private InputException damaged(String last, Exception cause) {
    return new InputException(
        Text.format(
            "Archive %s (%,d bytes) cannot be read beyond %s: %s. A complete .tar or .tar.gz was"
                + " expected; download or copy it again, or set `root` to a folder.",
            root.toAbsolutePath(), root.toFile().length(), last, cause),
        cause);
  }
}
