package org.neuronbench.models.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.models.Architecture;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.WeightFile;

/**
 * The parameters of a network that Deeplearning4j's ModelSerializer wrote. Its configuration names
 * Java classes, so it is never deserialised: the network is built here, and the configuration's
 * vertices are compared with it as text.
 */
final class Dl4jArchive {

  private static final String PARAMETERS = "coefficients.bin";
  private static final String CONFIGURATION = "configuration.json";
  private static final int LONGEST_CONFIGURATION = 1 << 24;
  private static final int LONGEST_SHAPE = 64;
  private static final int FEWEST_CLASSES = 2;
  private static final int MOST_CLASSES = 1 << 15;

  private final Path path;
  private final ZipFile zip;

  private Dl4jArchive(Path path, ZipFile zip) {
    this.path = path;
    this.zip = zip;
  }

  static boolean is(Path path) {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      return zip.getEntry(PARAMETERS) != null;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Reads the parameters; which network they are of, the archive does not say. */
  static WeightFile read(Path path, Architecture network) {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      return new Dl4jArchive(path, zip).read(network);
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          Text.format(
              "Deeplearning4j model %s is damaged: %s; copy or save it again",
              path, e.getMessage()),
          e);
    }
  }

  private WeightFile read(Architecture network) throws IOException {
    ComputationGraph probe = graph(network, FEWEST_CLASSES);
    checkVertices(probe, network);
    int perClass =
        (int) probe.getLayer(new GraphWeights(probe).headName()).numParams() / FEWEST_CLASSES;
    long most = probe.numParams() + (long) MOST_CLASSES * perClass;
    float[] parameters = parameters(bytes(PARAMETERS, most * Float.BYTES + 1024));
    long others = parameters.length - (probe.numParams() - (long) FEWEST_CLASSES * perClass);
    if (others < (long) FEWEST_CLASSES * perClass || others % perClass != 0) {
      throw new InputException(
          Text.format(
                  "Deeplearning4j model %s has %,d parameters, which no classifier makes of %s; check",
                  path, parameters.length, network)
              + " --model and --width");
    }
    ComputationGraph graph = graph(network, (int) (others / perClass));
    graph.setParams(Nd4j.create(parameters));
    return new WeightFile(
        path.toString(),
        new GraphWeights(graph).save(),
        Map.of(),
        Hashes.of(Files.readAllBytes(path)));
  }

  private static ComputationGraph graph(Architecture network, int classes) {
    return ModelZoo.graph(
        network.id(), network.width(), ModelZoo.imageSize(network.id()), classes, Optional.empty());
  }

  /** Parameters lie in the order of the vertices: another order would mix them up unseen. */
  private void checkVertices(ComputationGraph graph, Architecture network) throws IOException {
    JsonNode vertices =
        new JsonMapper().readTree(bytes(CONFIGURATION, LONGEST_CONFIGURATION)).path("vertices");
    List<String> found = new ArrayList<>();
    vertices.fieldNames().forEachRemaining(found::add);
    List<String> expected = List.copyOf(graph.getConfiguration().getVertices().keySet());
    if (!found.equals(expected)) {
      throw new InputException(
          Text.format(
                  "Deeplearning4j model %s is not %s as built here: it has %d vertices, expected are %d,",
                  path, network, found.size(), expected.size())
              + " beginning with "
              + expected.get(0));
    }
  }

  private byte[] bytes(String name, long most) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("it has no " + name);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, most + 1));
      if (bytes.length > most) {
        throw new IOException(Text.format("its %s is longer than %d bytes", name, most));
      }
      checkSum(entry, bytes);
      return bytes;
    }
  }

  /** The library hands out what it unpacked without looking at the sum that was packed with it. */
  private static void checkSum(ZipEntry entry, byte[] bytes) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    if (sum.getValue() != entry.getCrc()) {
      throw new IOException(
          Text.format(
              "its %s has the checksum %08x, packed with it is %08x",
              entry.getName(), sum.getValue(), entry.getCrc()));
    }
  }

  /** An INDArray is two buffers, its shape and its values: how allocated, count, type, numbers. */
  private static float[] parameters(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int shape = count(in, "LONG", LONGEST_SHAPE);
    in.skipNBytes((long) shape * Long.BYTES);
    float[] values = new float[count(in, "FLOAT", bytes.length / Float.BYTES)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }

  private static int count(DataInputStream in, String type, int most) throws IOException {
    in.readUTF();
    long count = in.readLong();
    String found = in.readUTF();
    if (!found.equals(type) || count < 0 || count > most) {
      throw new IOException(
          Text.format("its %s holds %d numbers of type %s", PARAMETERS, count, found));
    }
    return (int) count;
  }
}
