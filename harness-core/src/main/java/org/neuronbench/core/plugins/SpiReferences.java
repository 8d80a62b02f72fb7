package org.neuronbench.core.plugins;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.neuronbench.core.plugins.ClassFile.Member;

/**
 * Finds what a strategy uses of the SPI that this SPI lacks, before any of it runs: the virtual
 * machine would find it at the first use, perhaps in the last epoch.
 */
final class SpiReferences {

  private static final Member HALT = new Member("java.lang.Runtime", "halt", "(I)V");

  private final PluginClassLoader loader;
  private final Deque<String> open = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();

  SpiReferences(PluginClassLoader loader) {
    this.loader = loader;
  }

  /** Looks through a class and all classes of the plug-in that it leads to. */
  Optional<String> missing(String type) {
    return find(type, this::missing);
  }

  /** Says whether one of them ends the virtual machine so that nothing can be done about it. */
  boolean halts(String type) {
    return find(type, file -> file.members().stream().filter(HALT::equals).findFirst()).isPresent();
  }

  private <T> Optional<T> find(String type, Function<ClassFile, Optional<T>> question) {
    visit(type);
    while (!open.isEmpty()) {
      Optional<ClassFile> file = loader.ownClass(open.pop()).map(ClassFile::read);
      file.ifPresent(this::visitTypes);
      Optional<T> found = file.flatMap(question);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private void visitTypes(ClassFile file) {
    file.types().stream().filter(t -> !PluginClassLoader.isShared(t)).forEach(this::visit);
  }

  private void visit(String type) {
    if (seen.add(type)) {
      open.add(type);
    }
  }

  private Optional<String> missing(ClassFile file) {
    Stream<String> types =
        file.types().stream().filter(PluginClassLoader::isShared).filter(t -> type(t).isEmpty());
    Stream<String> members =
        file.members().stream()
            .filter(m -> PluginClassLoader.isShared(m.owner()) && !exists(m))
            .map(SpiReferences::words);
    return Stream.concat(types, members).findFirst();
  }

  private Optional<Class<?>> type(String name) {
    try {
      return Optional.of(Class.forName(name, false, loader));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  private boolean exists(Member member) {
    return type(member.owner())
        .map(owner -> family(owner).stream().flatMap(SpiReferences::members).anyMatch(member::is))
        .orElse(false);
  }

  /** Returns a type with all that it inherits from; an interface has the methods of an object. */
  private static List<Class<?>> family(Class<?> type) {
    List<Class<?>> family = new ArrayList<>(List.of(type, Object.class));
    if (type.getSuperclass() != null) {
      family.addAll(family(type.getSuperclass()));
    }
    Arrays.stream(type.getInterfaces()).forEach(i -> family.addAll(family(i)));
    return family;
  }

  private static Stream<Member> members(Class<?> type) {
    return Stream.of(
            Arrays.stream(type.getDeclaredFields()).map(SpiReferences::member),
            Arrays.stream(type.getDeclaredMethods()).map(SpiReferences::member),
            Arrays.stream(type.getDeclaredConstructors()).map(SpiReferences::member))
        .flatMap(s -> s);
  }

  private static Member member(Field field) {
    return new Member("", field.getName(), field.getType().descriptorString());
  }

  private static Member member(Method method) {
    MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    return new Member("", method.getName(), type.descriptorString());
  }

  private static Member member(Constructor<?> constructor) {
    MethodType type = MethodType.methodType(void.class, constructor.getParameterTypes());
    return new Member("", "<init>", type.descriptorString());
  }

  private static String words(Member member) {
    return member.owner() + "." + member.name() + (member.isMethod() ? "()" : "");
  }
}
