package org.neuronbench.core.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what docs/schema says, and what earlier versions wrote is still read. */
class CellSchemaTest {

  @TempDir private Path folder;

  private static JsonSchema schema(int version) throws IOException {
    Path file = Path.of("..", "docs", "schema", "cell-%d.schema.json".formatted(version));
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Files.readString(file));
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = CellSchemaTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Path put(String json) throws IOException {
    String id = new JsonMapper().readTree(json).path("cell").asText();
    Path file = folder.resolve("cells").resolve(id).resolve("cell.json");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, json);
  }

  @ParameterizedTest
  @CsvSource({"1, cell-schema1-first.json", "2, cell-schema2.json"})
  void readsWhatEarlierVersionsWrote(int version, String name) throws IOException {
    assertThat(schema(version).validate(golden(name), InputFormat.JSON)).isEmpty();
    put(golden(name));
    CellRecord record = ResultStore.open(folder).cells().get(0);
    assertThat(record.strategy()).isEqualTo("velocity-per-parameter");
    assertThat(record.status()).isEqualTo(CellStatus.OK);
    assertThat(record.epochs()).hasSize(2);
    assertThat(record.epochs().get(1).selectedNeurons()).isNull();
    assertThat(record.layerNeurons().stream().mapToInt(i -> i).sum()).isEqualTo(956);
    assertThat(record.schema()).isEqualTo(CellRecord.SCHEMA);
    assertThat(record.costModel()).isEqualTo("weights");
    assertThat(record.budgetLimit()).isEqualTo(2941);
    assertThat(record.networkCost()).isEqualTo(29412).isEqualTo(record.networkParameters());
    assertThat(record.unit()).isEqualTo("output-channel");
    assertThat(record.oracles()).isEmpty();
  }

  @Test
  void writesWhatTheSchemaSays() throws IOException {
    ResultStore store = ResultStore.create(folder);
    CellRecord template = Records.complete();
    store.write(template);
    String json =
        Files.readString(folder.resolve("cells").resolve(template.cell()).resolve("cell.json"));
    assertThat(schema(3).validate(json, InputFormat.JSON)).isEmpty();
    String broken = json.replace("\"testTop1\" : 0.5", "\"testTop1\" : 50");
    assertThat(schema(3).validate(broken, InputFormat.JSON)).hasSize(1);
  }

  @Test
  void leavesOutWhatANewerVersionWrote() throws IOException {
    put(golden("cell-schema1-first.json").replace("\"schema\": 1", "\"schema\": 9"));
    assertThat(ResultStore.open(folder).contents().damaged())
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
        .hasMessage("it was written by a newer Neuronbench (schema 9, this one reads up to 3)");
  }

  /** A baseline is made of results that were read. */
  @ParameterizedTest
  @ValueSource(strings = {"cell-schema1-first.json", "cell-schema2.json"})
  void writesAgainWhatEarlierVersionsWrote(String name) throws IOException {
    put(golden(name));
    CellRecord record = ResultStore.open(folder).cells().get(0);
    ResultStore copy = ResultStore.create(folder.resolve("copy"));
    copy.write(record);
    assertThat(copy.contents().damaged()).isEmpty();
    assertThat(copy.cells()).containsExactly(record);
  }
}
