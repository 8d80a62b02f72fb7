package org.neuronbench.core.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.experiment.BudgetSpec;
import org.neuronbench.core.experiment.Experiment;
import org.neuronbench.core.experiment.Experiment.Source;
import org.neuronbench.core.experiment.ExperimentReader;
import org.neuronbench.core.plan.CellSpec.Content;
import org.neuronbench.core.plan.CellSpec.Point;

/** Cells as JSON, for a process that runs them elsewhere: an experiment of one cell, and hashes. */
public final class CellSpecJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final BudgetSpec ANY = BudgetSpec.parse("100%");

  private record Wire(
      String id,
      String experiment,
      String folder,
      Map<String, Object> cell,
      boolean budgeted,
      Object source,
      Content content) {}

  private CellSpecJson() {}

  /** Writes a cell. */
  public static String write(CellSpec cell) {
    Point point = cell.point();
    Experiment one =
        new Experiment(
            cell.experiment(),
            List.of(point.model()),
            List.of(point.dataset()),
            List.of(point.strategy()),
            List.of(point.methods()),
            List.of(point.budget().orElse(ANY)),
            List.of(point.seed()),
            cell.training(),
            cell.limits(),
            cell.source());
    try {
      return JSON.writeValueAsString(
          new Wire(
              cell.id(),
              cell.experiment(),
              cell.source().folder().toString(),
              one.written(),
              point.budget().isPresent(),
              cell.source().settings(),
              cell.content()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Plain values are always JSON", e);
    }
  }

  /**
   * Reads a cell.
   *
   * @param reader knows the models, datasets and strategies of this process
   * @throws InputException if it is none, or names what is not known here
   */
  public static CellSpec read(String json, ExperimentReader reader) {
    Wire wire;
    try {
      wire = JSON.readValue(json, Wire.class);
    } catch (JsonProcessingException e) {
      throw new InputException("What was sent is no cell: " + e.getOriginalMessage(), e);
    }
    if (wire == null || wire.folder() == null || wire.cell() == null || wire.content() == null) {
      throw new InputException("What was sent is no cell: it lacks folder, cell or content");
    }
    Path folder = Path.of(wire.folder());
    Experiment one = reader.read(wire.experiment(), new Source(folder, wire.cell()));
    Point point =
        new Point(
            one.models().get(0),
            one.datasets().get(0),
            one.strategies().get(0),
            one.methods().get(0),
            wire.budgeted() ? Optional.of(one.budgets().get(0)) : Optional.empty(),
            one.seeds().get(0));
    CellSpec cell =
        CellSpec.of(
            new Experiment(
                wire.experiment(),
                one.models(),
                one.datasets(),
                one.strategies(),
                one.methods(),
                one.budgets(),
                one.seeds(),
                one.training(),
                one.limits(),
                new Source(folder, wire.source())),
            point,
            wire.content());
    if (!cell.id().equals(wire.id())) {
      throw new InputException(
          Text.format(
              "Cell %s is %s here: both sides must run the same version and plug-ins",
              wire.id(), cell.id()));
    }
    return cell;
  }
}
