package org.neuronbench.core.plan;

import java.lang.ref.SoftReference;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetCatalog;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.data.LabelNoise;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.ModelCatalog;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.engine.Preprocessing;
import org.neuronbench.core.experiment.Experiment.DatasetEntry;
import org.neuronbench.core.experiment.Experiment.ModelEntry;
import org.neuronbench.core.experiment.Setting;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.core.experiment.TrainingRecipe.PixelScaling;
import org.neuronbench.core.experiment.Values;

/**
 * Opens the models and data of cells, each once for all cells that are expected. What none of them
 * needs any more is let go at once; what is open while no cell is expected, as in planning, the
 * virtual machine may take back when memory is short.
 */
public final class Inputs {

  private final ModelCatalog models;
  private final DatasetCatalog datasets;
  private final Map<Object, SoftReference<Object>> open = new HashMap<>();
  private final Map<Object, Object> held = new HashMap<>();
  private final Map<Object, Integer> uses = new HashMap<>();

  /** Opens nothing yet. */
  public Inputs(ModelCatalog models, DatasetCatalog datasets) {
    this.models = models;
    this.datasets = datasets;
  }

  /** Says which cells are to come: what none of them needs is let go. */
  public synchronized void expect(Collection<CellSpec> cells) {
    uses.clear();
    cells.forEach(cell -> needs(cell).forEach(key -> uses.merge(key, 1, Integer::sum)));
    open.keySet().retainAll(uses.keySet());
    held.clear();
    open.forEach((key, known) -> hold(key, known.get()));
  }

  /** Says that an expected cell needs its inputs no more. */
  public synchronized void ended(CellSpec cell) {
    for (Object key : needs(cell)) {
      if (uses.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1) == null) {
        open.remove(key);
        held.remove(key);
      }
    }
  }

  private static List<Object> needs(CellSpec cell) {
    return List.of(cell.modelRequest(), cell.datasetRequest());
  }

  /**
   * Opens a cell.
   *
   * @throws InputException if its weights or data cannot be used, or are not those that it was
   *     planned with
   */
  public OpenCell open(CellSpec cell) {
    Model model = model(cell.modelRequest());
    Dataset dataset = dataset(cell.datasetRequest());
    check(cell, "weights of " + cell.model(), cell.content().weights(), model.weightsHash());
    check(cell, "images of " + cell.dataset(), cell.content().data(), dataset.contentHash());
    boolean half = cell.training().get(Settings.PREPROCESSING) == PixelScaling.HALF;
    return new OpenCell(
        cell,
        half ? model.withPreprocessing(Preprocessing.HALF) : model,
        noise(cell.point().dataset().values()).applied(dataset));
  }

  private static LabelNoise noise(Values dataset) {
    return new LabelNoise(
        dataset.get(Settings.LABEL_NOISE),
        dataset.get(Settings.LABEL_NOISE_KIND),
        dataset.get(Settings.LABEL_NOISE_SEED));
  }

  private static void check(CellSpec cell, String what, String planned, String found) {
    if (!planned.equals(found)) {
      throw new InputException(
          Text.format(
              "The %s are not those that cell %s was planned with (hash %s, now %s); plan it anew",
              what, cell.id(), planned, found));
    }
  }

  /**
   * Opens a network of a method's own, which starts from random weights.
   *
   * @throws InputException if there is none of that name, or it needs weights
   */
  public Model helper(String id, double width, int imageSize) {
    boolean known =
        models.models().stream().anyMatch(info -> info.id().equals(id) && !info.needsWeights());
    if (!known) {
      throw new InputException(
          Text.format(
              "A method asks for a helper '%s', which is no model that needs no weights", id));
    }
    return model(new ModelRequest(id, Optional.empty(), width, Head.REPLACED, imageSize));
  }

  Model model(ModelRequest request) {
    return (Model) shared(request, () -> models.load(request));
  }

  Dataset dataset(DatasetRequest request) {
    return (Dataset) shared(request, () -> datasets.open(request));
  }

  private synchronized Object shared(Object key, Supplier<Object> opener) {
    SoftReference<Object> known = open.get(key);
    @Nullable Object found = known == null ? null : known.get();
    if (found == null) {
      found = opener.get();
      open.put(key, new SoftReference<>(found));
      hold(key, found);
    }
    return found;
  }

  private void hold(Object key, @Nullable Object opened) {
    if (opened != null && uses.containsKey(key)) {
      held.put(key, opened);
    }
  }

  /** Returns the size of input that a model was made for. */
  int ownSize(String model) {
    return models.models().stream()
        .filter(info -> info.id().equals(model))
        .findFirst()
        .orElseThrow()
        .imageSize();
  }

  static ModelRequest request(ModelEntry model, int imageSize) {
    return new ModelRequest(
        model.id(),
        model.values().find(Settings.WEIGHTS),
        model.values().get(Settings.WIDTH),
        model.values().get(Settings.HEAD),
        imageSize);
  }

  static DatasetRequest request(DatasetEntry dataset, int imageSize, TrainingRecipe training) {
    return new DatasetRequest(
        dataset.id(),
        dataset.values().find(Settings.ROOT),
        imageSize,
        dataset.values().get(Settings.CROP),
        limit(dataset, Settings.TRAIN_LIMIT),
        limit(dataset, Settings.TEST_LIMIT),
        dataset.values().get(Settings.FIT),
        training.get(Settings.AUGMENTATION).crop().isPresent());
  }

  private static OptionalInt limit(DatasetEntry dataset, Setting<Integer> setting) {
    return dataset.values().find(setting).map(OptionalInt::of).orElse(OptionalInt.empty());
  }
}
