package org.neuronbench.engine.onednn;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.global.dnnl;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.NativeThreads;
import org.neuronbench.engine.ParameterLayout;
import org.neuronbench.engine.dl4j.Dl4jEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fast engine: a ComputationGraph as oneDNN primitives, of which only those run that a
 * selection needs. What it cannot run, a layer or a machine, the dl4j engine runs instead.
 */
public final class OnednnEngine implements TrainingEngine {

  private static final Logger LOG = LoggerFactory.getLogger(OnednnEngine.class);

  static final String ID = "onednn";

  private final Dl4jEngine fallback = new Dl4jEngine();

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int numerics() {
    return 3;
  }

  @Override
  public Optional<Unfit> unfit(Precision precision) {
    if (precision == Precision.FLOAT32) {
      return Optional.empty();
    }
    try {
      int set = dnnl.dnnl_get_effective_cpu_isa();
      return InstructionSet.multipliesBfloat16(set)
          ? Optional.empty()
          : Optional.of(
              new Unfit(
                  Text.format(
                      "would emulate it: the processor has no AVX512-BF16 instructions (it has %s)",
                      InstructionSet.name(set)),
                  true));
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      return Optional.of(new Unfit(Text.format("is not for this machine (%s)", e), false));
    }
  }

  @Override
  public boolean runsMethods() {
    return true;
  }

  @Override
  public TrainingSession open(Model model, SessionSettings settings) {
    if (!(model instanceof GraphModel graphModel)) {
      throw new IllegalArgumentException(
          "The onednn engine lowers ComputationGraphs, not " + model.getClass().getName());
    }
    NativeThreads.use(settings.threads());
    ComputationGraph graph = graphModel.newGraph(settings);
    String reason;
    try {
      ParameterLayout layout = new ParameterLayout(graph, model.network().in(settings.unit()));
      LoweredNetwork lowered =
          Lowering.lower(graph.getConfiguration(), layout, graphModel.inputSize());
      return new OnednnSession(graphModel, graph, lowered, settings);
    } catch (UnsupportedLayerException e) {
      reason = "onednn cannot lower " + e.getMessage();
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      reason = Text.format("no oneDNN for this machine (%s)", e);
    }
    graph.close();
    if (settings.precision() != Precision.FLOAT32) {
      throw new InputException(
          Text.format(
              "training.precision is '%s', but %s: %s would run on the dl4j engine, which computes in float32 only; use float32",
              settings.precision().id(), reason, model.id()));
    }
    LOG.warn("{} runs on the dl4j engine: {}", model.id(), reason);
    return fallback.open(graphModel, settings, Optional.of(reason));
  }

  @Override
  public Map<String, String> provenance() {
    Map<String, String> facts = new TreeMap<>(fallback.provenance());
    try {
      dnnl_version_t version = dnnl.dnnl_version();
      facts.put("onednn", version.major() + "." + version.minor() + "." + version.patch());
      facts.put("onednn-isa", String.valueOf(dnnl.get_effective_cpu_isa()));
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      facts.put("onednn", "none for this machine");
    }
    return facts;
  }
}
