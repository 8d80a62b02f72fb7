package org.neuronbench.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.function.Supplier;
import org.neuronbench.spi.NeuronSelectionStrategy;

/**
 * Makes strategies whose static fields are as new: the class is loaded again, with all classes of
 * its jar or folder. What one run leaves behind is thus told from what is random anyway.
 */
final class Copies {

  private final Supplier<? extends NeuronSelectionStrategy> factory;

  Copies(Supplier<? extends NeuronSelectionStrategy> factory) {
    this.factory = factory;
  }

  /** Returns a source of instances that share static fields with each other and nobody else. */
  Supplier<NeuronSelectionStrategy> secluded() {
    Class<?> type = factory.get().getClass();
    if (!loadable(type)) {
      return factory::get;
    }
    try {
      Class<?> copy = Class.forName(type.getName(), true, new SecludedLoader(type));
      Constructor<?> constructor = copy.getDeclaredConstructor();
      return constructor.trySetAccessible() ? () -> create(constructor) : factory::get;
    } catch (ReflectiveOperationException | LinkageError e) {
      return factory::get; // such as a class made at run time, whose file cannot be read
    }
  }

  /** Only a class with a constructor of no parameters can be created as the harness does it. */
  private static boolean loadable(Class<?> type) {
    return Arrays.stream(type.getDeclaredConstructors()).anyMatch(c -> c.getParameterCount() == 0)
        && type.getClassLoader() != null
        && type.getProtectionDomain().getCodeSource() != null;
  }

  private static NeuronSelectionStrategy create(Constructor<?> constructor) {
    try {
      return (NeuronSelectionStrategy) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("could not create " + constructor, e);
    }
  }

  /** Loads the classes of one jar or folder itself, all others through the loader they had. */
  private static final class SecludedLoader extends ClassLoader {
    private final ProtectionDomain domain;

    SecludedLoader(Class<?> type) {
      super(type.getClassLoader());
      domain = type.getProtectionDomain();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
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
