package org.neuronbench.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFilesTest {

  @TempDir private Path folder;

  private Path copyOf(String name) throws IOException, NotLoaded, URISyntaxException {
    Path jar = folder.resolve(name);
    try (OutputStream out = new JarOutputStream(Files.newOutputStream(jar), new Manifest())) {
      out.flush();
    }
    return Path.of(PluginFiles.of(jar).urls().get(0).toURI());
  }

  @Test
  void copiesOfOneProcessLieInOneFolderThatItHolds()
      throws IOException, NotLoaded, URISyntaxException {
    Path first = copyOf("a.jar");
    Path second = copyOf("b.jar");
    assertThat(first).exists().isNotEqualTo(second).hasParent(second.getParent());
    assertThat(first.getParent().getFileName().toString()).startsWith("neuronbench-plugins-");
    assertThat(first.resolveSibling("lock")).exists();
  }
}
