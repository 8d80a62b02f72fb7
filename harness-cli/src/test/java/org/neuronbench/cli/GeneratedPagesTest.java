package org.neuronbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.cli.workbench.Workbench;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.experiment.SettingsReference;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.MetricsReference;

/**
 * Tables and schemas that are made from the lists of settings and metrics. After a change of those,
 * {@code -Dtest.heap=-Ddocs.write=true} writes them anew.
 */
class GeneratedPagesTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private static void check(Path page, String wanted) throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(page, wanted);
    }
    assertThat(page).hasContent(wanted);
  }

  /** The page with the text between a marker and the next {@code <!-- end -->} replaced. */
  private static void checkBlock(Path page, String marker, String block) throws IOException {
    String text = Files.readString(page);
    int start = text.indexOf("<!-- " + marker + " -->\n") + marker.length() + 10;
    assertThat(start).as(marker).isGreaterThan(marker.length() + 10);
    String rest = text.substring(text.indexOf("<!-- end -->", start));
    check(page, text.substring(0, start) + block + rest);
  }

  @ParameterizedTest
  @CsvSource({"top,''", "models,models", "datasets,datasets", "training,training", "limits,limits"})
  void theUserGuideListsEverySetting(String marker, String section) throws IOException {
    checkBlock(
        DOCS.resolve("user-guide.md"),
        "settings " + marker,
        SettingsReference.markdown(Settings.STANDARD, section));
  }

  @Test
  void theResultsPageListsEveryMetric() throws IOException {
    checkBlock(DOCS.resolve("results.md"), "metrics", MetricsReference.markdown(Metrics.STANDARD));
  }

  @Test
  void theCellSchemaKnowsEveryMetric() throws IOException {
    Path page = DOCS.resolve("schema/cell-3.schema.json");
    ObjectNode schema = (ObjectNode) JSON.readTree(page.toFile());
    ObjectNode epoch = (ObjectNode) schema.at("/$defs/epoch");
    ObjectNode properties = JSON.valueToTree(MetricsReference.properties(Metrics.STANDARD));
    for (String fixed : new String[] {"epoch", "selectedPerLayer", "selectedNeurons"}) {
      properties.set(fixed, epoch.at("/properties/" + fixed));
    }
    epoch.set("properties", properties);
    ArrayNode required = epoch.putArray("required");
    MetricsReference.required(Metrics.STANDARD).forEach(required::add);
    check(page, JSON.writeValueAsString(schema) + "\n");
  }

  @Test
  void theExperimentSchemaKnowsEverySetting() throws IOException {
    check(
        DOCS.resolve("schema/experiment.schema.json"),
        JSON.writeValueAsString(
                SettingsReference.schema(Settings.STANDARD, new Workbench().vocabulary()))
            + "\n");
  }

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(Files.readString(DOCS.resolve("schema/experiment.schema.json")));
  }

  @Test
  void everyExampleFitsTheSchema() throws IOException {
    JsonSchema schema = schema();
    try (var files = Files.list(Path.of("..", "examples"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        assertThat(schema.validate(Files.readString(file), InputFormat.YAML))
            .as(file.toString())
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training: {epoch: 3}",
        "training: {epochs: 0}",
        "training: {batch-norm: freeze}",
        "models: [{id: micro, widht: 1}]",
        "datasets: []",
        "limits: {selection: soon}",
      })
  void mistakesDoNotFitTheSchema(String line) throws IOException {
    String key = line.substring(0, line.indexOf(':'));
    String file =
        Stream.of("models: [micro]", "datasets: [shapes]", "strategies: [random]", "budgets: [10%]")
            .filter(other -> !other.startsWith(key))
            .collect(Collectors.joining("\n", "", "\n"));
    assertThat(schema().validate(file + line + "\n", InputFormat.YAML)).isNotEmpty();
  }
}
