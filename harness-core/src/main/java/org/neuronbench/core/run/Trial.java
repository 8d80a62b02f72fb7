package org.neuronbench.core.run;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.data.ImageSet;
import org.neuronbench.core.data.LabelledSplit;
import org.neuronbench.core.engine.EngineFacts;
import org.neuronbench.core.engine.ErrorFlow;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.experiment.Control;
import org.neuronbench.core.experiment.Experiment.MethodEntry;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.plan.Inputs;
import org.neuronbench.core.plan.OpenCell;
import org.neuronbench.core.plan.StrategyFiles;
import org.neuronbench.core.plugins.ExitGuard;
import org.neuronbench.core.plugins.PluginOrigin;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.TestAnswers;
import org.neuronbench.core.strategies.GuardedMethod;
import org.neuronbench.core.strategies.GuardedStrategy;
import org.neuronbench.core.strategies.MethodRule;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Task;
import org.neuronbench.spi.Unit;
import org.neuronbench.spi.method.HelperRule;
import org.neuronbench.spi.method.MethodRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one cell to its end, good or bad, and makes its record. */
final class Trial {

  private static final Logger LOG = LoggerFactory.getLogger(Trial.class);

  private final CellSpec cell;
  private final TrainingEngine engine;
  private final StrategyRegistry strategies;
  private final Metrics metrics;
  private final Trials.Watch watch;
  private final Inputs inputs;
  private final RandomStream root;
  private final List<EpochRecord> epochs = new ArrayList<>();
  private @Nullable OpenCell open;
  private @Nullable Long outsideBudget;
  private @Nullable TestAnswers answers;
  private EngineFacts ranOn;
  private Unit unit = Unit.OUTPUT_CHANNEL;
  private List<String> oracles = List.of();

  Trial(
      CellSpec cell,
      TrainingEngine engine,
      StrategyRegistry strategies,
      Metrics metrics,
      Trials.Watch watch,
      Inputs inputs) {
    this.cell = cell;
    this.inputs = inputs;
    this.engine = engine;
    this.strategies = strategies;
    this.metrics = metrics;
    this.watch = watch;
    this.ranOn = EngineFacts.asked(engine.id(), cell.training().get(Settings.THREADS));
    this.root = new RandomStream(cell.point().seed());
  }

  /** Runs to an end, good or bad; only a checkpoint that cannot be written ends the run. */
  @SuppressWarnings("IllegalCatch") // whatever goes wrong in a cell must not end the run
  Trials.Ended run() {
    Map<String, Object> provenance = Provenance.collect(engine, cell);
    CellStatus status = CellStatus.OK;
    String reason = "";
    String log = "";
    try {
      open = inputs.open(cell);
      epochs(open);
    } catch (EpochLoop.Cancelled e) {
      Optional<String> exit = ExitGuard.exitOf(strategyId(), origin().name()).map(this::inTraining);
      status = exit.isPresent() ? CellStatus.STRATEGY_ERROR : CellStatus.CANCELLED;
      reason = exit.orElse("The run was stopped in epoch " + epochs.size());
    } catch (Checkpoints.Unwritable e) {
      throw e;
    } catch (InputException e) { // weights or data went, or changed, since the cell was planned
      status = CellStatus.ERROR;
      reason = message(e);
    } catch (FailedWithin e) {
      log = e.failure().trace();
      status = e.failure().status();
      reason = message(e.failure());
    } catch (StrategyFailure e) {
      log = e.trace();
      status = e.status();
      reason = message(e);
    } catch (EpochLoop.Diverged e) {
      status = CellStatus.DIVERGED;
      reason = message(e);
    } catch (OutOfMemoryError e) {
      log = trace(e);
      status = CellStatus.OUT_OF_MEMORY;
      reason = Text.format("%s; lower training.batch or training.image-size", e);
    } catch (Exception | Error e) {
      log = trace(e);
      status = CellStatus.ERROR;
      reason = e.toString();
    }
    if (status != CellStatus.OK) {
      LOG.debug("Cell {} ended with {}: {}", cell.id(), status.id(), reason);
    }
    return new Trials.Ended(record(status, reason, provenance), log);
  }

  /** Words that a thread of the strategy ended the process between two calls. */
  private String inTraining(String exit) {
    return Text.format(
        "Strategy %s, in a thread of its own in epoch %s, %s",
        strategyId(), "" + epochs.size(), exit);
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }

  private CellRecord record(CellStatus status, String reason, Map<String, Object> provenance) {
    OpenCell opened = open;
    List<ConvolutionLayer> layers =
        opened == null ? List.of() : opened.model().network().in(unit).layers();
    provenance.putAll(ranOn.provenance());
    provenance.put("plugin", plugin(origin()));
    if (!cell.point().methods().all().isEmpty()) {
      provenance.put("method-plugins", methodPlugins());
    }
    if (opened != null && !opened.model().weightFacts().isEmpty()) {
      provenance.put("weights", opened.model().weightFacts());
    }
    return new CellRecord(
        CellRecord.SCHEMA,
        cell.id(),
        cell.experiment(),
        status,
        reason,
        cell.model(),
        cell.dataset(),
        cell.strategy(),
        cell.method(),
        cell.budgetText(),
        cell.costModel().toString(),
        cell.budget().limit(),
        cell.content().networkCost(),
        opened == null ? 0 : opened.model().network().parameters(),
        outsideBudget,
        cell.point().seed(),
        cell.settings(),
        unit.id(),
        oracles,
        layers.stream().map(ConvolutionLayer::name).toList(),
        layers.stream().map(ConvolutionLayer::neurons).toList(),
        epochs,
        answers,
        provenance);
  }

  private String strategyId() {
    return cell.point().strategy().id();
  }

  private PluginOrigin origin() {
    return strategies.info(strategyId()).origin();
  }

  private static Map<String, String> plugin(PluginOrigin origin) {
    return Map.of("name", origin.name(), "version", origin.version(), "spi", origin.spiVersion());
  }

  private Map<String, Object> methodPlugins() {
    Map<String, Object> all = new TreeMap<>();
    for (MethodEntry entry : cell.point().methods().all()) {
      all.put(entry.id(), plugin(strategies.methods().info(entry.id()).origin()));
    }
    return all;
  }

  /** Draws differ from dataset to dataset, so that datasets are independent blocks. */
  private RandomStream choices(String consumer) {
    return root.split(consumer).split(cell.content().data());
  }

  private void epochs(OpenCell open) throws StrategyFailure, EpochLoop.Diverged {
    Map<String, String> written = new TreeMap<>(cell.point().strategy().parameters());
    String control = written.remove(Control.KEY);
    Map<String, String> parameters =
        StrategyFiles.opened(
            cell.source(), strategies.info(strategyId()), written, cell.content().files());
    unit = GuardedStrategy.unit(strategies, strategyId(), parameters, cell.limits().selection());
    try (ShownNetwork shown =
        new ShownNetwork(
            open.model().network().in(unit),
            control == null ? Control.NONE : Control.of(control),
            choices("control"))) {
      epochs(open, shown, parameters);
      if (shown.idle()) {
        throw new StrategyFailure(
            CellStatus.STRATEGY_ERROR,
            Text.format(
                "Control %s changes nothing in %s: it never ranks neurons by score",
                control, strategyId()));
      }
    }
  }

  private void epochs(OpenCell open, ShownNetwork shown, Map<String, String> parameters)
      throws StrategyFailure, EpochLoop.Diverged {
    TrainingRecipe recipe = cell.training();
    Task task = task(open);
    RandomStream random = choices("strategy");
    GuardedStrategy strategy =
        GuardedStrategy.start(
            strategies,
            strategyId(),
            values -> Run.of(shown.shown(), cell.budget(), values, task, () -> random),
            parameters,
            cell.limits().selection());
    boolean[] labelled = labelled(open);
    List<GuardedMethod> methods = methods(open, labelled);
    TrainingData data =
        new TrainingData(
            open.dataset(),
            recipe,
            root,
            labelled,
            cell.point().dataset().values().get(Settings.STREAM),
            Declared.pace(methods),
            Declared.composition(methods),
            methods.stream()
                .anyMatch(
                    method -> method.has(MethodRule.BUFFER) || method.has(MethodRule.ADVERSARY)));
    Set<Signal> signals = strategy.signals();
    oracles = signals.stream().filter(Signal::oracle).map(Signal::id).sorted().toList();
    Batch observed =
        data.velocityImages(strategy.observationImages(recipe.get(Settings.VELOCITY_IMAGES)));
    SessionSettings pretrained =
        FullTraining.session(
            recipe, open.dataset().classNames().size(), root.split("head"), unit, signals);
    SessionSettings settings =
        open.model().weightsHash().equals(CellSpec.RANDOM)
            ? pretrained.drawn(root.split("body"))
            : pretrained;
    try (Learner learner = learner(open, methods, settings, data);
        TrainingSession session =
            engine.open(open.model(), settings.learning(extraOutputs(methods), learner.errors()))) {
      outsideBudget = session.parametersOutsideBudget();
      ranOn = session.engine();
      EpochLoop loop =
          new EpochLoop(
              open,
              new EpochLoop.Chooser(strategy, shown, strategy.reselection(), signals, observed),
              session,
              data,
              learner.methods(),
              metrics,
              watch);
      try {
        loop.run(epochs);
      } finally {
        answers = loop.answers();
      }
    }
  }

  /** The methods of the cell, if it has any. */
  private record Learner(@Nullable Methods methods) implements AutoCloseable {
    ErrorFlow errors() {
      return methods == null ? ErrorFlow.WHOLE : methods.errors();
    }

    @Override
    public void close() {
      if (methods != null) {
        methods.close();
      }
    }
  }

  /** Draws the images that have a label, by the cell's seed. */
  private boolean[] labelled(OpenCell open) {
    return LabelledSplit.of(
        open.dataset().train(),
        open.dataset().classNames().size(),
        cell.point().dataset().values().get(Settings.LABELLED),
        root.split("labelled"));
  }

  private List<GuardedMethod> methods(OpenCell open, boolean[] labelled) throws StrategyFailure {
    List<GuardedMethod> all = new ArrayList<>();
    TrainingData whole = new TrainingData(open.dataset(), cell.training(), root);
    ImageSet images = open.dataset().train();
    int[] labels =
        IntStream.range(0, images.size()).map(i -> labelled[i] ? images.label(i) : -1).toArray();
    for (MethodEntry entry : cell.point().methods().all()) {
      all.add(
          GuardedMethod.start(
              strategies.methods(),
              entry.id(),
              values ->
                  MethodRun.of(
                      open.model().network().in(unit),
                      task(open),
                      values,
                      labels,
                      cell.training().totalEpochs(),
                      whole.batches()),
              entry.parameters(),
              cell.limits().selection()));
    }
    return all;
  }

  private Learner learner(
      OpenCell open, List<GuardedMethod> methods, SessionSettings settings, TrainingData data)
      throws StrategyFailure {
    if (methods.isEmpty()) {
      return new Learner(null);
    }
    return new Learner(
        new Methods(
            new Asking(methods, id -> choices("method " + id)),
            open.model().network().in(unit),
            data,
            data.labelledRows(),
            wanted -> helper(open, settings, wanted)));
  }

  private int extraOutputs(List<GuardedMethod> methods) throws StrategyFailure {
    int extra = Declared.extraOutputs(methods);
    if (extra > 0 && cell.point().model().values().get(Settings.HEAD) != Head.REPLACED) {
      throw new InputException(
          Text.format(
              "Method %s needs outputs beside the classes, which a classifier that is kept has not;"
                  + " use head: replaced",
              cell.method()));
    }
    return extra;
  }

  private Helper helper(OpenCell open, SessionSettings like, HelperRule.Helper wanted) {
    Model model = inputs.helper(wanted.model(), wanted.width(), cell.content().imageSize());
    TrainingSession session =
        engine.open(
            model.withPreprocessing(open.model().preprocessing()),
            like.of(wanted.outputs(), wanted.momentum(), root.split("helper"))
                .drawn(root.split("helper body")));
    return new Helper(session, model.network(), wanted.outputs(), wanted.rate());
  }

  private Task task(OpenCell open) {
    return new Task(
        cell.training().get(Settings.BATCH),
        open.dataset().classNames().size(),
        cell.content().data());
  }
}
