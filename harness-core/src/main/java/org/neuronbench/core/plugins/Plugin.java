package org.neuronbench.core.plugins;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.neuronbench.core.Text;
import org.neuronbench.spi.NeuronSelectionStrategy;

/** One jar, or one folder of a jar and its libraries, opened with a class loader of its own. */
public final class Plugin {

  /** The entry that lists a plug-in's strategies, a class name a line. */
  public static final String SERVICE =
      "META-INF/services/" + NeuronSelectionStrategy.class.getName();

  /** The manifest attribute in which a build may note the SPI it compiled against. */
  public static final String SPI_VERSION = "Neuronbench-Spi-Version";

  private static final int LONGEST_VERSION = 100;
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private final PluginOrigin origin;
  private final ClassLoader loader;
  private final List<String> classes;

  /**
   * Creates a plug-in of what was found.
   *
   * @param origin where it comes from
   */
  public Plugin(PluginOrigin origin, ClassLoader loader, List<String> classes) {
    this.origin = origin;
    this.loader = loader;
    this.classes = List.copyOf(classes);
  }

  /**
   * Opens a plug-in. None of its code runs.
   *
   * @param path a jar, a folder of jars, or a folder of classes with its {@code META-INF}
   * @throws NotLoaded if it cannot be read, is no jar, or declares no strategy
   */
  public static Plugin open(Path path) throws NotLoaded {
    PluginFiles files = PluginFiles.of(path);
    PluginClassLoader loader =
        new PluginClassLoader(
            PluginOrigin.nameOf(path), files.urls(), Plugin.class.getClassLoader());
    try {
      List<URL> declarations = Collections.list(loader.findResources(SERVICE));
      if (declarations.isEmpty()) {
        throw new NotLoaded("declares no strategy: it has no " + SERVICE);
      }
      Attributes manifest = manifest(declarations.get(0));
      PluginOrigin origin =
          new PluginOrigin(
              path,
              attribute(manifest, Attributes.Name.IMPLEMENTATION_VERSION.toString()),
              attribute(manifest, SPI_VERSION),
              files.hash());
      return new Plugin(origin, loader, classes(declarations));
    } catch (IOException e) {
      throw new NotLoaded("cannot be read: " + e);
    }
  }

  private static List<String> classes(List<URL> declarations) throws NotLoaded {
    Set<String> classes = new LinkedHashSet<>();
    for (URL declaration : declarations) {
      new String(contents(declaration, SERVICE, BoundedFile.SERVICE), StandardCharsets.UTF_8)
          .lines()
          .map(l -> l.replaceFirst("#.*", "").strip())
          .forEach(classes::add);
    }
    classes.remove("");
    if (classes.isEmpty()) {
      throw new NotLoaded(Text.format("declares no strategy: its %s is empty", SERVICE));
    }
    return List.copyOf(classes);
  }

  private static byte[] contents(URL file, String name, int limit) throws NotLoaded {
    try {
      return BoundedFile.read(file, limit);
    } catch (IOException e) {
      throw new NotLoaded(Text.format("has a %s that cannot be read: %s", name, e.getMessage()));
    }
  }

  /** Finds the manifest beside a declaration: with several jars, that of the strategies counts. */
  private static Attributes manifest(URL declaration) throws IOException {
    String place = declaration.toString();
    URL manifest = new URL(place.substring(0, place.length() - SERVICE.length()) + MANIFEST);
    try {
      byte[] bytes = BoundedFile.read(manifest, BoundedFile.MANIFEST);
      return new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
    } catch (java.io.FileNotFoundException e) {
      return new Attributes();
    }
  }

  private static String attribute(Attributes manifest, String name) {
    String value = manifest.getValue(name);
    return value == null || value.isBlank()
        ? PluginOrigin.UNKNOWN
        : PluginText.line(value.strip(), LONGEST_VERSION);
  }

  /** Returns where it comes from: path, versions and hash. */
  public PluginOrigin origin() {
    return origin;
  }

  /** Returns the loader of its classes: sees the platform, the SPI and the plug-in's own files. */
  public ClassLoader loader() {
    return loader;
  }

  /**
   * Returns the classes that it declares as strategies: names, at least one; the classes may be
   * missing.
   */
  public List<String> classes() {
    return classes;
  }
}
