package org.neuronbench.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;

/** Files in which two virtual machines tell each other about a strategy. */
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
    return each(all[1], task -> task((Object[]) task, networks));
  }

  static void writeOutcomes(Path file, List<Outcome> outcomes) throws IOException {
    write(file, outcomes.stream().map(Wire::plain).toArray());
  }

  static List<Outcome> readOutcomes(Path file) throws IOException {
    try {
      return each(read(file), outcome -> create(Outcome.class, outcome));
    } catch (ClassCastException | IllegalArgumentException | IllegalStateException e) {
      throw new IOException("The other virtual machine wrote no outcomes", e);
    }
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
    return new Object[] {task.locale().toLanguageTag(), trial};
  }

  private static Task task(Object[] written, List<Network> networks) {
    Object[] trial = (Object[]) written[1];
    trial[0] = networks.get((int) trial[0]);
    return new Task(Locale.forLanguageTag((String) written[0]), create(Trial.class, trial));
  }

  private static Object[] written(Network network) {
    return new Object[] {network.name(), network.layers().stream().map(Wire::plain).toArray()};
  }

  private static Network network(Object written) {
    Object[] parts = (Object[]) written;
    return new Network(
        (String) parts[0], each(parts[1], layer -> create(ConvolutionLayer.class, layer)));
  }

  private static Object[] components(Record value) {
    return Arrays.stream(value.getClass().getRecordComponents())
        .map(component -> plain(component(value, component)))
        .toArray();
  }

  private static Object plain(Object value) {
    return value instanceof Record record
        ? components(record)
        : value instanceof Enum<?> constant ? constant.name() : value;
  }

  private static Object component(Record value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Calls the constructor that takes every component: a record may have others. */
  private static <T> T create(Class<T> type, Object written) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = (Object[]) written;
    if (values.length != components.length) {
      throw new IllegalArgumentException(type + " has not " + values.length + " components");
    }
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new);
    Object[] arguments =
        IntStream.range(0, types.length).mapToObj(i -> value(types[i], values[i])).toArray();
    try {
      return type.cast(type.getDeclaredConstructor(types).newInstance(arguments));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object value(Class<?> type, Object written) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> ((Enum<?>) constant).name().equals(written))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(type + " has no " + written));
    }
    return type.isRecord() ? create(type, written) : written;
  }

  private static <T> List<T> each(Object written, Function<Object, T> reader) {
    return Arrays.stream((Object[]) written).map(reader).toList();
  }

  private static void write(Path file, Object[] values) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      write(out, (Object) values);
    }
  }

  /** A letter for the type, and the value: a strategy ran there, so no objects are trusted. */
  private static void write(DataOutputStream out, Object value) throws IOException {
    if (value instanceof Integer number) {
      out.writeByte('i');
      out.writeInt(number);
    } else if (value instanceof Long number) {
      out.writeByte('l');
      out.writeLong(number);
    } else if (value instanceof Boolean flag) {
      out.writeByte('b');
      out.writeBoolean(flag);
    } else if (value instanceof Map<?, ?> map) {
      out.writeByte('m');
      write(
          out, map.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue())).toArray());
    } else if (value instanceof List<?> list) {
      out.writeByte('c');
      write(out, list.toArray());
    } else if (value instanceof BitSet set) {
      out.writeByte('s');
      write(out, set.toString());
    } else if (value instanceof Object[] values) {
      out.writeByte('a');
      out.writeInt(values.length);
      for (Object each : values) {
        write(out, each);
      }
    } else {
      byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
      out.writeByte('t');
      out.writeInt(text.length);
      out.write(text);
    }
  }

  private static Object[] read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return (Object[]) read(in, (int) Math.min(Integer.MAX_VALUE, Files.size(file)));
    } catch (ClassCastException | IllegalArgumentException e) {
      throw new IOException("What the other virtual machine wrote is damaged", e);
    }
  }

  private static Object read(DataInputStream in, int most) throws IOException {
    int type = in.readByte();
    return switch (type) {
      case 'i' -> in.readInt();
      case 'l' -> in.readLong();
      case 'b' -> in.readBoolean();
      case 'm' -> map((Object[]) read(in, most));
      case 'c' -> List.of((Object[]) read(in, most));
      case 's' -> set(read(in, most));
      case 'a' -> {
        Object[] values = new Object[length(in, most)];
        for (int i = 0; i < values.length; i++) {
          values[i] = read(in, most);
        }
        yield values;
      }
      case 't' -> new String(in.readNBytes(length(in, most)), StandardCharsets.UTF_8);
      default -> throw new IOException("There is no type " + type);
    };
  }

  private static int length(DataInputStream in, int most) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > most) {
      throw new IOException("A length of " + length + " is more than the file has");
    }
    return length;
  }

  private static Map<String, String> map(Object[] pairs) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      map.put((String) pairs[i], (String) pairs[i + 1]);
    }
    return map;
  }

  private static BitSet set(Object text) {
    BitSet set = new BitSet();
    Stream.of(((String) text).replaceAll("[{} ]", "").split(","))
        .filter(index -> !index.isEmpty())
        .forEach(index -> set.set(Integer.parseInt(index)));
    return set;
  }
}
