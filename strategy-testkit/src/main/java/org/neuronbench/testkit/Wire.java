package org.neuronbench.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;

/** Writes and reads what two virtual machines tell each other about a strategy. */
final class Wire {

  private Wire() {}

  /**
   * A trial to rehearse in another virtual machine.
   *
   * @param locale the default locale there
   * @param trial what to rehearse
   */
  record Task(Locale locale, Trial trial) {}

  interface Writer<T> {
    void write(DataOutputStream out, T value) throws IOException;
  }

  interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  static <T> void writeAll(DataOutputStream out, List<T> values, Writer<T> writer)
      throws IOException {
    out.writeInt(values.size());
    for (T value : values) {
      writer.write(out, value);
    }
  }

  static <T> List<T> readAll(DataInputStream in, Reader<T> reader) throws IOException {
    List<T> values = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      values.add(reader.read(in));
    }
    return values;
  }

  /** Writes each network once: tasks on one network are on one network there too. */
  static void writeTasks(DataOutputStream out, List<Task> tasks) throws IOException {
    List<Network> networks = tasks.stream().map(t -> t.trial().network()).distinct().toList();
    writeAll(out, networks, Wire::writeNetwork);
    writeAll(out, tasks, (o, task) -> writeTask(o, task, networks));
  }

  static List<Task> readTasks(DataInputStream in) throws IOException {
    List<Network> networks = readAll(in, Wire::readNetwork);
    return readAll(in, i -> readTask(i, networks));
  }

  private static void writeTask(DataOutputStream out, Task task, List<Network> networks)
      throws IOException {
    Trial trial = task.trial();
    out.writeUTF(task.locale().toLanguageTag());
    out.writeInt(networks.indexOf(trial.network()));
    out.writeLong(trial.budget());
    out.writeLong(trial.seed());
    out.writeInt(trial.parameters().size());
    for (Map.Entry<String, ?> parameter : trial.parameters().entrySet()) {
      out.writeUTF(parameter.getKey());
      out.writeUTF(String.valueOf(parameter.getValue()));
    }
    out.writeUTF(trial.measuring().name());
    out.writeInt(trial.epochs());
  }

  private static Task readTask(DataInputStream in, List<Network> networks) throws IOException {
    Locale locale = Locale.forLanguageTag(in.readUTF());
    Network network = networks.get(in.readInt());
    long budget = in.readLong();
    long seed = in.readLong();
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      parameters.put(in.readUTF(), in.readUTF());
    }
    Measuring measuring = Measuring.valueOf(in.readUTF());
    return new Task(locale, new Trial(network, budget, seed, parameters, measuring, in.readInt()));
  }

  private static void writeNetwork(DataOutputStream out, Network network) throws IOException {
    out.writeUTF(network.name());
    writeAll(out, network.layers(), Wire::writeLayer);
  }

  private static Network readNetwork(DataInputStream in) throws IOException {
    return new Network(in.readUTF(), readAll(in, Wire::readLayer));
  }

  private static void writeLayer(DataOutputStream out, ConvolutionLayer layer) throws IOException {
    out.writeUTF(layer.name());
    out.writeBoolean(layer.bias());
    int[] numbers = {
      layer.index(),
      layer.firstNeuron(),
      layer.neurons(),
      layer.inputChannels(),
      layer.groups(),
      layer.kernelHeight(),
      layer.kernelWidth(),
      layer.inputHeight(),
      layer.inputWidth(),
      layer.outputHeight(),
      layer.outputWidth()
    };
    for (int number : numbers) {
      out.writeInt(number);
    }
  }

  private static ConvolutionLayer readLayer(DataInputStream in) throws IOException {
    String name = in.readUTF();
    boolean bias = in.readBoolean();
    return new ConvolutionLayer(
        name,
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        bias,
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt());
  }

  static void writeOutcome(DataOutputStream out, Outcome outcome) throws IOException {
    writeBytes(out, outcome.parameters().getBytes(UTF_8));
    writeAll(out, outcome.selections(), (o, neurons) -> writeBytes(o, neurons.toByteArray()));
    writeBytes(out, outcome.trouble().getBytes(UTF_8));
    out.writeBoolean(outcome.refused());
  }

  static Outcome readOutcome(DataInputStream in) throws IOException {
    String parameters = text(readBytes(in));
    List<BitSet> selections = readAll(in, i -> BitSet.valueOf(readBytes(i)));
    return new Outcome(parameters, selections, text(readBytes(in)), in.readBoolean());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }
}
