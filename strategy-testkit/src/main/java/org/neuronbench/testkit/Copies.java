package org.neuronbench.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.neuronbench.spi.NeuronSelectionStrategy;

/**
 * Makes strategies whose static fields are as new: the class is loaded again, with all classes of
 * its jar or folder. What one run leaves behind is thus told from what is random anyway.
 */
final class Copies {

  private final Supplier<? extends NeuronSelectionStrategy> instances;
  private final Set<String> requested;

  private Copies(Supplier<? extends NeuronSelectionStrategy> instances, Set<String> requested) {
    this.instances = instances;
    this.requested = requested;
  }

  /** Returns copies that share static fields with each other and nobody else. */
  static Copies of(Supplier<? extends NeuronSelectionStrategy> factory) {
    Class<?> type = factory.get().getClass();
    Copies same = new Copies(factory, Set.of());
    if (!loadable(type)) {
      return same;
    }
    try {
      SecludedLoader loader = new SecludedLoader(type);
      Constructor<?> constructor =
          Class.forName(type.getName(), true, loader).getDeclaredConstructor();
      return constructor.trySetAccessible()
          ? new Copies(() -> create(constructor), loader.requested)
          : same;
    } catch (ReflectiveOperationException | LinkageError e) {
      return same; // such as a class made at run time, whose file cannot be read
    }
  }

  NeuronSelectionStrategy create() {
    return instances.get();
  }

  /** Names the classes that the copies have used so far, as far as these were loaded again. */
  Set<String> requested() {
    return requested;
  }

  /** Only a class with a constructor of no parameters can be created as the harness does it. */
  static boolean loadable(Class<?> type) {
    return Arrays.stream(type.getDeclaredConstructors()).anyMatch(c -> c.getParameterCount() == 0)
        && type.getClassLoader() != null
        && type.getProtectionDomain().getCodeSource() != null;
  }

  static NeuronSelectionStrategy create(Constructor<?> constructor) {
    try {
      return (NeuronSelectionStrategy) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("could not create " + constructor, e);
    }
  }

  /** Loads the classes of one jar or folder itself, all others through the loader they had. */
  private static final class SecludedLoader extends ClassLoader {
    private final ProtectionDomain domain;
    private final Set<String> requested = ConcurrentHashMap.newKeySet();

    SecludedLoader(Class<?> type) {
      super(type.getClassLoader());
      domain = type.getProtectionDomain();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      requested.add(name);
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        Class<?> original = super.loadClass(name, resolve);
        return sameOrigin(original) ? define(original) : original;
      }
    }

    private boolean sameOrigin(Class<?> other) {
      CodeSource source = other.getProtectionDomain().getCodeSource();
      return other.getClassLoader() == getParent() && domain.getCodeSource().equals(source);
    }

    private Class<?> define(Class<?> original) throws ClassNotFoundException {
      String file = original.getName().replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        if (in == null) {
          throw new ClassNotFoundException(original.getName());
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(original.getName(), bytes, 0, bytes.length, domain);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
