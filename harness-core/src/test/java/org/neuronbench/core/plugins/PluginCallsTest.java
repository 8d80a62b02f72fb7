package org.neuronbench.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginCallsTest {

  private final PluginCalls calls = calls(Duration.ofSeconds(60));

  private static PluginCalls calls(Duration limit) {
    return new PluginCalls("idea", PluginCallsTest.class.getClassLoader(), limit);
  }

  private static PluginFailure failure(PluginCalls calls, Callable<?> task) {
    return catchThrowableOfType(PluginFailure.class, () -> calls.call(task));
  }

  private PluginFailure thrown(Exception thrown) {
    return failure(
        calls,
        () -> {
          throw thrown;
        });
  }

  @AfterEach
  void isNotInterrupted() {
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void anExceptionThatThrowsWhenAskedIsNamed() {
    PluginFailure failure = thrown(new Hostile.Mute());
    assertThat(failure.words()).isEqualTo("threw " + Hostile.Mute.class.getName());
    assertThat(failure.trace()).isEqualTo(Hostile.Mute.class.getName() + "\n");
  }

  @Test
  void anExceptionThatNeverAnswersTakesTooLong() {
    PluginFailure failure =
        failure(
            calls(Duration.ofMillis(100)),
            () -> {
              throw new Hostile.Endless();
            });
    assertThat(failure.kind()).isEqualTo(PluginFailure.Kind.TIMEOUT);
    assertThat(failure.words()).startsWith("took longer than 100 ms");
  }

  @Test
  void anExceptionIsAskedOnThePlugInsThreadOnly() {
    PluginFailure failure = thrown(new Hostile.Listening());
    assertThat(failure.trace()).startsWith("listening\n\tat ");
    assertThat(Hostile.Listening.askedBy().split(";")).containsOnly("plug-in idea");
  }

  @Test
  void causesInACircleHaveAnEnd() {
    assertThat(thrown(Hostile.circle()).trace())
        .startsWith("java.lang.IllegalStateException: first\n")
        .contains("Caused by: java.lang.IllegalStateException: second\n");
    assertThat(thrown(Hostile.circleOfWrappers()).words()).contains("Wrapper: outer");
  }

  @Test
  void whatIsThrownIsCleanedAndCut() {
    PluginFailure failure =
        thrown(new IllegalStateException("\u001b[31m\uD83D\r" + "x".repeat(20_000_000)));
    assertThat(failure.words())
        .startsWith("threw java.lang.IllegalStateException: \uFFFD xxx")
        .contains("xx… at " + PluginCallsTest.class.getName())
        .hasSizeLessThan(PluginText.LINE);
    assertThat(failure.said()).hasSizeLessThan(PluginText.LINE);
    assertThat(failure.trace()).hasSizeLessThan(PluginText.TRACE).doesNotContain("\u001b");
  }

  @Test
  void aPlugInThatInterruptsTheHarnessIsWaitedForAllTheSame() throws PluginFailure {
    Thread harness = Thread.currentThread();
    assertThat(
            calls.call(
                () -> {
                  harness.interrupt();
                  while (harness.isInterrupted()) {
                    Thread.onSpinWait(); // until the wait has taken note
                  }
                  return "answer";
                }))
        .isEqualTo("answer");
  }

  @Test
  void interruptsWithoutEndDoNotProlongTheLimit() {
    Thread harness = Thread.currentThread();
    PluginFailure failure =
        failure(
            calls(Duration.ofMillis(100)),
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                harness.interrupt();
              }
              return null;
            });
    assertThat(failure.kind()).isEqualTo(PluginFailure.Kind.TIMEOUT);
  }

  /** The harness waits on nothing that a plug-in can lock. */
  @Test
  void aThreadThatLocksItselfIsLeftBehind() {
    PluginFailure failure =
        failure(
            calls(Duration.ofMillis(100)),
            () -> {
              synchronized (Thread.currentThread()) {
                throw new Hostile.Endless();
              }
            });
    assertThat(failure.words()).contains("its thread is left behind");
  }

  @Test
  void theDefaultsOfTheProcessAreSetBack() throws PluginFailure {
    Locale language = Locale.getDefault();
    Locale format = Locale.getDefault(Locale.Category.FORMAT);
    TimeZone zone = TimeZone.getDefault();
    PrintStream out = System.out;
    PrintStream err = System.err;
    calls.call(
        () -> {
          Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
          Locale.setDefault(Locale.Category.FORMAT, Locale.FRANCE);
          TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
          System.setOut(new PrintStream(PrintStream.nullOutputStream()));
          System.setErr(System.out);
          return "changed";
        });
    assertThat(Locale.getDefault()).isEqualTo(language);
    assertThat(Locale.getDefault(Locale.Category.FORMAT)).isEqualTo(format);
    assertThat(TimeZone.getDefault()).isEqualTo(zone);
    assertThat(System.out).isSameAs(out);
    assertThat(System.err).isSameAs(err);
  }

  @Test
  void theDefaultsAreSetBackAfterACallThatThrows() {
    Locale language = Locale.getDefault();
    failure(
        calls,
        () -> {
          Locale.setDefault(Locale.forLanguageTag("hi-IN-u-nu-deva"));
          throw new IllegalStateException("after that");
        });
    assertThat(Locale.getDefault()).isEqualTo(language);
  }
}
