package org.neuronbench.cli;

/** Whether someone watches. */
final class Terminal {

  private Terminal() {}

  static boolean present() {
    return Boolean.getBoolean("neuronbench.terminal");
  }
}
