package org.neuronbench.core.plugins;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
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
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.method.TrainingMethod;

/**
 * One jar, or one folder of a jar and its libraries, opened with a class loader of its own.
 *
 * @param loader sees the platform, the SPI and the plug-in's own files
 * @param strategies names of the classes that it declares as strategies; they may be missing
 * @param methods the same of methods; one of the two lists holds a name
 */
public record Plugin(
    PluginOrigin origin, ClassLoader loader, List<String> strategies, List<String> methods) {

  private static final String SERVICES = "META-INF/services/";

  /** The entry that lists a plug-in's strategies, a class name a line. */
  public static final String STRATEGIES = SERVICES + NeuronSelectionStrategy.class.getName();

  /** The entry that lists its methods. */
  public static final String METHODS = SERVICES + TrainingMethod.class.getName();

  /** The manifest attribute in which a build may note the SPI it compiled against. */
  public static final String SPI_VERSION = "Neuronbench-Spi-Version";

  private static final int LONGEST_VERSION = 100;
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  public Plugin {
    strategies = List.copyOf(strategies);
    methods = List.copyOf(methods);
  }

  /**
   * Opens a plug-in. None of its code runs.
   *
   * @param path a jar, a folder of jars, or a folder of classes with its {@code META-INF}
   * @throws NotLoaded if it cannot be read, is no jar, or declares neither strategy nor method
   */
  public static Plugin open(Path path) throws NotLoaded {
    PluginFiles files = PluginFiles.of(path);
    ClassLoader harness = Plugin.class.getClassLoader();
    PluginClassLoader loader =
        new PluginClassLoader(PluginOrigin.nameOf(path), files.urls(), harness);
    try {
      List<URL> strategies = Collections.list(loader.findResources(STRATEGIES));
      List<URL> methods = Collections.list(loader.findResources(METHODS));
      if (strategies.isEmpty() && methods.isEmpty()) {
        throw new NotLoaded("declares no strategy: it has no %s, and no %s", STRATEGIES, METHODS);
      }
      Attributes manifest =
          strategies.isEmpty()
              ? manifest(methods.get(0), METHODS)
              : manifest(strategies.get(0), STRATEGIES);
      String version = attribute(manifest, Attributes.Name.IMPLEMENTATION_VERSION.toString());
      String spi = attribute(manifest, SPI_VERSION);
      PluginOrigin origin = new PluginOrigin(path, version, spi, files.hash());
      return new Plugin(origin, loader, classes(strategies, STRATEGIES), classes(methods, METHODS));
    } catch (IOException e) {
      throw new NotLoaded("cannot be read: %s", e);
    }
  }

  private static List<String> classes(List<URL> declarations, String entry) throws NotLoaded {
    Set<String> classes = new LinkedHashSet<>();
    for (URL declaration : declarations) {
      new String(contents(declaration, entry), StandardCharsets.UTF_8)
          .lines()
          .map(l -> l.replaceFirst("#.*", "").strip())
          .forEach(classes::add);
    }
    classes.remove("");
    if (classes.isEmpty() && !declarations.isEmpty()) {
      throw new NotLoaded("declares no strategy: its %s is empty", entry);
    }
    return List.copyOf(classes);
  }

  private static byte[] contents(URL declaration, String entry) throws NotLoaded {
    try {
      return BoundedFile.read(declaration, BoundedFile.SERVICE);
    } catch (IOException e) {
      throw new NotLoaded("has a %s that cannot be read: %s", entry, e.getMessage());
    }
  }

  /**
   * Finds the manifest beside a declaration: with several jars, that of the declared classes
   * counts.
   */
  private static Attributes manifest(URL declaration, String entry) throws IOException {
    String place = declaration.toString();
    URL manifest = new URL(place.substring(0, place.length() - entry.length()) + MANIFEST);
    try {
      byte[] bytes = BoundedFile.read(manifest, BoundedFile.MANIFEST);
      return new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
    } catch (FileNotFoundException e) {
      return new Attributes();
    }
  }

  private static String attribute(Attributes manifest, String name) {
    String value = manifest.getValue(name);
    return value == null || value.isBlank()
        ? PluginOrigin.UNKNOWN
        : PluginText.line(value.strip(), LONGEST_VERSION);
  }
}
