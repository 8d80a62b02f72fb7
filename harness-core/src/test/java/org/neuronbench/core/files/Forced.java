package org.neuronbench.core.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** What is forced to the disk, as the virtual machine notes it. */
final class Forced {

  private Forced() {}

  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  static List<String> paths(Path notes, Action action) throws IOException {
    Path file = notes.resolve("forced.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileForce").withThreshold(Duration.ZERO);
      recording.start();
      action.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream().map(e -> e.getString("path")).toList();
  }
}
