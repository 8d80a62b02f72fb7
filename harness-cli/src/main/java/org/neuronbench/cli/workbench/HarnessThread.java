package org.neuronbench.cli.workbench;

/**
 * Runs a command. Nothing in the harness interrupts it, so whoever does is a plug-in that has
 * looked through all threads, and an interrupt would close the files that the command has open.
 */
public final class HarnessThread extends Thread {

  public HarnessThread(Runnable command) {
    super(command, "neuronbench");
  }

  /** Does nothing. */
  @Override
  public void interrupt() {}
}
