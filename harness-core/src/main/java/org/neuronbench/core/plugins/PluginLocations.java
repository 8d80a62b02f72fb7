package org.neuronbench.core.plugins;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/**
 * Where plug-ins are looked for. A location is one plug-in, if it is a jar or a folder of classes,
 * or else a folder whose jars and folders are one plug-in each; its other files are passed over. A
 * plug-in that is found twice counts once.
 */
public final class PluginLocations {

  /** The folder beside the launcher. */
  public static final String FOLDER = "plugins";

  /** The environment variable that lists locations, separated as the system separates paths. */
  public static final String ENVIRONMENT = "NEURONBENCH_PLUGINS";

  private final Map<Path, Path> plugins = new LinkedHashMap<>();

  /**
   * Adds the jars and folders of a class path that declare strategies or methods: the built-in
   * ones.
   */
  public PluginLocations classPath(ClassLoader loader) {
    try {
      for (String entry : List.of(Plugin.STRATEGIES, Plugin.METHODS)) {
        for (URL declaration : Collections.list(loader.getResources(entry))) {
          add(root(declaration, entry));
        }
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  private static Path root(URL declaration, String entry) throws IOException, URISyntaxException {
    URLConnection connection = declaration.openConnection();
    if (connection instanceof JarURLConnection jar) {
      return Path.of(jar.getJarFileURL().toURI());
    }
    String place = declaration.toString();
    String folder = place.substring(0, place.length() - entry.length());
    return Path.of(new URL(folder).toURI());
  }

  /** Adds a location that need not exist, such as that beside the launcher. */
  public PluginLocations optional(Path folder) {
    return Files.exists(folder) ? location(folder) : this;
  }

  /** Adds the locations of the environment variable {@value #ENVIRONMENT}; each must exist. */
  public PluginLocations environment(@Nullable String value) {
    for (String path : value == null ? new String[0] : value.split(File.pathSeparator)) {
      if (!path.isBlank()) {
        required(ENVIRONMENT, Path.of(path.strip()));
      }
    }
    return this;
  }

  /** Adds a location that must exist; {@code what} names where it was given, for the message. */
  public PluginLocations required(String what, Path path) {
    if (!Files.exists(path)) {
      throw new InputException(
          Text.format("%s: there is no %s; give a jar, or a folder of jars", what, path));
    }
    return location(path);
  }

  /** Returns what was found, in the order in which it was added; within a folder by name. */
  public List<Path> plugins() {
    return List.copyOf(plugins.values());
  }

  private PluginLocations location(Path path) {
    if (Files.isDirectory(path) && !PluginFiles.isClassFolder(path)) {
      entries(path).stream().filter(PluginLocations::isPlugin).forEach(this::add);
    } else {
      add(path);
    }
    return this;
  }

  private static List<Path> entries(Path folder) {
    try {
      return PluginFiles.list(folder);
    } catch (IOException e) {
      throw new InputException(Text.format("%s cannot be listed: %s", folder, e), e);
    }
  }

  private static boolean isPlugin(Path entry) {
    return !entry.getFileName().toString().startsWith(".")
        && (Files.isDirectory(entry) || PluginFiles.isJar(entry));
  }

  private void add(Path plugin) {
    plugins.putIfAbsent(real(plugin), plugin);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize(); // a dangling link: opening it will say so
    }
  }
}
