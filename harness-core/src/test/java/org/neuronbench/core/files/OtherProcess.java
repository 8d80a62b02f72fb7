package org.neuronbench.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that writes, says so, and is killed. */
final class OtherProcess implements AutoCloseable {

  private final Process process;

  private OtherProcess(Process process) {
    this.process = process;
  }

  /** Starts a process that makes a folder and a file in it, and then waits. */
  static OtherProcess withFolder(Path parent, String prefix) throws IOException {
    return start("folder", parent.toString(), prefix);
  }

  /** Starts a process that writes half of a file, and then waits. */
  static OtherProcess writing(Path target) throws IOException {
    return start("file", target.toString(), "");
  }

  private static OtherProcess start(String... arguments) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                arguments[0],
                arguments[1],
                arguments[2])
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.getInputStream().read() != '!') {
      throw new IOException("the other process did not start");
    }
    return new OtherProcess(process);
  }

  public static void main(String[] arguments) throws IOException {
    Path path = Path.of(arguments[1]);
    if (arguments[0].equals("folder")) {
      Path folder = LockedFolder.create(path, arguments[2]).path();
      Files.createDirectory(folder.resolve("deep"));
      Files.writeString(folder.resolve("deep/half"), "ha");
      waitToBeKilled();
    } else {
      DurableFiles.write(
          path,
          file -> {
            Files.writeString(file, "ha");
            waitToBeKilled();
          });
    }
  }

  private static void waitToBeKilled() throws IOException {
    System.out.write('!');
    System.out.flush();
    if (System.in.read() < 0) {
      Runtime.getRuntime().halt(1); // the test itself has ended
    }
  }

  /** Kills it, as no handler of its own would notice. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
