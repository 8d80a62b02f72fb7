package org.neuronbench.testkit;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;

/**
 * Files in which two virtual machines tell each other about a strategy, by the platform's types.
 */
final class Wire {

  private Wire() {}

  /** A trial to rehearse in another virtual machine, with the default locale there. */
  record Task(Locale locale, Trial trial) {}

  /** Writes each network once: tasks on one network are on one network there too. */
  static void writeTasks(Path file, List<Task> tasks) throws IOException {
    List<Network> networks = tasks.stream().map(t -> t.trial().network()).distinct().toList();
    Object[] first = networks.stream().map(Wire::written).toArray();
    write(file, new Object[] {first, tasks.stream().map(t -> written(t, networks)).toArray()});
  }

  static List<Task> readTasks(Path file) throws IOException {
    Object[] all = read(file);
    List<Network> networks = each(all[0], Wire::network);
    return each(all[1], task -> task(task, networks));
  }

  static void writeOutcomes(Path file, List<Outcome> outcomes) throws IOException {
    write(file, outcomes.stream().map(Wire::components).toArray());
  }

  static List<Outcome> readOutcomes(Path file) throws IOException {
    return each(read(file), components -> create(Outcome.class, components));
  }

  static Network copy(Network network) {
    return network(written(network));
  }

  private static Object[] written(Task task, List<Network> networks) {
    Object[] trial = components(task.trial());
    trial[0] = networks.indexOf(task.trial().network());
    Map<String, String> parameters = new HashMap<>();
    task.trial().parameters().forEach((name, v) -> parameters.put(name, String.valueOf(v)));
    trial[3] = parameters;
    return new Object[] {task.locale(), trial};
  }

  private static Task task(Object[] written, List<Network> networks) {
    Object[] trial = (Object[]) written[1];
    trial[0] = networks.get((int) trial[0]);
    return new Task((Locale) written[0], create(Trial.class, trial));
  }

  private static Object[] written(Network network) {
    return new Object[] {network.name(), network.layers().stream().map(Wire::components).toArray()};
  }

  private static Network network(Object[] written) {
    return new Network(
        (String) written[0], each(written[1], layer -> create(ConvolutionLayer.class, layer)));
  }

  private static Object[] components(Record value) {
    return Arrays.stream(value.getClass().getRecordComponents())
        .map(component -> component(value, component))
        .toArray();
  }

  private static Object component(Record value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T extends Record> T create(Class<T> type, Object[] components) {
    try {
      return type.cast(type.getDeclaredConstructors()[0].newInstance(components));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> List<T> each(Object written, Function<Object[], T> reader) {
    return Arrays.stream((Object[]) written).map(o -> reader.apply((Object[]) o)).toList();
  }

  private static void write(Path file, Object[] values) throws IOException {
    try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
      out.writeObject(values);
    }
  }

  private static Object[] read(Path file) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
      return (Object[]) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }
}
