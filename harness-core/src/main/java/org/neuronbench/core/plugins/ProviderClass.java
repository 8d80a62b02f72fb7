package org.neuronbench.core.plugins;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.neuronbench.core.Text;

/** A class that a plug-in declares, found to be what it is declared as, so that it can be made. */
public record ProviderClass<T>(Constructor<? extends T> constructor) {

  /** Finds the class; none of its code runs. */
  static <T> ProviderClass<T> find(String name, ClassLoader loader, Class<T> contract)
      throws NotLoaded {
    try {
      return new ProviderClass<>(
          constructor(checked(Class.forName(name, false, loader), contract)));
    } catch (ClassNotFoundException e) {
      throw new NotLoaded("declares %s, which it does not hold", name);
    } catch (LinkageError e) {
      throw new NotLoaded("%s: %s", PluginFault.words(e), name);
    }
  }

  private static <T> Class<? extends T> checked(Class<?> type, Class<T> contract) throws NotLoaded {
    String name = contract.getSimpleName();
    if (!contract.isAssignableFrom(type)) {
      throw new NotLoaded(
          "declares %s, which is no %s%s", type.getName(), name, lookalike(type, name));
    }
    if (Modifier.isAbstract(type.getModifiers())) { // an interface is too
      throw new NotLoaded("declares %s, which is abstract", type.getName());
    }
    if (!Modifier.isPublic(type.getModifiers())) {
      throw new NotLoaded("declares %s, which is not public", type.getName());
    }
    for (Method method : contract.getMethods()) {
      checkHas(type, method);
    }
    return type.asSubclass(contract);
  }

  /** A class built when the SPI asked for less lacks a method, and nobody would notice yet. */
  private static void checkHas(Class<?> type, Method method) throws NotLoaded {
    try {
      Method own = type.getMethod(method.getName(), method.getParameterTypes());
      if (!Modifier.isAbstract(own.getModifiers())) {
        return;
      }
    } catch (NoSuchMethodException e) {
      // said below
    }
    String what = Text.format("it has no method %s()", method.getName());
    throw new NotLoaded("declares %s, which %s", type.getName(), PluginFault.otherSpi(what));
  }

  /** A copy of the SPI under another package is what a relocating build makes. */
  private static String lookalike(Class<?> type, String contract) {
    return Arrays.stream(type.getInterfaces())
        .filter(i -> i.getSimpleName().equals(contract))
        .map(i -> Text.format(" but a %s: the SPI must not be relocated", i.getName()))
        .findFirst()
        .orElse("");
  }

  private static <T> Constructor<T> constructor(Class<T> type) throws NotLoaded {
    try {
      return type.getConstructor();
    } catch (NoSuchMethodException e) {
      throw new NotLoaded(
          "declares %s, which has no public constructor without parameters", type.getName());
    }
  }

  /** Makes an instance; whatever the constructor throws is the cause. */
  public T create() throws ReflectiveOperationException {
    return constructor.newInstance();
  }
}
