package org.neuronbench.cli.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.core.plugins.ExitGuard;
import org.neuronbench.core.run.Cancellation;

/**
 * On Ctrl-C, or when a plug-in calls exit, lets the run end its step and write its report before
 * the process goes.
 */
final class Interruption {

  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch done = new CountDownLatch(1);

  private volatile boolean pluginsDoing;

  Interruption(Cancellation cancellation) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (done.getCount() > 0) {
                    pluginsDoing = ExitGuard.isPluginsDoing(); // before the run's end is worded
                    cancellation.request();
                    await();
                  }
                },
                "interruption"));
  }

  private void await() {
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(pluginsDoing ? ExitGuard.CODE : ExitCode.FAILED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void finished() {
    done.countDown();
  }
}
