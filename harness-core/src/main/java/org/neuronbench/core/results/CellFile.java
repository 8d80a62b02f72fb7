package org.neuronbench.core.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.JsonWords;
import org.neuronbench.core.Text;
import org.neuronbench.spi.CostModel;

/**
 * The bytes of {@code cell.json}: a record and, as its last key, the SHA-256 of the file with that
 * hash written as zeros. Whatever changed since it was written is noticed when it is read.
 */
final class CellFile {

  private static final String HASH = "hash";
  private static final String ZEROS = "0".repeat(64);

  /** Results of schema 1 carry no hash. */
  private static final int FIRST_WITH_HASH = 2;

  /** Before it neurons were output channels, and budgets were of parameters. */
  private static final int FIRST_WITH_UNITS = 3;

  /** Keys that schema 1 came without at first. */
  private static final List<String> LATER = List.of("answers", "parametersOutsideBudget");

  /** More than any record that fits into memory as objects. */
  private static final int MOST_BYTES = 1 << 28;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private CellFile() {}

  static byte[] bytes(CellRecord record) throws IOException {
    ObjectNode tree = JSON.valueToTree(record);
    tree.path("epochs").forEach(epoch -> spellOut((ObjectNode) epoch));
    String unsigned = JSON.writeValueAsString(tree.put(HASH, ZEROS));
    return signed(unsigned, ZEROS, Hashes.of(unsigned)).getBytes(StandardCharsets.UTF_8);
  }

  /** What was not measured is {@code null}, and so told from what nobody knew of. */
  private static void spellOut(ObjectNode epoch) {
    Metrics.STANDARD
        .ofEpochs()
        .forEach(metric -> epoch.putIfAbsent(metric.key(), NullNode.instance));
  }

  /** Replaces the last place where a hash stands, which is its own key. */
  private static String signed(String text, String from, String to) {
    int at = text.lastIndexOf(from);
    return at < 0 ? text : text.substring(0, at) + to + text.substring(at + from.length());
  }

  static CellRecord read(Path file) throws DamagedCell, IOException {
    if (!Files.isRegularFile(file)) {
      throw new DamagedCell(file, "it is no file");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES);
    }
    try {
      ObjectNode tree = tree(file, bytes);
      CellRecord record = JSON.treeToValue(tree, CellRecord.class);
      RecordCheck.problem(record, folder(file))
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException(problem);
              });
      return record;
    } catch (JsonProcessingException e) {
      throw new DamagedCell(file, JsonWords.of(e));
    } catch (IllegalArgumentException e) {
      throw new DamagedCell(file, String.valueOf(e.getMessage()));
    } catch (IOException e) { // such as bytes of no charset
      throw new DamagedCell(file, "it is no JSON of a cell");
    }
  }

  private static String folder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? "" : String.valueOf(folder.getFileName());
  }

  private static ObjectNode tree(Path file, byte[] bytes) throws IOException, DamagedCell {
    if (!(JSON.readTree(bytes) instanceof ObjectNode tree)) {
      throw new DamagedCell(file, "it holds no cell");
    }
    JsonNode schema = tree.path("schema");
    if (!schema.isInt() || schema.intValue() < 1) {
      throw new DamagedCell(file, Text.format("its schema is %s, no number from 1", schema));
    }
    if (schema.intValue() > CellRecord.SCHEMA) {
      throw DamagedCell.ofNewer(
          file,
          Text.format(
              "it was written by a newer Neuronbench (schema %d, this one reads up to %d)",
              schema.intValue(), CellRecord.SCHEMA));
    }
    if (schema.intValue() >= FIRST_WITH_HASH || tree.has(HASH)) {
      checkHash(file, bytes, tree.path(HASH).asText());
    }
    if (schema.intValue() < FIRST_WITH_HASH) {
      complete(tree);
    }
    if (schema.intValue() < FIRST_WITH_UNITS) {
      addUnits(tree);
    }
    if (!tree.has("method")) { // as where there is none
      tree.put("method", CellRecord.NO_METHOD);
    }
    return tree;
  }

  private static void checkHash(Path file, byte[] bytes, String hash) throws DamagedCell {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (hash.length() != ZEROS.length() || !Hashes.of(signed(text, hash, ZEROS)).equals(hash)) {
      throw new DamagedCell(file, "it was changed after it was written (its hash does not fit)");
    }
  }

  /** Brings a record to the layout of today, in which it may be written again. */
  private static void addUnits(ObjectNode tree) {
    tree.put("schema", CellRecord.SCHEMA);
    tree.put("costModel", CostModel.WEIGHTS.toString());
    tree.set("budgetLimit", tree.remove("budgetParameters"));
    tree.set("networkCost", tree.path("networkParameters"));
    tree.put("unit", org.neuronbench.spi.Unit.OUTPUT_CHANNEL.id());
    tree.set("oracles", tree.arrayNode());
  }

  private static void complete(ObjectNode tree) {
    LATER.forEach(key -> tree.putIfAbsent(key, tree.nullNode()));
    for (JsonNode epoch : tree.path("epochs")) {
      if (epoch instanceof ObjectNode object) {
        object.putIfAbsent("selectedNeurons", tree.nullNode());
      }
    }
  }
}
