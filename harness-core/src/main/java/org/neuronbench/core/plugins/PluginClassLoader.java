package org.neuronbench.core.plugins;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
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

  /**
   * What the class file of a caller of {@link Runtime#halt} holds: constants, each after its kind
   * and length. Whatever holds all three is refused, called or not.
   */
  private static final List<String> HALT =
      Stream.of("java/lang/Runtime", "halt", "(I)V")
          .map(name -> "\1\0" + (char) name.length() + name)
          .toList();

  private final ClassLoader harness;

  /** A class is refused that would leave the harness no chance to keep results or to tell why. */
  static final class Halts extends LinkageError {
    private static final long serialVersionUID = 1L;

    private Halts(String type) {
      super(Text.format("calls Runtime.halt in %s; take that out", type));
    }
  }

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

  /** Reads a class once more than needed, to be sure that it has an end and may run. */
  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try {
      URL file = findResource(name.replace('.', '/') + ".class");
      if (file != null && callsHalt(BoundedFile.read(file, BoundedFile.CLASS))) {
        throw new Halts(name);
      }
    } catch (IOException e) {
      throw new ClassFormatError(Text.format("%s cannot be read: %s", name, e.getMessage()));
    }
    return super.findClass(name);
  }

  private static boolean callsHalt(byte[] classFile) {
    String constants = new String(classFile, StandardCharsets.ISO_8859_1);
    return HALT.stream().allMatch(constants::contains);
  }

  private static boolean isShared(String type) {
    return SHARED.stream().anyMatch(p -> type.startsWith(p + "."));
  }

  private static String packaged(String resource) {
    return resource.replace('/', '.');
  }
}
