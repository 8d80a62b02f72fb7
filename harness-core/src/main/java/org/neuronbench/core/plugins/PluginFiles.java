package org.neuronbench.core.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.files.LockedFolder;

/**
 * The files of one plug-in as they are now. Jars are copied: one that is built again while a run
 * goes on would otherwise change under it, and its results carry the old hash.
 */
final class PluginFiles {

  static final String META_INF = "META-INF";
  private static final String JAR = ".jar";
  private static final String COPIES = "neuronbench-plugins-";

  private final List<URL> urls = new ArrayList<>();
  private String hash = "";

  private PluginFiles() {}

  static PluginFiles of(Path path) throws NotLoaded {
    PluginFiles files = new PluginFiles();
    try {
      files.read(path);
    } catch (IOException | UncheckedIOException e) {
      throw new NotLoaded("cannot be read: " + e);
    }
    return files;
  }

  List<URL> urls() {
    return urls;
  }

  String hash() {
    return hash;
  }

  static boolean isJar(Path path) {
    return PluginOrigin.nameOf(path).toLowerCase(Locale.ROOT).endsWith(JAR)
        && !Files.isDirectory(path);
  }

  static boolean isClassFolder(Path path) {
    return Files.isDirectory(path.resolve(META_INF));
  }

  private void read(Path path) throws IOException, NotLoaded {
    if (!Files.isDirectory(path)) {
      hash = jar(path, "");
    } else if (isClassFolder(path)) {
      urls.add(url(path));
      hash = Hashes.of(contents(path).toString());
    } else {
      hash = Hashes.of(libraries(path).toString());
    }
  }

  private Map<String, String> libraries(Path folder) throws IOException, NotLoaded {
    Map<String, String> hashes = new TreeMap<>();
    for (Path jar : list(folder)) {
      if (isJar(jar)) {
        String name = jar.getFileName().toString();
        hashes.put(name, jar(jar, name + " in it "));
      }
    }
    if (hashes.isEmpty()) {
      throw new NotLoaded("is a folder without a jar");
    }
    return hashes;
  }

  private String jar(Path jar, String which) throws IOException, NotLoaded {
    byte[] bytes = Files.readAllBytes(jar);
    Path copy = Files.createTempFile(LockedFolder.ofProcess(COPIES), "", JAR);
    copy.toFile().deleteOnExit();
    Files.write(copy, bytes);
    try (JarFile opened = new JarFile(copy.toFile())) {
      urls.add(url(copy));
      opened.getManifest();
    } catch (ZipException e) {
      throw new NotLoaded(which + "is not a jar: " + e.getMessage());
    }
    return Hashes.of(bytes);
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        hashes.put(name, Hashes.of(Files.readAllBytes(file)));
      }
    }
    return hashes;
  }

  /** Lists a folder by name, so that the order is the same everywhere. */
  static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }
}
