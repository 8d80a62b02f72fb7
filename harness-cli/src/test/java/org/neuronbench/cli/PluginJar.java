package org.neuronbench.cli;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.neuronbench.core.experiment.Kind;
import org.neuronbench.spi.NeuronSelectionStrategy;

/** Compiles sources and packs them as an author's build would, or as it must not. */
public final class PluginJar {

  private static final String SERVICE =
      "META-INF/services/org.neuronbench.spi.NeuronSelectionStrategy";

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final Map<String, String> manifest = new TreeMap<>();
  private final List<Path> libraries = new ArrayList<>();
  private UnaryOperator<byte[]> classChange = bytes -> bytes;

  /** A jar of a strategy that works and is built as it should be. */
  public static PluginJar of(String id) {
    return of(
        id,
        "return Ranking.random(run.network(), run.random()).fill(run.budget(), FillRule.SKIP);");
  }

  /** A jar of the strategy {@code author.Idea} whose {@code select} has this body. */
  public static PluginJar of(String id, String select) {
    return new PluginJar().source("author.Idea", idea(id, "", select)).service("author.Idea");
  }

  /** A jar of a strategy with these members beside those that it needs. */
  public static PluginJar with(String id, String members) {
    return new PluginJar()
        .source("author.Idea", idea(id, members, "return Selection.none(run.network());"))
        .service("author.Idea");
  }

  private static String idea(String id, String members, String select) {
    return """
        package author;
        import java.util.*;
        import org.neuronbench.spi.*;
        public class Idea implements NeuronSelectionStrategy {
          protected Run run;
          public String id() { return %s; }
          public void start(Run run) { this.run = run; }
          public Selection select(Epoch epoch) { %s }
          %s
        }
        """
        .formatted(id == null ? "null" : '"' + id + '"', select, members);
  }

  public PluginJar source(String type, String text) {
    sources.put(type, text);
    return this;
  }

  public PluginJar service(String lines) {
    return entry(SERVICE, lines);
  }

  public PluginJar noService() {
    entries.remove(SERVICE);
    return this;
  }

  public PluginJar entry(String name, String text) {
    entries.put(name, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public PluginJar manifest(String name, String value) {
    manifest.put(name, value);
    return this;
  }

  /** Compiles against these classes before any other, and leaves them out of the jar. */
  public PluginJar against(Path library) {
    libraries.add(library);
    return this;
  }

  /** Packs types of the SPI, as a build that packs all its dependencies does. */
  public PluginJar packingTheSpi() {
    String below = "org/neuronbench/spi/";
    ClassLoader loader = NeuronSelectionStrategy.class.getClassLoader();
    for (String type : List.of("Network", "NeuronSelectionStrategy", "Run", "Epoch")) {
      try (InputStream in = loader.getResourceAsStream(below + type + ".class")) {
        entries.put(below + type + ".class", in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return this;
  }

  public PluginJar changingClasses(UnaryOperator<byte[]> change) {
    classChange = change;
    return this;
  }

  /** Writes the jar. */
  public Path write(Path jar) {
    try {
      Map<String, byte[]> all = new LinkedHashMap<>();
      all.put("META-INF/MANIFEST.MF", manifest());
      all.putAll(entries);
      compile().forEach((name, bytes) -> all.put(name, classChange.apply(bytes)));
      Files.createDirectories(jar.toAbsolutePath().getParent());
      try (OutputStream out = Files.newOutputStream(jar);
          JarOutputStream packed = new JarOutputStream(out)) {
        for (Map.Entry<String, byte[]> entry : all.entrySet()) {
          JarEntry jarEntry = new JarEntry(entry.getKey());
          jarEntry.setTime(0); // the same content gives the same bytes
          packed.putNextEntry(jarEntry);
          packed.write(entry.getValue());
          packed.closeEntry();
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] manifest() throws IOException {
    Manifest written = new Manifest();
    written.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.forEach(written.getMainAttributes()::putValue);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    written.write(bytes);
    return bytes.toByteArray();
  }

  private Map<String, byte[]> compile() {
    if (sources.isEmpty()) {
      return Map.of();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> path = new ArrayList<>(libraries.stream().map(Path::toString).toList());
    path.add(spi().toString());
    Memory memory = new Memory(compiler.getStandardFileManager(null, null, null));
    List<String> options =
        List.of(
            "-proc:none",
            "--release",
            "17",
            "-cp",
            String.join(File.pathSeparator, path),
            "-nowarn");
    List<Source> units =
        sources.entrySet().stream().map(e -> new Source(e.getKey(), e.getValue())).toList();
    if (!compiler.getTask(null, memory, null, options, null, units).call()) {
      throw new IllegalArgumentException("The sources do not compile: " + sources.keySet());
    }
    Map<String, byte[]> classes = new TreeMap<>();
    memory.classes.forEach(
        (name, bytes) -> classes.put(name.replace('.', '/') + ".class", bytes.toByteArray()));
    return classes;
  }

  /** The SPI's own jar or folder. */
  public static Path spi() {
    try {
      return Path.of(
          NeuronSelectionStrategy.class
              .getProtectionDomain()
              .getCodeSource()
              .getLocation()
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String type, String text) {
      super(URI.create("memory:///" + type.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps what the compiler writes. */
  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

    Memory(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String type, JavaFileObject.Kind kind, javax.tools.FileObject sibling) {
      if (location != StandardLocation.CLASS_OUTPUT) {
        throw new IllegalArgumentException(location.getName());
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      classes.put(type, bytes);
      return new SimpleJavaFileObject(URI.create("memory:///" + type), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }
}
