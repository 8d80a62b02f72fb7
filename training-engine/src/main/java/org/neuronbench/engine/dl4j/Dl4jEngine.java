package org.neuronbench.engine.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.core.engine.EngineFacts;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.GraphSession;
import org.neuronbench.engine.NativeThreads;

/**
 * The reference engine: the stock ComputationGraph computes every gradient, and the update leaves
 * out what is frozen. It saves no time; it shows what is right.
 */
public final class Dl4jEngine implements TrainingEngine {

  private static final String ID = "dl4j";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int numerics() {
    return 2;
  }

  @Override
  public TrainingSession open(Model model, SessionSettings settings) {
    if (!(model instanceof GraphModel graphModel)) {
      throw new IllegalArgumentException(
          "The dl4j engine runs ComputationGraphs, not " + model.getClass().getName());
    }
    return open(graphModel, settings, Optional.empty());
  }

  /**
   * Opens a session in place of another engine.
   *
   * @param reason why the other engine does not; empty if this one was asked for
   * @return the session; close it
   */
  public GraphSession open(GraphModel model, SessionSettings settings, Optional<String> reason) {
    EngineFacts facts =
        new EngineFacts(ID, reason, "float32", Optional.empty(), settings.threads());
    return NativeThreads.alone(settings.threads(), () -> new Dl4jSession(model, settings, facts));
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of(
        "nd4j", nd4jVersion(), "nd4j-backend", Nd4j.getBackend().getClass().getSimpleName());
  }

  private static String nd4jVersion() {
    Properties pom = new Properties();
    try (InputStream in =
        Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
      if (in != null) {
        pom.load(in);
      }
    } catch (IOException e) {
      return "unreadable: " + e;
    }
    return pom.getProperty("version", "unknown");
  }
}
