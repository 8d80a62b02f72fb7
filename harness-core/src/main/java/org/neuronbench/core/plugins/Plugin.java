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

/**
 * One jar, or one folder of a jar and its libraries, opened with a class loader of its own.
 *
 * @param loader sees the platform, the SPI and the plug-in's own files
 * @param classes names of those that it declares as strategies, at least one; they may be missing
 */
public record Plugin(PluginOrigin origin, ClassLoader loader, List<String> classes) {

  /** The entry that lists a plug-in's strategies, a class name a line. */
  public static final String SERVICE =
      "META-INF/services/" + NeuronSelectionStrategy.class.getName();

  /** The manifest attribute in which a build may note the SPI it compiled against. */
  public static final String SPI_VERSION = "Neuronbench-Spi-Version";

  private static final int LONGEST_VERSION = 100;
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  public Plugin {
    classes = List.copyOf(classes);
  }

  /**
   * Opens a plug-in. None of its code runs.
   *
   * @param path a jar, a folder of jars, or a folder of classes with its {@code META-INF}
   * @throws NotLoaded if it cannot be read, is no jar, or declares no strategy
   */
  public static Plugin open(Path path) throws NotLoaded {
    PluginFiles files = PluginFiles.of(path);
    ClassLoader harness = Plugin.class.getClassLoader();
    PluginClassLoader loader =
        new PluginClassLoader(PluginOrigin.nameOf(path), files.urls(), harness);
    try {
      List<URL> declarations = Collections.list(loader.findResources(SERVICE));
      if (declarations.isEmpty()) {
        throw new NotLoaded("declares no strategy: it has no %s", SERVICE);
      }
      Attributes manifest = manifest(declarations.get(0));
      String version = attribute(manifest, Attributes.Name.IMPLEMENTATION_VERSION.toString());
      String spi = attribute(manifest, SPI_VERSION);
      PluginOrigin origin = new PluginOrigin(path, version, spi, files.hash());
      return new Plugin(origin, loader, classes(declarations));
    } catch (IOException e) {
      throw new NotLoaded("cannot be read: %s", e);
    }
  }

  private static List<String> classes(List<URL> declarations) throws NotLoaded {
    Set<String> classes = new LinkedHashSet<>();
    for (URL declaration : declarations) {
      new String(contents(declaration), StandardCharsets.UTF_8)
          .lines()
          .map(l -> l.replaceFirst("#.*", "").strip())
          .forEach(classes::add);
    }
    classes.remove("");
    if (classes.isEmpty()) {
      throw new NotLoaded("declares no strategy: its %s is empty", SERVICE);
    }
    return List.copyOf(classes);
  }

  private static byte[] contents(URL declaration) throws NotLoaded {
    try {
      return BoundedFile.read(declaration, BoundedFile.SERVICE);
    } catch (IOException e) {
      throw new NotLoaded("has a %s that cannot be read: %s", SERVICE, e.getMessage());
    }
  }

  /** Finds the manifest beside a declaration: with several jars, that of the strategies counts. */
  private static Attributes manifest(URL declaration) throws IOException {
    String place = declaration.toString();
    URL manifest = new URL(place.substring(0, place.length() - SERVICE.length()) + MANIFEST);
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
