package org.neuronbench.core.plugins;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;

/**
 * Sees the Java platform, the packages of the SPI, and the plug-in's own files: neither the
 * harness's libraries nor another plug-in's.
 */
final class PluginClassLoader extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  /** The white list: packages, with those below them, that plug-ins share with the harness. */
  private static final List<String> SHARED = List.of("org.neuronbench.spi");

  private final ClassLoader harness;

  PluginClassLoader(String name, List<URL> files, ClassLoader harness) {
    super(name, files.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    this.harness = harness;
  }

  /** A copy of the SPI in the plug-in is passed over: its types would not be the harness's. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return isShared(name) ? harness.loadClass(name) : super.loadClass(name, resolve);
  }

  @Override
  public @Nullable URL getResource(String name) {
    return isShared(packaged(name)) ? harness.getResource(name) : super.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return isShared(packaged(name)) ? harness.getResources(name) : super.getResources(name);
  }

  /** Reads a class once more than needed, to be sure that it has an end. */
  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try {
      URL file = findResource(file(name));
      if (file != null) {
        BoundedFile.read(file, BoundedFile.CLASS);
      }
    } catch (IOException e) {
      throw new ClassFormatError(Text.format("%s cannot be read: %s", name, e.getMessage()));
    }
    return super.findClass(name);
  }

  /** Returns the class file of a class that is the plug-in's own. */
  Optional<byte[]> ownClass(String type) {
    URL file = isShared(type) ? null : findResource(file(type));
    try {
      return file == null
          ? Optional.empty()
          : Optional.of(BoundedFile.read(file, BoundedFile.CLASS));
    } catch (IOException e) {
      return Optional.empty(); // loading the class will tell
    }
  }

  private static String file(String type) {
    return type.replace('.', '/') + ".class";
  }

  static boolean isShared(String type) {
    return SHARED.stream().anyMatch(p -> type.startsWith(p + "."));
  }

  private static String packaged(String resource) {
    return resource.replace('/', '.');
  }
}
