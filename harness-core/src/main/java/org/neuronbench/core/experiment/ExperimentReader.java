package org.neuronbench.core.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuronbench.core.CacheFolder;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.engine.ModelInfo;
import org.neuronbench.core.experiment.Experiment.DatasetEntry;
import org.neuronbench.core.experiment.Experiment.MethodEntry;
import org.neuronbench.core.experiment.Experiment.MethodsEntry;
import org.neuronbench.core.experiment.Experiment.ModelEntry;
import org.neuronbench.core.experiment.Experiment.Source;
import org.neuronbench.core.experiment.Experiment.StrategyEntry;
import org.neuronbench.spi.ParameterSpec;

/**
 * Reads experiment files and refuses what is wrong in them before anything runs: each message names
 * file, line, key, value and what is allowed.
 */
public final class ExperimentReader {

  private static final String NAME_EXPECTED = "letters, digits, '.', '_' and '-', up to 80";
  private static final String NAME_FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,79}";

  static final Kind<String> NAME =
      Kind.scalar(
          "up to 80 letters, digits, `.` `_` `-`",
          NAME_EXPECTED,
          Map.of("type", "string", "pattern", "^" + NAME_FORM + "$"),
          ExperimentReader::name);

  static final Kind<ModelEntry> MODEL = entries("models", ExperimentReader::model);
  static final Kind<DatasetEntry> DATASET = entries("datasets", ExperimentReader::dataset);
  static final Kind<StrategyEntry> STRATEGY =
      new Kind<>(
          "a strategy",
          ExperimentReader::strategy,
          entry -> written(entry.id(), entry.parameters()),
          Map.of("$ref", "#/$defs/strategies"));

  static final Kind<MethodsEntry> METHODS =
      new Kind<>(
          "a method",
          ExperimentReader::methods,
          ExperimentReader::written,
          Map.of("$ref", "#/$defs/methods"));

  static final Kind<BudgetSpec> BUDGET =
      new Kind<>(
          "a budget",
          ExperimentReader::budget,
          BudgetSpec::text,
          Map.of(
              "anyOf",
              List.of(
                  Map.of("type", List.of("string", "integer")),
                  Map.of(
                      "type",
                      "object",
                      "propertyNames",
                      Map.of(
                          "enum",
                          Stream.concat(
                                  BudgetSpec.keys().stream(), Stream.of(BudgetSpec.AS_RELEASED))
                              .toList())))));

  static final Kind<Long> SEED =
      Kind.scalar("whole number", "a whole number", Map.of("type", "integer"), Numerals::whole);

  /** What every strategy should be seen beside: no neuron, random ones fixed once, all. */
  private static final List<String> FLOORS = List.of("head-only", "static-random", "full");

  private static final String NO_METHOD = "none";

  /** JSON is YAML. */
  private static final JsonMapper PLAIN = JsonMapper.builder().build();

  private final Vocabulary vocabulary;
  private final Settings settings;
  private final Path fetchedWeights;

  /** Creates a reader of what files may name. */
  public ExperimentReader(Vocabulary vocabulary) {
    this(vocabulary, Settings.STANDARD, CacheFolder.models());
  }

  /**
   * Creates a reader.
   *
   * @param settings what files may set
   * @param fetchedWeights a folder of weight files that need no path
   */
  public ExperimentReader(Vocabulary vocabulary, Settings settings, Path fetchedWeights) {
    this.vocabulary = vocabulary;
    this.settings = settings;
    this.fetchedWeights = fetchedWeights;
  }

  /**
   * Reads a file.
   *
   * @param file YAML; paths in it are relative to its folder
   * @param overrides {@code key.sub=value} settings that replace what the file says
   * @throws InputException with the first thing that is wrong
   */
  public Experiment read(Path file, List<String> overrides) {
    YamlNode root = YamlReader.read(file);
    for (String override : overrides) {
      root = Overrides.apply(root, override);
    }
    Path parent = file.toAbsolutePath().normalize().getParent();
    Path folder = parent == null ? Path.of("") : parent;
    return experiment(root, file, new Source(folder, root.plain()));
  }

  /**
   * Reads an experiment that was read before, or one cell of it.
   *
   * @param name of the experiment, for messages
   * @param source as {@link Experiment#source} gave it
   * @throws InputException if what it names is no longer there
   */
  public Experiment read(String name, Source source) {
    try {
      YamlNode root = YamlReader.parse(name, PLAIN.writeValueAsString(source.settings()));
      return experiment(root, Path.of(name), source);
    } catch (JsonProcessingException e) {
      throw new InputException(Text.format("The settings of %s cannot be read: %s", name, e), e);
    }
  }

  private Experiment experiment(YamlNode root, Path file, Source source) {
    Section section = Section.of("", root);
    Kind.Scope scope = new InFolder(source.folder());
    String name =
        section
            .read(Settings.NAME, Values.DEFAULTS, scope)
            .find(Settings.NAME)
            .orElseGet(() -> stem(file, section.where()));
    Values values = section.read(scope);
    refuseSameNames(values.get(Settings.DATASETS), section.where());
    TrainingRecipe training =
        new TrainingRecipe(
            settings,
            section
                .section(TrainingRecipe.SECTION)
                .values(scope)
                .or(Settings.ENGINE, vocabulary.engines().get(0))
                .or(Settings.THREADS, Runtime.getRuntime().availableProcessors()));
    Limits limits =
        new Limits(section.section("limits").values(scope).get(Settings.SELECTION_LIMIT));
    section.refuseUnknownKeys();
    return new Experiment(
        name,
        values.get(Settings.MODELS),
        values.get(Settings.DATASETS),
        withFloors(values.get(Settings.STRATEGIES), values.get(Settings.FLOORS)),
        values.get(Settings.METHODS),
        values.get(Settings.BUDGETS),
        values.get(Settings.SEEDS),
        training,
        limits,
        source);
  }

  /** Paths are relative to the experiment file, or else to the folder the command runs in. */
  private final class InFolder implements Kind.Scope {
    private final Path folder;

    InFolder(Path folder) {
      this.folder = folder;
    }

    @Override
    public Vocabulary vocabulary() {
      return vocabulary;
    }

    @Override
    public Settings settings() {
      return settings;
    }

    @Override
    public Path path(String text) {
      return new Source(folder, Map.of()).path(text);
    }

    @Override
    public Path weights(String text) {
      Path path = path(text);
      Path fetched = fetchedWeights.resolve(text).normalize();
      boolean plain = Path.of(text).getNameCount() == 1 && !Path.of(text).isAbsolute();
      return plain && !Files.exists(path) && Files.exists(fetched) ? fetched : path;
    }
  }

  private static List<StrategyEntry> withFloors(List<StrategyEntry> strategies, boolean wanted) {
    Set<StrategyEntry> all = new LinkedHashSet<>(strategies);
    if (wanted) {
      FLOORS.forEach(floor -> all.add(new StrategyEntry(floor, Map.of())));
    }
    return List.copyOf(all);
  }

  private static String name(String text) {
    if (!text.matches(NAME_FORM)) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  /** The name stands for the file's, and for the folder of the results. */
  private static String stem(Path file, String where) {
    String stem = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    try {
      return name(stem);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          Text.format(
              "%s: there is no 'name', and '%s', the name of the file, cannot be one (%s); add for example 'name: experiment-1'",
              where, Shown.of(stem), NAME_EXPECTED),
          e);
    }
  }

  /** A kind of entries {@code id} or {@code {id: ..., option: ...}}; {@link Experiment} writes. */
  private static <T> Kind<T> entries(String section, Kind.Reader<T> reader) {
    return new Kind<>(section, reader, entry -> entry, Map.of("$ref", "#/$defs/" + section));
  }

  static Object written(String id, Map<String, ?> options) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("id", id);
    written.putAll(options);
    return options.isEmpty() ? id : written;
  }

  private static Section entry(String path, YamlNode node) {
    if (node instanceof YamlNode.Scalar) {
      return Section.of(path, new YamlNode.Mapping(node.where(), Map.of("id", node)));
    }
    if (node instanceof YamlNode.Mapping) {
      return Section.of(path, node);
    }
    throw Section.problem(node, path, "expected an id or {id: ..., option: ...}");
  }

  private static String id(
      Section section, List<String> known, String path, UnaryOperator<String> whyNot) {
    YamlNode node = section.require("id", known.get(0));
    String text = Section.convert(node, path + ".id", "an id", Function.identity());
    return Section.oneOf(node, path + ".id", text, known, whyNot);
  }

  private static ModelEntry model(YamlNode node, String path, Kind.Scope scope) {
    Section section = entry(path, node);
    Map<String, ModelInfo> known = byId(scope.vocabulary().models(), ModelInfo::id);
    String id = id(section, List.copyOf(known.keySet()), path, text -> "");
    Values values = section.values(scope);
    boolean needsWeights = Objects.requireNonNull(known.get(id)).needsWeights();
    if (needsWeights && values.find(Settings.WEIGHTS).isEmpty()) {
      throw new InputException(
          Text.format(
              "%s: models: %s is built from its weight file; add 'weights: FILE.safetensors', or fetch"
                  + " it once with './neuronbench models fetch %s'",
              node.where(), id, id));
    }
    return new ModelEntry(id, values);
  }

  private static <T> Map<String, T> byId(Collection<T> all, Function<T, String> id) {
    return all.stream().collect(Collectors.toMap(id, t -> t, (a, b) -> a, LinkedHashMap::new));
  }

  private static DatasetEntry dataset(YamlNode node, String path, Kind.Scope scope) {
    Section section = entry(path, node);
    Map<String, DatasetInfo> known = byId(scope.vocabulary().datasets(), DatasetInfo::id);
    String id = id(section, List.copyOf(known.keySet()), path, text -> "");
    DatasetInfo info = Objects.requireNonNull(known.get(id));
    Values values =
        section
            .values(scope)
            .or(Settings.DATASET_NAME, id)
            .or(Settings.CROP, info.hasFiles() ? DatasetRequest.PAPER_CROP : 1)
            .or(Settings.FIT, info.fit());
    if (info.needsRoot() && values.find(Settings.ROOT).isEmpty()) {
      throw new InputException(
          Text.format(
              "%s: datasets: %s is read from files; add 'root: FOLDER-OR-ARCHIVE'",
              node.where(), id));
    }
    return new DatasetEntry(id, values);
  }

  private static void refuseSameNames(List<DatasetEntry> datasets, String where) {
    Set<String> names = new HashSet<>();
    for (DatasetEntry dataset : datasets) {
      if (!names.add(dataset.name())) {
        throw new InputException(
            Text.format(
                "%s: datasets: two are named '%s', and results could not be told apart; give them names,"
                    + " such as {id: %s, name: %s-2, ...}",
                where, dataset.name(), dataset.id(), dataset.name()));
      }
    }
  }

  private static StrategyEntry strategy(YamlNode node, String path, Kind.Scope scope) {
    Section section = entry(path, node);
    Map<String, List<ParameterSpec>> known = scope.vocabulary().strategies();
    String id = id(section, List.copyOf(known.keySet()), path, scope.vocabulary().whyNoStrategy());
    Values own = section.read(scope);
    Map<String, String> values = new LinkedHashMap<>();
    own.written(scope.settings().of(path)).forEach((key, value) -> values.put(key, value + ""));
    section
        .rest()
        .forEach(
            (key, value) ->
                parameter(values, path + "." + id, known.getOrDefault(id, List.of()), key, value));
    return new StrategyEntry(id, values);
  }

  /** One method, several in a list of their own, or none. */
  private static MethodsEntry methods(YamlNode node, String path, Kind.Scope scope) {
    if (!(node instanceof YamlNode.Sequence several)) {
      return new MethodsEntry(method(node, path, scope).stream().toList());
    }
    Map<String, MethodEntry> together = new LinkedHashMap<>();
    for (YamlNode each : several.items()) {
      MethodEntry entry =
          method(each, path, scope)
              .orElseThrow(
                  () -> Section.problem(each, path, "which cannot be used together with others"));
      if (together.put(entry.id(), entry) != null) {
        throw Section.problem(each, path, "which is in the combination already; remove one");
      }
    }
    return new MethodsEntry(List.copyOf(together.values()));
  }

  private static Optional<MethodEntry> method(YamlNode node, String path, Kind.Scope scope) {
    Section section = entry(path, node);
    Map<String, List<ParameterSpec>> known = scope.vocabulary().methods();
    List<String> ids = Stream.concat(Stream.of(NO_METHOD), known.keySet().stream()).toList();
    String id = id(section, ids, path, scope.vocabulary().whyNoStrategy());
    Map<String, String> values = new LinkedHashMap<>();
    section
        .rest()
        .forEach(
            (key, value) ->
                parameter(values, path + "." + id, known.getOrDefault(id, List.of()), key, value));
    return id.equals(NO_METHOD) ? Optional.empty() : Optional.of(new MethodEntry(id, values));
  }

  private static Object written(MethodsEntry entry) {
    List<Object> all = entry.all().stream().map(m -> written(m.id(), m.parameters())).toList();
    return all.isEmpty() ? NO_METHOD : all.size() == 1 ? all.get(0) : all;
  }

  /** A parameter written at its default is left out, as if it had not been written. */
  private static void parameter(
      Map<String, String> values,
      String owner,
      List<ParameterSpec> specs,
      String key,
      YamlNode node) {
    String path = owner + "." + key;
    ParameterSpec spec =
        specs.stream()
            .filter(s -> s.name().equals(key))
            .findFirst()
            .orElseThrow(
                () ->
                    Section.unknownKey(
                        node, path, key, specs.stream().map(ParameterSpec::name).toList()));
    Object value = Section.convert(node, path, spec.allowed(), spec::parse);
    if (!value.equals(spec.defaultValue())) {
      values.put(key, String.valueOf(value));
    }
  }

  private static BudgetSpec budget(YamlNode node, String path, Kind.Scope scope) {
    if (node instanceof YamlNode.Mapping mapping) {
      return budget(mapping, path);
    }
    if (node instanceof YamlNode.Scalar scalar && scalar.text().contains(":")) {
      return worded(node, path, () -> BudgetSpec.parse(scalar.text()));
    }
    String hint = node instanceof YamlNode.Scalar s ? BudgetSpec.hint(s.text()) : "";
    return Section.convert(node, path, BudgetSpec.EXPECTED + hint, BudgetSpec::parse);
  }

  /** A cost model and an amount, and perhaps the switch. */
  private static BudgetSpec budget(YamlNode.Mapping mapping, String path) {
    Section section = Section.of(path, mapping);
    boolean released =
        section
            .find(BudgetSpec.AS_RELEASED)
            .map(
                n ->
                    Section.choice(
                        n, path + "." + BudgetSpec.AS_RELEASED, List.of("false", "true")))
            .filter("true"::equals)
            .isPresent();
    Map<String, YamlNode> rest = section.rest();
    List<String> keys = BudgetSpec.keys();
    if (rest.size() != 1) {
      throw Section.problem(
          mapping,
          path,
          "expected one cost model with an amount, such as 'memory: 256KiB'; cost models are "
              + String.join(", ", keys));
    }
    Map.Entry<String, YamlNode> only = rest.entrySet().iterator().next();
    if (!keys.contains(only.getKey())) {
      throw Section.unknownKey(only.getValue(), path + "." + only.getKey(), only.getKey(), keys);
    }
    String where = path + "." + only.getKey();
    String amount = Section.convert(only.getValue(), where, "an amount", text -> text);
    String text = only.getKey() + ": " + amount + (released ? " " + BudgetSpec.AS_RELEASED : "");
    return worded(only.getValue(), where, () -> BudgetSpec.parse(text));
  }

  /** The message of what is no budget says what is expected. */
  private static BudgetSpec worded(YamlNode node, String path, Supplier<BudgetSpec> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException e) {
      throw Section.problem(node, path, "expected " + e.getMessage());
    }
  }
}
