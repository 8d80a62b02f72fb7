package org.neuronbench.core.plugins;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.files.LockedFolder;

/**
 * The files of one plug-in as they are now. Jars are copied: one that is built again while a run
 * goes on would otherwise change under it, and its results carry the old hash.
 */
record PluginFiles(List<URL> urls, String hash) {

  private static final String JAR = ".jar";
  private static final String COPIES = "neuronbench-plugins-";

  static PluginFiles of(Path path) throws NotLoaded {
    List<URL> urls = new ArrayList<>();
    try {
      return new PluginFiles(urls, read(path, urls));
    } catch (IOException | UncheckedIOException e) {
      throw new NotLoaded("cannot be read: %s", e);
    }
  }

  static boolean isJar(Path path) {
    return PluginOrigin.nameOf(path).toLowerCase(Locale.ROOT).endsWith(JAR)
        && !Files.isDirectory(path);
  }

  static boolean isClassFolder(Path path) {
    return Files.isDirectory(path.resolve("META-INF"));
  }

  private static String read(Path path, List<URL> urls) throws IOException, NotLoaded {
    if (!Files.isDirectory(path)) {
      return jar(path, "", urls);
    }
    if (isClassFolder(path)) {
      urls.add(url(path));
      return Hashes.of(contents(path).toString());
    }
    return Hashes.of(libraries(path, urls).toString());
  }

  private static Map<String, String> libraries(Path folder, List<URL> urls)
      throws IOException, NotLoaded {
    Map<String, String> hashes = new TreeMap<>();
    for (Path jar : list(folder)) {
      if (isJar(jar)) {
        String name = jar.getFileName().toString();
        hashes.put(name, jar(jar, name + " in it ", urls));
      }
    }
    if (hashes.isEmpty()) {
      throw new NotLoaded("is a folder without a jar");
    }
    return hashes;
  }

  private static String jar(Path jar, String which, List<URL> urls) throws IOException, NotLoaded {
    Path copy = Files.createTempFile(LockedFolder.ofProcess(COPIES), "", JAR);
    copy.toFile().deleteOnExit();
    String copied;
    try (OutputStream out = Files.newOutputStream(copy)) {
      copied = copy(jar, out, which);
    }
    try (JarFile opened = new JarFile(copy.toFile())) {
      urls.add(url(copy));
      checkManifest(opened, which);
    } catch (ZipException e) {
      throw new NotLoaded("%sis not a jar: %s", which, e.getMessage());
    }
    return copied;
  }

  /** A jar named by another is neither copied nor hashed, so results would not tell of it. */
  private static void checkManifest(JarFile jar, String which) throws IOException, NotLoaded {
    ZipEntry entry = jar.getEntry(JarFile.MANIFEST_NAME);
    if (entry == null) {
      return;
    }
    byte[] manifest = contents(which + "its manifest", jar.getInputStream(entry));
    String classPath =
        new Manifest(new ByteArrayInputStream(manifest))
            .getMainAttributes()
            .getValue(Attributes.Name.CLASS_PATH);
    if (classPath != null && !classPath.isBlank()) {
      throw new NotLoaded(
          "%shas a manifest with the Class-Path '%s', and results would not tell which files these"
              + " were; put the libraries into the jar, or all jars into a folder of their own",
          which, PluginText.name(classPath));
    }
  }

  private static byte[] contents(String what, InputStream packed) throws IOException, NotLoaded {
    try (InputStream in = packed) {
      return BoundedFile.read(in, BoundedFile.MANIFEST);
    } catch (ZipException e) {
      throw e;
    } catch (IOException e) {
      throw new NotLoaded("%s cannot be read: %s", what, e.getMessage());
    }
  }

  private static Map<String, String> contents(Path folder) throws IOException, NotLoaded {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        hashes.put(name, copy(file, OutputStream.nullOutputStream(), name + " in it "));
      }
    }
    return hashes;
  }

  /** Copies a file and returns its hash. */
  private static String copy(Path file, OutputStream to, String which)
      throws IOException, NotLoaded {
    try {
      BoundedFile.check(file, BoundedFile.JAR);
    } catch (IOException e) {
      throw new NotLoaded("%scannot be read: %s", which, e.getMessage());
    }
    MessageDigest digest = Hashes.sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(to);
    }
    return HexFormat.of().formatHex(digest.digest());
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
