package org.neuronbench.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.neuronbench.core.plugins.SpiVersion;

/** Everything that a folder of plug-ins should not hold, made afresh. */
public final class BrokenJars {

  /** Makes a plug-in at a place. */
  @FunctionalInterface
  interface Maker {
    void make(Path place) throws IOException;
  }

  /**
   * One of them.
   *
   * @param name of the file or folder
   * @param line begin of the line that it is given
   * @param maker makes it
   */
  public record Broken(String name, String line, Maker maker) {

    Path in(Path folder) {
      try {
        Path place = Files.createDirectories(folder).resolve(name);
        maker.make(place);
        return place;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final String SPI = SpiVersion.current();
  private static final int NEXT_JAVA = Runtime.version().feature() + 1;
  private static final String OTHER_SPI =
      "was built against another version of the SPI, this is %s: ".formatted(SPI);

  /** Older Javas do not say whose the constant is. */
  private static final String NO_SUCH_SIGNAL =
      NEXT_JAVA > 21
          ? OTHER_SPI + "NoSuchFieldError: Class org.neuronbench.spi.Signal does not have member"
          : ("does not fit a library that it uses, or the SPI (this is %s), being built against"
                  + " another version: NoSuchFieldError: LOSS; build it against what it runs with")
              .formatted(SPI);

  private BrokenJars() {}

  private static Broken of(String name, String line, Maker maker) {
    return new Broken(name, name + " " + line, maker);
  }

  /** One whose name is not printed as it is. */
  private static Broken of(String name, String line, String printed, Maker maker) {
    return new Broken(name, printed + " " + line, maker);
  }

  private static Broken jar(String name, String line, PluginJar jar) {
    return of(name, line, jar::write);
  }

  public static List<Broken> all() {
    return List.of(
        of(
            "text.jar",
            "is not a jar: zip END header not found",
            place -> Files.writeString(place, "I was downloaded through a login page.")),
        of("empty.jar", "is not a jar: zip file is empty", Files::createFile),
        of("cut-off.jar", "is not a jar: ", BrokenJars::cutOff),
        of(
            "dangling.jar",
            "cannot be read: java.nio.file.NoSuchFileException: ",
            place -> Files.createSymbolicLink(place, Path.of("nowhere.jar"))),
        of(
            "pipe.jar",
            "cannot be read: it is no file, but a pipe, device or folder",
            BrokenJars::pipe),
        of("huge.jar", "cannot be read: it is larger than 1024 MiB", BrokenJars::huge),
        of(
            "\u001b[2Jclears.jar",
            "is not a jar: zip file is empty",
            "clears.jar",
            Files::createFile),
        jar(
            "huge-service.jar",
            "has a META-INF/services/org.neuronbench.spi.NeuronSelectionStrategy that cannot be read:"
                + " it is larger than 64 KiB",
            PluginJar.of("fine").service("#".repeat(1 << 16) + "\nauthor.Idea")),
        jar(
            "huge-class.jar",
            "holds a damaged class: ClassFormatError: author.Vast cannot be read: it is larger than"
                + " 16 MiB",
            PluginJar.of("fine")
                .entry("author/Vast.class", "0".repeat((1 << 24) + 1))
                .service("author.Vast")),
        jar(
            "huge-manifest.jar",
            "its manifest cannot be read: it is larger than 16 MiB",
            PluginJar.of("fine").manifest("Notes", "0".repeat(1 << 24))),
        jar(
            "class-path.jar",
            "has a manifest with the Class-Path 'lib/sort.jar', and results would not tell which files"
                + " these were; put the libraries into the jar, or all jars into a folder of their own",
            PluginJar.of("fine").manifest("Class-Path", "lib/sort.jar")),
        jar(
            "halts.jar",
            "calls Runtime.halt in author.Idea; take that out: author.Idea",
            PluginJar.of("fine", "Runtime.getRuntime().halt(0); return null;")),
        jar(
            "message-throws.jar",
            "declares author.Idea, whose constructor threw author.Idea$Mute at author.Idea.<init>(",
            PluginJar.with(
                "fine",
                "static class Mute extends RuntimeException { public String getMessage() {"
                    + " throw new RuntimeException(); } } public Idea() { throw new Mute(); }")),
        jar(
            "half-a-character.jar",
            "declares author.Idea, whose constructor threw java.lang.IllegalStateException: half \uFFFD"
                + " at ",
            PluginJar.with(
                "fine", "public Idea() { throw new IllegalStateException(\"half \\ud83d\"); }")),
        of("no-jars", "is a folder without a jar", Files::createDirectory),
        of(
            "broken-library",
            "library.jar in it is not a jar: ",
            place -> {
              PluginJar.of("fine").write(place.resolve("idea.jar"));
              Files.writeString(place.resolve("library.jar"), "no library");
            }),
        jar(
            "no-service.jar",
            "declares no strategy: it has no META-INF/services/"
                + "org.neuronbench.spi.NeuronSelectionStrategy",
            PluginJar.of("fine").noService()),
        jar(
            "empty-service.jar",
            "declares no strategy: its META-INF/services/"
                + "org.neuronbench.spi.NeuronSelectionStrategy is empty",
            PluginJar.of("fine").service("# to do\n\n")),
        jar(
            "class-not-found.jar",
            "declares author.Misspelt, which it does not hold",
            PluginJar.of("fine").service("author.Misspelt")),
        jar(
            "no-strategy.jar",
            "declares author.Other, which is no NeuronSelectionStrategy",
            new PluginJar()
                .source("author.Other", "package author; public class Other {}")
                .service("author.Other")),
        jar(
            "relocated-spi.jar",
            "declares author.Idea, which is no NeuronSelectionStrategy but a"
                + " shaded.NeuronSelectionStrategy: the SPI must not be relocated",
            new PluginJar()
                .source(
                    "shaded.NeuronSelectionStrategy",
                    "package shaded; public interface NeuronSelectionStrategy { String id(); }")
                .source(
                    "author.Idea",
                    "package author; public class Idea implements shaded.NeuronSelectionStrategy {"
                        + " public String id() { return \"fine\"; } }")
                .service("author.Idea")),
        jar(
            "abstract.jar",
            "declares author.Base, which is abstract",
            PluginJar.of("fine")
                .source("author.Base", "package author; public abstract class Base extends Idea {}")
                .service("author.Base")),
        jar(
            "not-public.jar",
            "declares author.Hidden, which is not public",
            PluginJar.of("fine")
                .source("author.Hidden", "package author; class Hidden extends Idea {}")
                .service("author.Hidden")),
        jar(
            "no-constructor.jar",
            "declares author.Idea, which has no public constructor without parameters",
            PluginJar.with("fine", "public Idea(int seed) {}")),
        jar(
            "constructor-throws.jar",
            "declares author.Idea, whose constructor threw java.lang.IllegalStateException: no"
                + " licence at author.Idea.<init>(Idea.java:9)",
            PluginJar.with(
                "fine", "public Idea() { throw new IllegalStateException(\"no licence\"); }")),
        jar(
            "initialiser-throws.jar",
            "declares author.Idea, whose constructor failed to initialise a class:"
                + " java.lang.ArithmeticException: / by zero at author.Idea.<clinit>(Idea.java:9)",
            PluginJar.with("fine", "static final int SHARE = 1 / Integer.parseInt(\"0\");")),
        jar("id-null.jar", "declares author.Idea, whose id() is null", PluginJar.of(null)),
        jar(
            "id-empty.jar",
            "declares author.Idea, whose id() is '', expected lower-case letters and digits joined"
                + " by single hyphens, up to 60, such as my-idea",
            PluginJar.of("")),
        jar(
            "id-malformed.jar",
            "declares author.Idea, whose id() is 'My Idea', expected ",
            PluginJar.of("My Idea")),
        jar(
            "id-reserved.jar",
            "declares author.Idea, whose id 'neuronbench-best' is reserved: ids that begin with"
                + " 'neuronbench' are for the project",
            PluginJar.of("neuronbench-best")),
        jar(
            "id-of-a-built-in.jar",
            "declares the id 'velocity', which is taken by ",
            PluginJar.of("velocity")),
        jar(
            "id-throws.jar",
            "declares author.Nameless, whose id() threw java.lang.UnsupportedOperationException at ",
            PluginJar.of("fine")
                .source(
                    "author.Nameless",
                    "package author; public class Nameless extends Idea { public String id() {"
                        + " throw new UnsupportedOperationException(); } }")
                .service("author.Nameless")),
        jar(
            "parameters-null.jar",
            "declares author.Idea, whose parameters() returned null",
            PluginJar.with("fine", "public List<ParameterSpec> parameters() { return null; }")),
        jar(
            "signals-null.jar",
            "declares author.Idea, whose signals() returned null",
            PluginJar.with("fine", "public Set<Signal> signals() { return null; }")),
        jar(
            "signals-throw.jar",
            "declares author.Idea, whose signals() called itself without end:"
                + " java.lang.StackOverflowError at author.Idea.signals(Idea.java:9)",
            PluginJar.with("fine", "public Set<Signal> signals() { return signals(); }")),
        jar(
            "newer-java.jar",
            "needs Java %d, this is Java %d; build it with --release %2$d: author.Idea"
                .formatted(NEXT_JAVA, NEXT_JAVA - 1),
            PluginJar.of("fine").changingClasses(BrokenJars::asOfNextJava)),
        jar(
            "damaged-class.jar",
            "holds a damaged class: ClassFormatError: ",
            PluginJar.of("fine").changingClasses(c -> Arrays.copyOf(c, c.length / 2))),
        of(
            "newer-spi-type.jar",
            OTHER_SPI
                + "NoClassDefFoundError: org/neuronbench/spi/Layered; build it against %s, or use the"
                    .formatted(SPI)
                + " Neuronbench it was built for: author.Next",
            BrokenJars::newerType),
        of(
            "newer-spi-method.jar",
            "declares author.Idea, whose parameters() "
                + OTHER_SPI
                + "NoSuchMethodError: 'org.neuronbench.spi.ParameterSpec"
                + " org.neuronbench.spi.ParameterSpec.flag(java.lang.String)'; build it against",
            BrokenJars::newerMethod),
        of(
            "newer-spi-signal.jar",
            "declares author.Idea, whose signals() " + NO_SUCH_SIGNAL,
            BrokenJars::newerSignal),
        of(
            "older-spi.jar",
            "declares author.Idea, which " + OTHER_SPI + "it has no method id(); ",
            BrokenJars::olderSpi),
        of(
            "library-missing.jar",
            "declares author.Idea, whose constructor lacks the class lib.Sort; put the library into"
                + " the jar, or both into a folder of their own",
            BrokenJars::withoutItsLibrary),
        jar(
            "harness-inside.jar",
            "declares author.Idea, whose constructor lacks the class org.neuronbench.core.Hashes; put"
                + " the library into the jar, or both into a folder of their own: of Neuronbench a"
                + " plug-in sees the SPI only",
            PluginJar.with(
                "fine",
                "public Idea() throws Exception { Class.forName(\"org.neuronbench.core.Hashes\"); }")));
  }

  private static void pipe(Path place) throws IOException {
    try {
      new ProcessBuilder("mkfifo", place.toString()).start().waitFor();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Takes no room where files may have holes. */
  private static void huge(Path place) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(place.toFile(), "rw")) {
      file.setLength(3L << 30);
    }
  }

  private static void cutOff(Path place) throws IOException {
    byte[] whole = Files.readAllBytes(PluginJar.of("fine").write(place));
    Files.write(place, Arrays.copyOf(whole, whole.length / 2));
  }

  private static byte[] asOfNextJava(byte[] classFile) {
    byte[] changed = classFile.clone();
    changed[7] = (byte) (44 + NEXT_JAVA); // class files of Java 1 have version 45
    return changed;
  }

  /** An interface of the SPI that does not exist yet. */
  private static void newerType(Path place) throws IOException {
    Path newer = Files.createTempFile("newer-spi", ".jar");
    new PluginJar()
        .source(
            "org.neuronbench.spi.Layered",
            "package org.neuronbench.spi; public interface Layered {}")
        .write(newer);
    PluginJar.of("fine")
        .against(newer)
        .source(
            "author.Next",
            "package author;"
                + " public class Next extends Idea implements org.neuronbench.spi.Layered {}")
        .service("author.Next")
        .write(place);
    Files.delete(newer);
  }

  private static void newerMethod(Path place) throws IOException {
    Path newer = Files.createTempFile("newer-spi", ".jar");
    new PluginJar()
        .source(
            "org.neuronbench.spi.ParameterSpec",
            "package org.neuronbench.spi; public final class ParameterSpec {"
                + " public static ParameterSpec flag(String name) { return null; } }")
        .write(newer);
    PluginJar.with(
            "fine",
            "public List<ParameterSpec> parameters() {"
                + " return List.of(ParameterSpec.flag(\"fast\")); }")
        .against(newer)
        .write(place);
    Files.delete(newer);
  }

  private static void newerSignal(Path place) throws IOException {
    Path newer = Files.createTempFile("newer-spi", ".jar");
    new PluginJar()
        .source(
            "org.neuronbench.spi.Signal",
            "package org.neuronbench.spi; public enum Signal { LOSS }")
        .write(newer);
    PluginJar.with("fine", "public Set<Signal> signals() { return Set.of(Signal.LOSS); }")
        .against(newer)
        .write(place);
    Files.delete(newer);
  }

  /** Built when a strategy was called {@code name()}. */
  private static void olderSpi(Path place) throws IOException {
    Path older = Files.createTempFile("older-spi", ".jar");
    new PluginJar()
        .source(
            "org.neuronbench.spi.NeuronSelectionStrategy",
            "package org.neuronbench.spi; public interface NeuronSelectionStrategy {"
                + " String name(); }")
        .write(older);
    new PluginJar()
        .source(
            "author.Idea",
            "package author; public class Idea implements"
                + " org.neuronbench.spi.NeuronSelectionStrategy {"
                + " public String name() { return \"fine\"; } }")
        .service("author.Idea")
        .against(older)
        .write(place);
    Files.delete(older);
  }

  private static void withoutItsLibrary(Path place) throws IOException {
    Path library = Files.createTempFile("library", ".jar");
    new PluginJar()
        .source(
            "lib.Sort", "package lib; public class Sort { public static int of() { return 1; } }")
        .write(library);
    PluginJar.with("fine", "private final int order = lib.Sort.of();")
        .against(library)
        .write(place);
    Files.delete(library);
  }
}
