package org.neuronbench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.method.AdmissionRule;
import org.neuronbench.spi.method.ErrorMap;
import org.neuronbench.spi.method.ErrorRule;
import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.Step;
import org.neuronbench.spi.method.TargetRule;
import org.neuronbench.spi.method.Targets;
import org.neuronbench.spi.method.TrainingMethod;
import org.neuronbench.spi.method.Verdict;

/** Changes the default locale. */
@Isolated
class MethodSuiteTest {

  private static final AtomicLong INSTANCES = new AtomicLong();

  /** Trains on every other image that came by, and on a share of the others. */
  static class Sound implements AdmissionRule {
    long seen;
    private double share;

    @Override
    public String id() {
      return "sound";
    }

    @Override
    public List<ParameterSpec> parameters() {
      return List.of(ParameterSpec.number("share", 0.5, 0, 1, "of the others"));
    }

    @Override
    public void start(MethodRun run) {
      share = run.parameters().number("share");
    }

    @Override
    public Verdict[] admit(Step step) {
      Verdict[] verdicts = new Verdict[step.ids().length];
      for (int i = 0; i < verdicts.length; i++) {
        boolean train = seen++ % 2 == 0 || step.random().split(i).nextDouble() < share;
        verdicts[i] = train ? Verdict.TRAIN : Verdict.SCORE;
      }
      return verdicts;
    }

    @Override
    public byte[] state() {
      return ByteBuffer.allocate(8).putLong(seen).array();
    }

    @Override
    public void restore(byte[] state) {
      seen = ByteBuffer.wrap(state).getLong();
    }
  }

  private static CheckResult.Verdict verdict(
      Supplier<? extends TrainingMethod> factory, MethodCheck check) {
    return MethodSuite.of(factory).run(check).verdict();
  }

  @Test
  void aSoundMethodPasses() {
    assertThat(MethodSuite.of(Sound::new).run(result -> {}))
        .extracting(MethodResult::verdict)
        .containsOnly(CheckResult.Verdict.PASSED);
  }

  static Stream<Arguments> defects() {
    return Stream.of(
        Arguments.of(
            MethodCheck.IDENTITY,
            (Supplier<TrainingMethod>) () -> new Named("Not An Id"),
            "id() returned 'Not An Id'"),
        Arguments.of(
            MethodCheck.IDENTITY,
            (Supplier<TrainingMethod>) () -> new Named("idle"),
            "it implements none of the rules"),
        Arguments.of(
            MethodCheck.ANSWERS,
            (Supplier<TrainingMethod>)
                () ->
                    new Sound() {
                      @Override
                      public Verdict[] admit(Step step) {
                        return Arrays.copyOf(super.admit(step), 3);
                      }
                    },
            "epoch 0, step 0, admit() gave 3 verdicts on 16 images"),
        Arguments.of(MethodCheck.ANSWERS, (Supplier<TrainingMethod>) TooMany::new, "not 1 to 64"),
        Arguments.of(
            MethodCheck.ANSWERS,
            (Supplier<TrainingMethod>) NoNumbers::new,
            "a loss of NaN, or its gradient, is no finite number"),
        Arguments.of(
            MethodCheck.PARAMETER_RANGES,
            (Supplier<TrainingMethod>)
                () ->
                    new Sound() {
                      @Override
                      public void start(MethodRun run) {
                        if (run.parameters().number("share") == 1) {
                          throw new IllegalArgumentException("all is too many");
                        }
                      }
                    },
            "with share: 1.0, it threw java.lang.IllegalArgumentException: all is too many"),
        Arguments.of(
            MethodCheck.REPETITION,
            (Supplier<TrainingMethod>)
                () ->
                    new Sound() {
                      private final long number = INSTANCES.getAndIncrement();

                      @Override
                      public Verdict[] admit(Step step) {
                        seen += number;
                        return super.admit(step);
                      }
                    },
            "the other time"),
        Arguments.of(
            MethodCheck.STATE,
            (Supplier<TrainingMethod>)
                () ->
                    new Sound() {
                      @Override
                      public Verdict[] admit(Step step) {
                        seen++;
                        return super.admit(step);
                      }

                      @Override
                      public void restore(byte[] state) {
                        seen = 1;
                      }
                    },
            "epoch 2, step 0, admit() was answered"),
        Arguments.of(
            MethodCheck.LOCALE,
            (Supplier<TrainingMethod>)
                () ->
                    new Sound() {
                      @Override
                      public Verdict[] admit(Step step) {
                        seen += "I".toLowerCase(Locale.getDefault()).equals("i") ? 0 : 1;
                        return super.admit(step);
                      }
                    },
            "in tr-TR, epoch 0, step 0, admit() was answered"),
        Arguments.of(
            MethodCheck.INPUTS,
            (Supplier<TrainingMethod>)
                () ->
                    new Sound() {
                      @Override
                      public Verdict[] admit(Step step) {
                        Arrays.sort(step.ids());
                        return super.admit(step);
                      }
                    },
            "admit() changed its step"));
  }

  private static class Named implements TrainingMethod {
    private final String id;

    Named(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public void start(MethodRun run) {}
  }

  private static final class TooMany extends Named implements ErrorRule {
    TooMany() {
      super("too-many");
    }

    @Override
    public int kept(ConvolutionLayer layer) {
      return layer.outputChannels() + 1;
    }

    @Override
    public int[] keep(ErrorMap map) {
      return new int[0];
    }
  }

  private static final class NoNumbers extends Named implements TargetRule {
    NoNumbers() {
      super("no-numbers");
    }

    @Override
    public Targets targets(Step step) {
      int count = step.outputs().length;
      double[] losses = new double[count];
      losses[0] = Double.NaN;
      return Targets.ofLoss(losses, new double[count][step.outputs()[0].length]);
    }
  }

  @ParameterizedTest
  @MethodSource("defects")
  void aDefectFailsItsCheck(
      MethodCheck check, Supplier<? extends TrainingMethod> faulty, String found) {
    MethodResult result = MethodSuite.of(faulty).run(check);
    assertThat(result.verdict()).isEqualTo(CheckResult.Verdict.FAILED);
    assertThat(result.message()).contains(found, check.title(), check.reason());
  }

  @Test
  void whatDoesNotAnswerIsNotCompared() {
    Supplier<TrainingMethod> silent = TooMany::new;
    assertThat(verdict(silent, MethodCheck.REPETITION)).isEqualTo(CheckResult.Verdict.NOT_JUDGED);
    assertThat(verdict(silent, MethodCheck.STATE)).isEqualTo(CheckResult.Verdict.NOT_JUDGED);
  }

  /** A latch that nobody opens: given up after the limit, and the locale is as it was. */
  @Test
  void aMethodThatHangsIsGivenUp() {
    Locale before = Locale.getDefault();
    MethodResult result =
        MethodSuite.of(
                () ->
                    new Sound() {
                      @Override
                      public void start(MethodRun run) {
                        if (!Locale.getDefault().getLanguage().equals("tr")) {
                          super.start(run);
                          return;
                        }
                        try {
                          new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                          throw new IllegalStateException(e);
                        }
                      }
                    })
            .withLimit(Duration.ofMillis(200))
            .run(MethodCheck.LOCALE);
    assertThat(result.verdict()).isEqualTo(CheckResult.Verdict.FAILED);
    assertThat(result.found()).contains("200 ms");
    assertThat(Locale.getDefault()).isEqualTo(before);
  }

  @Test
  void afterAHangNothingMoreIsRun() {
    assertThat(
            MethodSuite.of(
                    () ->
                        new Sound() {
                          @Override
                          public void start(MethodRun run) {
                            try {
                              new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                              throw new IllegalStateException(e);
                            }
                          }
                        })
                .withLimit(Duration.ofMillis(200))
                .run(result -> {}))
        .extracting(MethodResult::verdict)
        .startsWith(CheckResult.Verdict.PASSED, CheckResult.Verdict.FAILED)
        .endsWith(CheckResult.Verdict.NOT_RUN, CheckResult.Verdict.NOT_RUN);
  }

  @Test
  void parametersAreThoseGiven() {
    assertThat(
            MethodSuite.of(Sound::new)
                .withParameters(Map.of("shar", 1))
                .run(MethodCheck.ANSWERS)
                .found())
        .contains("shar");
  }
}
