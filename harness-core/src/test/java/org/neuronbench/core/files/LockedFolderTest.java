package org.neuronbench.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedFolderTest {

  private static final String PREFIX = "work-";

  @TempDir private Path parent;

  private List<Path> found() throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.toList();
    }
  }

  @Test
  void isGoneWithAllItHoldsWhenItIsClosed() throws IOException {
    try (LockedFolder folder = LockedFolder.create(parent, PREFIX)) {
      Files.createDirectory(folder.path().resolve("deep"));
      Files.writeString(folder.path().resolve("deep/file"), "x");
      assertThat(found()).containsExactly(folder.path());
    }
    assertThat(found()).isEmpty();
  }

  @Test
  void ofAKilledProcessIsDeletedByTheNext() throws IOException {
    OtherProcess.withFolder(parent, PREFIX).close();
    assertThat(found()).hasSize(1);
    LockedFolder.create(parent, PREFIX).close();
    assertThat(found()).isEmpty();
  }

  @Test
  void ofALivingProcessStays() throws IOException {
    try (OtherProcess living = OtherProcess.withFolder(parent, PREFIX)) {
      assertThat(living).isNotNull();
      List<Path> of = found();
      LockedFolder.create(parent, PREFIX).close();
      assertThat(found()).isEqualTo(of);
      assertThat(of.get(0).resolve("deep/half")).hasContent("ha");
    }
  }

  @Test
  void ofThisProcessStaysAndStaysLocked() throws IOException {
    try (LockedFolder first = LockedFolder.create(parent, PREFIX)) {
      LockedFolder.create(parent, PREFIX).close();
      try (OtherProcess other = OtherProcess.withFolder(parent, PREFIX)) {
        assertThat(other).isNotNull();
        assertThat(first.path()).isDirectoryContaining("glob:**lock");
      }
    }
  }

  @Test
  void ofAnotherPurposeStays() throws IOException {
    Path other = Files.createDirectory(parent.resolve("other-1"));
    Files.createFile(other.resolve("lock"));
    Path beingMade = Files.createDirectory(parent.resolve(PREFIX + "1"));
    LockedFolder.create(parent, PREFIX).close();
    assertThat(found()).containsExactlyInAnyOrder(other, beingMade);
  }

  @Test
  void isNotSoughtBehindLinks() throws IOException {
    Path precious = Files.createDirectory(parent.resolve("precious"));
    Files.createFile(precious.resolve("lock"));
    Files.createSymbolicLink(parent.resolve(PREFIX + "link"), precious);
    LockedFolder.create(parent, PREFIX).close();
    assertThat(precious.resolve("lock")).exists();
  }

  @Test
  void ofTheProcessIsOne() throws IOException {
    Path folder = LockedFolder.ofProcess("neuronbench-test-");
    assertThat(LockedFolder.ofProcess("neuronbench-test-")).isEqualTo(folder).isDirectory();
    assertThat(folder.resolve("lock")).exists();
  }
}
