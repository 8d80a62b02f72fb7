package org.neuronbench.datasets.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.InputException;
import org.neuronbench.datasets.Archives;

class FolderTreeTest {

  @TempDir private Path folder;

  @Test
  void listsSortedWithoutHiddenFiles() throws IOException {
    Archives.folder(
        folder,
        Map.of("b/2", new byte[2], "a/1", new byte[1], ".x", new byte[1], "a/.y/z", new byte[1]));
    assertThat(new FolderTree(folder).files())
        .containsExactly(new TreeFile("a/1", 1), new TreeFile("b/2", 2));
  }

  @Test
  void readsInOrder() throws IOException {
    Archives.folder(folder, Map.of("b", new byte[2], "a", new byte[1]));
    List<Integer> lengths = new ArrayList<>();
    new FolderTree(folder)
        .read(Set.of("b", "a"), (path, content) -> lengths.add(content.readAllBytes().length));
    assertThat(lengths).containsExactly(1, 2);
  }

  @Test
  void namesAFileThatCannotBeRead() {
    FolderTree tree = new FolderTree(folder);
    assertThatThrownBy(() -> tree.read(Set.of("gone"), (path, content) -> {}))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("Cannot read", folder.resolve("gone").toString(), "Check");
  }
}
