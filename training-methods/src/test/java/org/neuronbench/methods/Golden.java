package org.neuronbench.methods;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;

/** Values that a reference computed in double precision; tests on them are skipped without. */
final class Golden {

  private Golden() {}

  static JsonNode of(String method) {
    Path file =
        Path.of(System.getProperty("neuronbench.shared", "no-shared-folder"))
            .resolve("golden/methods.json");
    assumeThat(Files.exists(file))
        .as("golden values of methods are not here (-Dneuronbench.shared=FOLDER)")
        .isTrue();
    try {
      return JsonMapper.builder().build().readTree(file.toFile()).path(method);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static double[] doubles(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::intValue).toArray();
  }

  static boolean[] booleans(JsonNode array) {
    boolean[] all = new boolean[array.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = array.get(i).booleanValue();
    }
    return all;
  }

  static float[] floats(JsonNode array) {
    double[] values = doubles(array);
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  static float[][] rows(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(Golden::floats)
        .toArray(float[][]::new);
  }
}
