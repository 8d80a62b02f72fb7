package org.neuronbench.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.testkit.CheckResult.Verdict;

@Execution(ExecutionMode.CONCURRENT)
class ConformanceSuiteTest {

  private static Arguments faulty(
      Check check, Supplier<NeuronSelectionStrategy> factory, String answered) {
    return arguments(check, factory, answered);
  }

  private static Stream<Arguments> faultyStrategies() {
    return Stream.of(
        faulty(Check.IDENTITY, Faulty.BadId::new, "'My Idea', which is not lower-case words"),
        faulty(Check.IDENTITY, Faulty.ReservedId::new, "reserved for the project"),
        faulty(Check.IDENTITY, Faulty.UnstableId::new, "'idea-0', 'idea-1' and 'idea-0'"),
        faulty(Check.IDENTITY, Faulty.FailingConstructor::new, "no configuration found"),
        faulty(Check.ANSWERS, Faulty.NullSelection::new, "select() for epoch 2 returned null"),
        faulty(Check.ANSWERS, Faulty.NullInEpoch7::new, "select() for epoch 7 returned null"),
        faulty(Check.ANSWERS, Faulty.Throwing::new, "Neuron -1 does not exist"),
        faulty(
            Check.PARAMETERS, Faulty.UndeclaredParameter::new, "No Double parameter 'temperature'"),
        faulty(Check.PARAMETERS, Faulty.ParameterWithoutHelp::new, "nothing"),
        faulty(Check.PARAMETER_RANGES, Faulty.RefusedBoundary::new, "temperature must not be 0"),
        faulty(Check.PARAMETER_RANGES, Faulty.AfraidOfTheMiddle::new, "no logarithm of 0"),
        faulty(Check.PARAMETER_RANGES, Faulty.GreedyByChoice::new, "a selection over the budget"),
        faulty(Check.PARAMETER_RANGES, Faulty.MoreThanThereAre::new, "Neuron 999 does not exist"),
        faulty(Check.PARAMETERS, Faulty.UnitOfNoParameter::new, "unit() threw "),
        faulty(Check.UNIT, Faulty.UnstableUnit::new, "'OUTPUT_CHANNEL', 'INPUT_CHANNEL' and"),
        faulty(Check.UNIT, Faulty.UnitOfTheInstance::new, "unit() answered 'OUTPUT_CHANNEL', and"),
        faulty(Check.UNIT, Faulty.NullUnit::new, "unit() answered 'null', and then 'null'"),
        faulty(
            Check.RESELECTION,
            Faulty.UnstableReselection::new,
            "reselection() answered 'every 1 steps', and then 'every 2 steps'"),
        faulty(Check.RESELECTION, Faulty.FailingReselection::new, "reselection() threw "),
        faulty(
            Check.ANSWERS,
            Faulty.AfraidWithinEpochs::new,
            "select() for epoch 0, step 2 returned null"),
        faulty(Check.ANSWERS, Faulty.AfraidOfTheUntrained::new, "is NaN"),
        faulty(Check.BUDGET, Faulty.BytesForParameters::new, " bytes in epoch 0, "),
        faulty(Check.NETWORKS, Faulty.AtALossForMemory::new, "no idea"),
        faulty(Check.SIGNALS, Faulty.UndeclaredSignal::new, "declare in signals()"),
        faulty(Check.SIGNALS, Faulty.UndeclaredSignalUntested::new, "signals() declares []"),
        faulty(
            Check.FIRST_EPOCH, Faulty.ImpatientInEpoch0::new, "output-similarity was not measured"),
        faulty(Check.ODD_OBSERVATIONS, Faulty.AfraidOfNaN::new, "The score of neuron 0 is NaN"),
        faulty(Check.NETWORKS, Faulty.NeedsTwoNeurons::new, "one-neuron has neurons 0 to 0"),
        faulty(Check.BUDGET, Faulty.OneTooMany::new, "too many"),
        faulty(Check.BUDGET, Faulty.GreedyInEpoch10::new, "in epoch 10"),
        faulty(Check.SAME_SEED, Faulty.OwnDice::new, "neurons selected one time"),
        faulty(Check.ITERATION_ORDER, Faulty.HashOrder::new, "look for HashMap"),
        faulty(Check.ITERATION_ORDER, Faulty.SaltedOrder::new, "look for Set.of, Map.of"),
        faulty(Check.ITERATION_ORDER, Faulty.IdentityOrder::new, "look for Set.of, Map.of"),
        faulty(Check.OTHER_SEEDS, Faulty.FixedDice::new, "draws from java.util.Random of its own"),
        faulty(Check.OTHER_SEEDS, Faulty.StreamOfItsOwn::new, "RandomStream of its own"),
        faulty(Check.LOCALE, Faulty.MachinesCase::new, "give Locale.ROOT"),
        faulty(Check.LOCALE, Faulty.MachinesNumbers::new, "the parameters are [share: one of 0,5"),
        faulty(Check.STATE, Faulty.StaticCounter::new, "look for static fields"),
        faulty(Check.STATE, Faulty.StaticCache::new, "look for static fields"),
        faulty(Check.THREADS, Faulty.ThreadBound::new, "look for ThreadLocal"),
        faulty(Check.CONCURRENCY, Faulty.SharedScratch::new, "look for static fields"),
        faulty(Check.INPUTS, Faulty.KeepsEpochs::new, "epoch 0 is over"),
        faulty(Check.INPUTS, Faulty.SortsTheNetwork::new, "UnsupportedOperationException"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("faultyStrategies")
  void oneDefectFailsOneCheck(
      Check check, Supplier<NeuronSelectionStrategy> factory, String answered) {
    List<CheckResult> failed = failed(ConformanceSuite.of(factory));
    assertThat(failed).extracting(CheckResult::check).containsExactly(check);
    assertThat(failed.get(0).answered()).contains(answered);
  }

  @Test
  void slownessFailsTheSpeedCheck() {
    ManualClock clock = new ManualClock();
    List<CheckResult> failed =
        failed(ConformanceSuite.of(() -> new Faulty.Slow(clock)).withClock(clock));
    assertThat(failed).extracting(CheckResult::check).containsExactly(Check.SPEED);
    assertThat(failed.get(0).asked()).contains("resnet-50", "26,560 neurons");
    assertThat(failed.get(0).answered())
        .isEqualTo("1,001 ms for a selection, the limit is 1,000 ms");
  }

  @Test
  void everyCheckHasAStrategyThatFailsIt() {
    Set<Check> covered =
        faultyStrategies().map(a -> (Check) a.get()[0]).collect(Collectors.toSet());
    covered.add(Check.SPEED);
    assertThat(covered).containsExactlyInAnyOrder(Check.values());
  }

  private static ConformanceSuite hanging(Predicate<Network> where) {
    ManualClock clock = new ManualClock();
    return ConformanceSuite.of(() -> new Faulty.Hanging(clock, where)).withClock(clock);
  }

  @Test
  void aCallThatHangsFailsItsCheckAndIsNamed() {
    CheckResult result = hanging(network -> true).run(Check.BUDGET);
    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(result.answered()).isEqualTo("select() for epoch 0 did not come back within 10 s");
  }

  @Test
  void whatHangsInAnyRunIsNotAskedForMore() {
    List<CheckResult> results = hanging(network -> true).run();
    assertThat(results).extracting(CheckResult::check).containsExactly(Check.values());
    assertThat(results)
        .filteredOn(r -> r.verdict() == Verdict.FAILED)
        .extracting(CheckResult::check)
        .containsExactly(Check.ANSWERS);
    assertThat(results)
        .filteredOn(r -> r.check().compareTo(Check.ANSWERS) > 0)
        .extracting(CheckResult::message)
        .containsOnly("not run: the strategy hangs, see answers");
  }

  @Test
  void whatHangsInSomeRunsIsStillJudgedInOthers() {
    List<CheckResult> results =
        hanging(network -> network.name().equals("one-neuron"))
            .run(List.of(Check.NETWORKS, Check.BUDGET, Check.SAME_SEED), r -> {});
    assertThat(results)
        .extracting(CheckResult::verdict)
        .containsExactly(Verdict.FAILED, Verdict.NOT_JUDGED, Verdict.PASSED);
    assertThat(results.get(1).asked()).isEqualTo("the strategy hung before, see networks");
  }

  @Test
  void checksForWhichNoTimeIsLeftAreNamed() {
    ManualClock clock = new ManualClock();
    List<CheckResult> results =
        ConformanceSuite.of(Sound.RandomNeurons::new)
            .withClock(clock)
            .withLimits(Duration.ofSeconds(10), Duration.ofMinutes(5))
            .run(List.of(Check.IDENTITY, Check.BUDGET), ended -> clock.advance(300_000));
    assertThat(results.get(0).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(results.get(1).message()).isEqualTo("not run: all checks together may take 300 s");
  }

  @Test
  void tellsEachResultBeforeTheNextCheckBegins() {
    List<String> events = new ArrayList<>();
    ConformanceSuite.of(
            () -> {
              events.add("asked");
              return new Sound.RandomNeurons();
            })
        .run(List.of(Check.IDENTITY, Check.ANSWERS), ended -> events.add(ended.check().id()));
    assertThat(events).endsWith("answers").containsSubsequence("identity", "asked", "answers");
  }

  @Test
  void aStrategyThatDrawsNothingIsSaidToDrawNothing() {
    assertThat(ConformanceSuite.of(Sound.FirstNeurons::new).run(Check.OTHER_SEEDS).message())
        .endsWith("which make no difference: nothing is drawn");
  }

  @Test
  void whatASecondJavaCannotCreateIsNotJudged() {
    ManualClock clock = new ManualClock();
    assertThat(ConformanceSuite.of(() -> new Faulty.Slow(clock)).run(Check.LOCALE).message())
        .startsWith("not judged: ")
        .contains("Slow has no constructor without parameters");
  }

  /** All but the one of both units, which {@link #bothUnitsAreJudged} judges in each. */
  private static Stream<Arguments> soundStrategies() {
    return Stream.<Supplier<NeuronSelectionStrategy>>of(
            Sound.RandomNeurons::new,
            Sound.GreatestChange::new,
            Sound.Everything::new,
            Sound.NormsFromTheFirst::new,
            Sound.SeededDice::new,
            Sound.FirstNeurons::new,
            Sound.GreedyByDeclaration::new,
            Sound.ResNetOnly::new,
            Sound.ParametersOnly::new,
            Sound.WithinTimeOnly::new)
        .map(factory -> arguments(factory.get().getClass().getSimpleName(), factory));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("soundStrategies")
  void soundStrategiesPass(String name, Supplier<NeuronSelectionStrategy> factory) {
    assertThat(failed(ConformanceSuite.of(factory))).as(name).isEmpty();
  }

  @Test
  void aStrategyThatUsesEverythingIsJudgedInEverything() {
    assertThat(ConformanceSuite.of(Sound.GreatestChange::new).run())
        .extracting(CheckResult::verdict)
        .containsOnly(Verdict.PASSED);
  }

  @Test
  void whatDoesNotApplyIsNotJudgedAndSaysWhy() {
    ConformanceSuite suite = ConformanceSuite.of(Sound.Everything::new);
    assertThat(suite.run(Check.BUDGET).message())
        .isEqualTo("not judged: the strategy declares that it uses no budget");
    assertThat(suite.run(Check.PARAMETER_RANGES).message())
        .isEqualTo("not judged: the strategy declares no parameters");
  }

  @Test
  void aDefectStandsBeforeTheOtherChecks() {
    List<CheckResult> results = ConformanceSuite.of(Faulty.UndeclaredParameter::new).run();
    assertThat(results)
        .filteredOn(r -> r.check() == Check.BUDGET || r.check() == Check.SPEED)
        .extracting(CheckResult::message)
        .containsOnly("not judged: another failure stands before it, see parameters");
  }

  @Test
  void namesTheNetworksThatWereRefused() {
    assertThat(ConformanceSuite.of(Sound.ResNetOnly::new).run(Check.BUDGET).message())
        .startsWith("passed: ")
        .contains("of which it refused [mobilenet-v2, ")
        .doesNotContain("resnet-18");
  }

  @Test
  void namesTheBudgetsThatWereRefused() {
    assertThat(ConformanceSuite.of(Sound.ParametersOnly::new).run(Check.BUDGET).message())
        .endsWith("runs on 9 networks; it refused every budget of [input-channel-fp32, macs]");
    assertThat(ConformanceSuite.of(Sound.RandomNeurons::new).run(Check.BUDGET).message())
        .endsWith("runs on 9 networks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"output", "input"})
  void bothUnitsAreJudged(String unit) {
    ConformanceSuite suite =
        ConformanceSuite.of(Sound.EitherUnit::new).withParameters(Map.of("unit", unit));
    assertThat(suite.run()).extracting(CheckResult::verdict).containsOnly(Verdict.PASSED);
  }

  @Test
  void aStrategyThatRefusesEveryNetworkHasNotAnswered() {
    ConformanceSuite suite =
        ConformanceSuite.of(Sound.ResNetOnly::new).withNetworks(List.of(Networks.oneNeuron()));
    assertThat(suite.run(Check.ANSWERS).verdict()).isEqualTo(Verdict.PASSED);
    CheckResult refused =
        ConformanceSuite.of(Faulty.RefusedBoundary::new)
            .withParameters(Map.of("temperature", 0))
            .run(Check.ANSWERS);
    assertThat(refused.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(refused.answered())
        .isEqualTo("every network was refused, the last with: temperature must not be 0");
  }

  @Test
  void aFailureSaysWhatWasAskedWhatCameBackAndWhyItMatters() {
    CheckResult result = ConformanceSuite.of(Faulty.NullSelection::new).run(Check.ANSWERS);
    assertThat(result.message())
        .isEqualTo(
            "The strategy must be one that selects in every epoch of an ordinary run.%n".formatted()
                + "  asked:     20 epochs on mobilenet-v2 with a budget of 218,976 of 2,189,760"
                + " parameters, seed 42%n".formatted()
                + "  came back: select() for epoch 2 returned null%n".formatted()
                + "  matters:   A strategy that throws, or returns no selection of its run's"
                + " network, ends its cell with strategy-error.");
  }

  @Test
  void anExceptionIsPlacedInTheAuthorsCode() {
    CheckResult result = ConformanceSuite.of(Faulty.Throwing::new).run(Check.ANSWERS);
    assertThat(result.answered()).containsPattern("at .*Faulty\\$Throwing\\.select\\(Faulty");
  }

  @Test
  void everyCheckHasItsOwnIdAndTitle() {
    assertThat(Check.values()).extracting(Check::id).doesNotHaveDuplicates();
    assertThat(Check.values()).extracting(Check::title).doesNotHaveDuplicates();
    assertThat(Arrays.stream(Check.values()).map(Check::reason)).allMatch(r -> r.endsWith("."));
  }

  private static List<CheckResult> failed(ConformanceSuite suite) {
    return suite.run().stream().filter(r -> r.verdict() == Verdict.FAILED).toList();
  }
}
