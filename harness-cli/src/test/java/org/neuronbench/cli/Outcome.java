package org.neuronbench.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.neuronbench.cli.terminal.Terminal;

/** What a command line did. */
public record Outcome(int code, String out, String err) {

  public static Outcome of(String... args) {
    return on(Terminal.system(), args);
  }

  public static Outcome on(Terminal terminal, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine(terminal)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args);
    return new Outcome(code, out.toString(), err.toString());
  }
}
