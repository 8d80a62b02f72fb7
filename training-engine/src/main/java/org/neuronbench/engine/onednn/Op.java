package org.neuronbench.engine.onednn;

import java.util.List;

/** An operation of a {@link Graph}: reads values, writes others, or acts on what lies outside. */
interface Op {

  List<Value> reads();

  List<Value> writes();

  /** Whether it does more than write values; what does not, and whose values nobody reads, goes. */
  default boolean acts() {
    return false;
  }

  /** The values read that the first value written may overwrite, best first. */
  default List<Value> overwritable() {
    return List.of();
  }

  /** Adds what it does to a program. */
  void emit(Emission to);

  /** An operation that writes no values, but acts. */
  interface Effect extends Op {
    @Override
    default List<Value> writes() {
      return List.of();
    }

    @Override
    default boolean acts() {
      return true;
    }
  }
}
