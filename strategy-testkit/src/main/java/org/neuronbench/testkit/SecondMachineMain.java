package org.neuronbench.testkit;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.neuronbench.spi.NeuronSelectionStrategy;

/** What runs in the other process; see {@link SecondMachine}. */
final class SecondMachineMain {

  private SecondMachineMain() {}

  /**
   * Rehearses trials and exits.
   *
   * @param args the strategy's class, the file of the tasks and then the outcomes, the number of
   *     the start
   */
  public static void main(String[] args) throws ReflectiveOperationException, IOException {
    endWithTheOther();
    shiftIdentityHashes(Integer.parseInt(args[2]));
    Subject subject = Subject.of(factory(args[0]));
    List<Outcome> outcomes = new ArrayList<>();
    Path file = Path.of(args[1]);
    for (Wire.Task task : Wire.readTasks(file)) {
      Locale.setDefault(task.locale());
      outcomes.add(Outcome.of(subject, task.trial()));
    }
    Wire.writeOutcomes(file, outcomes);
    Runtime.getRuntime().halt(0); // whatever threads the strategy may have left
  }

  private static Supplier<NeuronSelectionStrategy> factory(String type)
      throws ReflectiveOperationException {
    Constructor<?> constructor = Class.forName(type).getDeclaredConstructor();
    constructor.setAccessible(true);
    return () -> Copies.create(constructor);
  }

  /** Two processes with the same history give the same identity hashes to the same objects. */
  private static void shiftIdentityHashes(int start) {
    for (int i = 0; i < start; i++) {
      System.identityHashCode(new Object());
    }
  }

  private static void endWithTheOther() {
    Thread thread = new Thread(SecondMachineMain::awaitEndOfInput, "end with the other");
    thread.setDaemon(true);
    thread.start();
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // nothing is ever written
      }
    } catch (IOException e) {
      // the other is gone
    }
    Runtime.getRuntime().halt(1);
  }
}
