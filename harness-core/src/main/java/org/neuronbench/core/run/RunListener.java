package org.neuronbench.core.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.EpochRecord;
import org.slf4j.LoggerFactory;

/** Hears how a run goes on, and only hears: what it throws is logged and changes nothing. */
public interface RunListener {

  /**
   * A cell starts.
   *
   * @param position among the cells to run, from 1
   * @param total cells to run
   */
  default void cellStarted(CellSpec cell, int position, int total) {}

  /**
   * A training step was made.
   *
   * @param epoch from 0
   * @param step in the epoch, from 1
   * @param steps in the epoch
   */
  default void stepDone(int epoch, int step, int steps) {}

  /** An epoch ended. */
  default void epochDone(EpochRecord epoch) {}

  /** A cell ended and its record is stored. */
  default void cellEnded(CellRecord record) {}

  /**
   * Nothing is left to run but cells that another process is running; told again and again until
   * they are done.
   *
   * @param cells how many
   */
  default void waiting(int cells) {}

  /** Returns a listener whose exceptions go to the log, once for each event. */
  static RunListener harmless(RunListener listener) {
    Set<String> failed = ConcurrentHashMap.newKeySet();
    return (RunListener)
        Proxy.newProxyInstance(
            RunListener.class.getClassLoader(),
            new Class<?>[] {RunListener.class},
            (proxy, event, arguments) -> {
              try {
                return event.invoke(listener, arguments);
              } catch (InvocationTargetException e) {
                if (e.getCause() instanceof VirtualMachineError error) {
                  throw error;
                }
                if (failed.add(event.getName())) {
                  LoggerFactory.getLogger(RunListener.class)
                      .warn("A listener failed in {}", event.getName(), e.getCause());
                }
                return null;
              }
            });
  }
}
