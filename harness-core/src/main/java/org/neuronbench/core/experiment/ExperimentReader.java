package org.neuronbench.core.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.neuronbench.core.CacheFolder;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.data.Fit;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.ModelInfo;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.experiment.Experiment.DatasetEntry;
import org.neuronbench.core.experiment.Experiment.ModelEntry;
import org.neuronbench.core.experiment.Experiment.Source;
import org.neuronbench.core.experiment.Experiment.StrategyEntry;
import org.neuronbench.core.experiment.TrainingRecipe.PixelScaling;
import org.neuronbench.spi.ParameterSpec;

/**
 * Reads experiment files and refuses what is wrong in them before anything runs: each message names
 * file, line, key, value and what is allowed.
 */
public final class ExperimentReader {

  private static final int MOST = 1_000_000;
  private static final List<Long> PAPER_SEEDS = List.of(0L, 42L, 100L);

  /** JSON is YAML. */
  private static final JsonMapper PLAIN = JsonMapper.builder().build();

  private final Vocabulary vocabulary;
  private final Path fetchedWeights;
  private Path folder = Path.of("");

  /** Creates a reader. */
  public ExperimentReader(Vocabulary vocabulary) {
    this(vocabulary, CacheFolder.models());
  }

  ExperimentReader(Vocabulary vocabulary, Path fetchedWeights) {
    this.vocabulary = vocabulary;
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
    Path parent = file.toAbsolutePath().normalize().getParent();
    folder = parent == null ? Path.of("") : parent;
    YamlNode root = YamlReader.read(file);
    for (String override : overrides) {
      root = Overrides.apply(root, override);
    }
    return experiment(root, file);
  }

  /**
   * Reads an experiment that was read before.
   *
   * @param name of the experiment, for messages
   * @param source as {@link Experiment#source} gave it
   * @throws InputException if what it names is no longer there
   */
  public Experiment read(String name, Source source) {
    folder = source.folder();
    try {
      return experiment(
          YamlReader.parse(name, PLAIN.writeValueAsString(source.settings())), Path.of(name));
    } catch (JsonProcessingException e) {
      throw new InputException(Text.format("The settings of %s cannot be read: %s", name, e), e);
    }
  }

  private Experiment experiment(YamlNode root, Path file) {
    return experiment(Section.of("", root), file, new Source(folder, root.plain()));
  }

  private Experiment experiment(Section section, Path file, Source source) {
    String name =
        section
            .value("name", NAME_EXPECTED, ExperimentReader::name)
            .orElseGet(() -> stem(file, section.where()));
    List<ModelEntry> models = each(section, "models", "[micro]", this::model);
    List<DatasetEntry> datasets = each(section, "datasets", "[shapes]", this::dataset);
    refuseSameNames(datasets, section.where());
    List<StrategyEntry> strategies =
        withFloors(
            each(section, "strategies", "[velocity, random]", this::strategy),
            section.choice("floors", "false", List.of("false", "true")).equals("true"));
    List<BudgetSpec> budgets = each(section, "budgets", "[21.2%]", ExperimentReader::budget);
    List<Long> seeds =
        section.find("seeds").isPresent()
            ? each(section, "seeds", "[0, 42, 100]", ExperimentReader::seed)
            : PAPER_SEEDS;
    TrainingRecipe training =
        new RecipeReader(vocabulary.engines()).read(section.find("training"), section.where());
    Limits limits = limits(section.find("limits"), section.where());
    section.refuseUnknownKeys();
    return new Experiment(
        name, models, datasets, strategies, budgets, seeds, training, limits, source);
  }

  /** What every strategy should be seen beside: no neuron, random ones fixed once, all. */
  private static final List<String> FLOORS = List.of("head-only", "static-random", "full");

  private static List<StrategyEntry> withFloors(List<StrategyEntry> strategies, boolean wanted) {
    List<StrategyEntry> all = new ArrayList<>(strategies);
    for (String floor : wanted ? FLOORS : List.<String>of()) {
      StrategyEntry entry = new StrategyEntry(floor, Map.of());
      if (!all.contains(entry)) {
        all.add(entry);
      }
    }
    return all;
  }

  private static Limits limits(Optional<YamlNode> node, String where) {
    Section section =
        Section.of("limits", node.orElseGet(() -> new YamlNode.Mapping(where, Map.of())));
    Limits limits =
        section
            .value("selection", Limits.TIME, Limits::time)
            .map(Limits::new)
            .orElse(Limits.DEFAULT);
    section.refuseUnknownKeys();
    return limits;
  }

  private static final String NAME_EXPECTED = "letters, digits, '.', '_' and '-', up to 80";

  private static String name(String text) {
    if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,79}")) {
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

  private static <T> List<T> each(
      Section section, String key, String example, Function<YamlNode, T> reader) {
    List<T> entries = new ArrayList<>();
    Set<T> seen = new HashSet<>();
    for (YamlNode node : section.list(key, example)) {
      T entry = reader.apply(node);
      if (!seen.add(entry)) {
        throw Section.problem(node, key, "which is in the list already; remove one");
      }
      entries.add(entry);
    }
    return entries;
  }

  /** Reads {@code id} or {@code {id: ..., option: ...}}. */
  private static Section entry(String path, YamlNode node) {
    if (node instanceof YamlNode.Scalar) {
      return Section.of(path, new YamlNode.Mapping(node.where(), Map.of("id", node)));
    }
    if (node instanceof YamlNode.Mapping) {
      return Section.of(path, node);
    }
    throw Section.problem(node, path, "expected an id or {id: ..., option: ...}");
  }

  private static String id(Section section, List<String> known, String path) {
    return id(section, known, path, text -> "");
  }

  private static String id(
      Section section, List<String> known, String path, UnaryOperator<String> whyNot) {
    YamlNode node = section.require("id", known.get(0));
    String text = Section.convert(node, path + ".id", "an id", Function.identity());
    return Section.oneOf(node, path + ".id", text, known, whyNot);
  }

  private ModelEntry model(YamlNode node) {
    Section section = entry("models", node);
    String id = id(section, vocabulary.models().stream().map(ModelInfo::id).toList(), "models");
    Optional<Path> weights = section.value("weights", "a path", this::weights);
    double width = section.number("width", 1, 0.05, 4);
    Head head =
        Head.valueOf(
            section
                .choice("head", "replaced", List.of("replaced", "imagenet"))
                .toUpperCase(Locale.ROOT));
    section.refuseUnknownKeys();
    boolean needsWeights =
        vocabulary.models().stream().anyMatch(m -> m.id().equals(id) && m.needsWeights());
    if (needsWeights && weights.isEmpty()) {
      throw new InputException(
          Text.format(
              "%s: models: %s is built from its weight file; add 'weights: FILE.safetensors', or fetch"
                  + " it once with './neuronbench models fetch %s'",
              node.where(), id, id));
    }
    return new ModelEntry(id, weights, width, head);
  }

  private DatasetEntry dataset(YamlNode node) {
    Section section = entry("datasets", node);
    String id =
        id(section, vocabulary.datasets().stream().map(DatasetInfo::id).toList(), "datasets");
    DatasetEntry entry =
        new DatasetEntry(
            section.value("name", NAME_EXPECTED, ExperimentReader::name).orElse(id),
            id,
            section.value("root", "a path", this::path),
            section.number("crop", defaultCrop(id), 0.1, 1),
            limit(section, "train-limit"),
            limit(section, "test-limit"),
            fit(section, id));
    section.refuseUnknownKeys();
    if (info(id).needsRoot() && entry.root().isEmpty()) {
      throw new InputException(
          Text.format(
              "%s: datasets: %s is read from files; add 'root: FOLDER-OR-ARCHIVE'",
              node.where(), id));
    }
    return entry;
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

  private DatasetInfo info(String id) {
    return vocabulary.datasets().stream().filter(d -> d.id().equals(id)).findFirst().orElseThrow();
  }

  private double defaultCrop(String id) {
    return info(id).hasFiles() ? DatasetRequest.PAPER_CROP : 1;
  }

  private Fit fit(Section section, String id) {
    String own = info(id).fit().name().toLowerCase(Locale.ROOT);
    return Fit.valueOf(
        section.choice("fit", own, List.of("crop", "squash")).toUpperCase(Locale.ROOT));
  }

  private static OptionalInt limit(Section section, String key) {
    return section
        .value(key, "a whole number of at least 1", ExperimentReader::positive)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  private static int positive(String text) {
    return Section.inRange(text, 1, 1000 * MOST);
  }

  /** Paths are relative to the experiment file, or else to the folder the command runs in. */
  private Path path(String text) {
    Path besideFile = folder.resolve(text).normalize();
    Path besideUser = Path.of(text).toAbsolutePath().normalize();
    return !Files.exists(besideFile) && Files.exists(besideUser) ? besideUser : besideFile;
  }

  /** A plain file name may also be that of a file in the folder of fetched weights. */
  private Path weights(String text) {
    Path path = path(text);
    Path fetched = fetchedWeights.resolve(text).normalize();
    boolean plain = Path.of(text).getNameCount() == 1 && !Path.of(text).isAbsolute();
    return plain && !Files.exists(path) && Files.exists(fetched) ? fetched : path;
  }

  private StrategyEntry strategy(YamlNode node) {
    Section section = entry("strategies", node);
    List<String> known = List.copyOf(vocabulary.strategies().keySet());
    String id = id(section, known, "strategies", vocabulary.whyNoStrategy());
    List<ParameterSpec> specs = vocabulary.strategies().getOrDefault(id, List.of());
    Map<String, String> values = new LinkedHashMap<>();
    Control control = Control.of(section.choice(Control.KEY, Control.NONE.id(), Control.ids()));
    if (control != Control.NONE) {
      values.put(Control.KEY, control.id());
    }
    section.rest().forEach((key, value) -> values.put(key, parameter(id, specs, key, value)));
    return new StrategyEntry(id, values);
  }

  private static String parameter(
      String id, List<ParameterSpec> specs, String key, YamlNode value) {
    String path = "strategies." + id + "." + key;
    ParameterSpec spec =
        specs.stream()
            .filter(s -> s.name().equals(key))
            .findFirst()
            .orElseThrow(
                () ->
                    Section.unknownKey(
                        value, path, key, specs.stream().map(ParameterSpec::name).toList()));
    return Section.convert(value, path, spec.allowed(), text -> String.valueOf(spec.parse(text)));
  }

  private static BudgetSpec budget(YamlNode node) {
    String hint = node instanceof YamlNode.Scalar s ? BudgetSpec.hint(s.text()) : "";
    return Section.convert(node, "budgets", BudgetSpec.EXPECTED + hint, BudgetSpec::parse);
  }

  private static Long seed(YamlNode node) {
    return Section.convert(node, "seeds", "a whole number", Numerals::whole);
  }

  /** Reads the recipe. */
  private record RecipeReader(List<String> engines) {

    TrainingRecipe read(Optional<YamlNode> node, String where) {
      Section s =
          Section.of("training", node.orElseGet(() -> new YamlNode.Mapping(where, Map.of())));
      TrainingRecipe recipe =
          new TrainingRecipe(
              s.choice("engine", engines.get(0), engines),
              s.integer("epochs", 20, 1, MOST),
              s.integer("warmup-epochs", 0, 0, MOST),
              s.integer("batch", 32, 1, 4096),
              s.number("learning-rate", 0.125, 0, 100),
              s.number("momentum", 0, 0, 0.9999),
              s.number("weight-decay", 0, 0, 1),
              s.number("label-smoothing", 0, 0, 0.9999),
              s.value("image-size", "a whole number from 8 to 1024", RecipeReader::imageSize)
                  .map(OptionalInt::of)
                  .orElse(OptionalInt.empty()),
              BatchNormMode.valueOf(
                  upper(s.choice("batch-norm", "train", List.of("train", "frozen")))),
              AugmentationReader.read(s),
              s.integer("velocity-images", 10, 1, MOST),
              s.integer("threads", Runtime.getRuntime().availableProcessors(), 1, 1024),
              PixelScaling.valueOf(
                  upper(s.choice("preprocessing", "weights", List.of("weights", "half")))));
      s.refuseUnknownKeys();
      return recipe;
    }

    private static String upper(String text) {
      return text.toUpperCase(Locale.ROOT);
    }

    private static int imageSize(String text) {
      return Section.inRange(text, 8, 1024);
    }
  }
}
