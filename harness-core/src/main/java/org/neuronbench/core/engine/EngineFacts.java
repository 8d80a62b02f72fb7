package org.neuronbench.core.engine;

import java.util.Optional;

/**
 * What a session really runs on, which need not be what was asked for.
 *
 * @param engine id of the engine
 * @param fallback why the engine that was asked for does not run it; empty if it does
 */
public record EngineFacts(String engine, Optional<String> fallback) {

  /** Names the engine that was asked for. */
  public static EngineFacts asked(String engine) {
    return new EngineFacts(engine, Optional.empty());
  }
}
