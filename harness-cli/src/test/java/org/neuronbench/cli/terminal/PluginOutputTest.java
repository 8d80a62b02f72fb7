package org.neuronbench.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neuronbench.cli.Terminals;
import org.neuronbench.core.plugins.PluginCalls;

class PluginOutputTest {

  private final PrintStream before = System.out;
  private final StringWriter terminal = new StringWriter();
  private final PrintWriter writer = new PrintWriter(terminal, true);
  private final MovingLine line = new MovingLine(writer, Terminals.of(80));
  private final PluginOutput output = PluginOutput.capture(line, writer);

  @AfterEach
  void release() {
    output.release();
    assertThat(System.out).isSameAs(before);
  }

  private static void inStrategy(Callable<?> task) throws Exception {
    new PluginCalls("idea", PluginOutputTest.class.getClassLoader(), Duration.ofSeconds(60))
        .call(task);
  }

  private static Object print(String line) {
    System.out.println(line);
    return line;
  }

  /** The progress line is emptied first, and drawn again with the next step. */
  @Test
  void showsALineOfItsOwnInPlaceOfTheProgress() throws Exception {
    line.show("[1/2] epoch 1/2");
    inStrategy(() -> print("hello"));
    assertThat(terminal.toString())
        .isEqualTo("[1/2] epoch 1/2\r\u001b[K[idea] hello%n".formatted());
  }

  @Test
  void catchesThreadsThatAStrategyStarts() throws Exception {
    inStrategy(
        () -> {
          Thread helper = new Thread(() -> print("from a helper"));
          helper.start();
          helper.join();
          return helper;
        });
    assertThat(terminal.toString()).contains("[idea] from a helper");
  }

  /** Such as a warning of a library: neither lost nor between the lines of a table. */
  @Test
  void passesOnWhatTheHarnessPrintsToTheErrorStream() {
    PrintStream caught = System.err;
    ByteArrayOutputStream standardErr = new ByteArrayOutputStream();
    System.setErr(new PrintStream(standardErr, true, StandardCharsets.UTF_8));
    PluginOutput inner = PluginOutput.capture(line, writer);
    try {
      print("a warning");
    } finally {
      inner.release();
      System.setErr(caught);
    }
    assertThat(standardErr.toString(StandardCharsets.UTF_8)).isEqualTo("a warning%n".formatted());
    assertThat(terminal.toString()).isEmpty();
  }
}
