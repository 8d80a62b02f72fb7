package org.neuronbench.core.engine;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a session really runs on, which need not be what was asked for.
 *
 * @param engine id of the engine
 * @param fallback why the engine that was asked for does not run it; empty if it does
 * @param precision of the numbers that it computes with, such as {@code float32}
 * @param instructionSet that its kernels are compiled for; empty if it cannot tell
 * @param threads that compute for it
 */
public record EngineFacts(
    String engine,
    Optional<String> fallback,
    String precision,
    Optional<String> instructionSet,
    int threads) {

  /** Names the engine that was asked for, of which no more is known yet. */
  public static EngineFacts asked(String engine, int threads) {
    return new EngineFacts(engine, Optional.empty(), "unknown", Optional.empty(), threads);
  }

  /** Returns the facts by key, for the provenance of a cell. */
  public Map<String, Object> provenance() {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("engine", engine);
    fallback.ifPresent(why -> facts.put("engine-fallback", why));
    facts.put("precision", precision);
    instructionSet.ifPresent(set -> facts.put("instruction-set", set));
    facts.put("threads", threads);
    return facts;
  }
}
