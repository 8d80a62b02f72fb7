package org.neuronbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.cli.workbench.Workbench;
import org.neuronbench.core.plugins.Rejection;
import org.neuronbench.core.strategies.StrategyInfo;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.Signal;

/** What a plug-in sees of others, and of the harness. */
class PluginIsolationTest {

  @TempDir private Path folder;

  private static final String DESCRIPTION = "public String description() { return %s; }";

  private String described(PluginJar jar) {
    Path written = jar.write(folder.resolve("asked.jar"));
    StrategyRegistry registry = StrategyRegistry.load(List.of(written));
    assertThat(registry.rejections()).isEmpty();
    return registry.info("asked").description();
  }

  private String answered(String expression) {
    return described(PluginJar.with("asked", DESCRIPTION.formatted(expression)));
  }

  private Path withLibrary(String id, String version) {
    Path place = folder.resolve(id);
    Path library =
        new PluginJar()
            .source(
                "lib.Library",
                "package lib; public class Library { public static String version() { return \"%s\"; } }"
                    .formatted(version))
            .entry("lib/version.txt", version)
            .write(place.resolve("library.jar"));
    PluginJar.with(
            id,
            DESCRIPTION.formatted(
                """
                lib.Library.version() + " " + new Scanner(
                    Thread.currentThread().getContextClassLoader().getResourceAsStream("lib/version.txt")).next()\
                """))
        .against(library)
        .write(place.resolve("idea.jar"));
    return place;
  }

  @Test
  void twoPlugInsMayBringTwoVersionsOfOneLibrary() {
    StrategyRegistry registry =
        StrategyRegistry.load(List.of(withLibrary("old", "1.0"), withLibrary("new", "2.0")));
    assertThat(registry.strategies())
        .extracting(StrategyInfo::description)
        .containsExactly("2.0 2.0", "1.0 1.0");
  }

  /** The harness is built with Jackson and Commons CSV; a plug-in may bring others, or none. */
  @Test
  void aPlugInSeesNoClassOfTheHarness() {
    String members =
        """
        private static String sees(String... types) {
          String seen = "";
          for (String type : types) {
            try {
              seen += Class.forName(type).getSimpleName() + " ";
            } catch (ClassNotFoundException e) {
              seen += "- ";
            }
          }
          return seen;
        }
        """;
    String expression =
        """
        sees("com.fasterxml.jackson.databind.ObjectMapper", "org.apache.commons.csv.CSVFormat",
            "org.slf4j.Logger", "org.neuronbench.core.InputException",
            "org.neuronbench.strategies.Velocity", "org.neuronbench.spi.Network",
            "java.sql.Connection")\
        """;
    assertThat(described(PluginJar.with("asked", members + DESCRIPTION.formatted(expression))))
        .isEqualTo("- - - - - Network Connection ");
  }

  @Test
  void aPlugInSeesNoResourceOfTheHarness() {
    assertThat(answered("\"\" + Idea.class.getResource(\"/logback.xml\")")).isEqualTo("null");
    assertThat(getClass().getResource("/logback.xml")).isNotNull();
  }

  /** What a library finds by {@code ServiceLoader} is the plug-in's own. */
  @Test
  void aPlugInSeesNoServiceOfTheHarness() {
    assertThat(
            answered(
                "ServiceLoader.load(NeuronSelectionStrategy.class).stream()"
                    + ".map(p -> p.type().getName()).toList().toString()"))
        .isEqualTo("[author.Idea]");
  }

  /** A jar that packs the SPI uses the harness's all the same. */
  @Test
  void aCopyOfTheSpiInThePlugInIsPassedOver() {
    PluginJar jar =
        PluginJar.with("asked", DESCRIPTION.formatted("Network.class.getClassLoader().toString()"))
            .packingTheSpi();
    assertThat(described(jar)).isEqualTo(NeuronSelectionStrategy.class.getClassLoader().toString());
  }

  @Test
  void theContextLoaderIsThePlugIns() {
    assertThat(
            answered(
                "\"\" + (Thread.currentThread().getContextClassLoader() =="
                    + " Idea.class.getClassLoader())"))
        .isEqualTo("true");
    assertThat(Thread.currentThread().getContextClassLoader())
        .isSameAs(getClass().getClassLoader());
  }

  @Test
  void aJarGivenTwiceIsOnePlugIn() {
    Path jar = PluginJar.of("twice").write(folder.resolve("plugins/twice.jar"));
    Outcome listed =
        Outcome.of(
            "strategies",
            "list",
            "--strict",
            "--plugins",
            jar.getParent().toString(),
            "--plugins",
            jar.toString());
    assertThat(listed.code()).isZero();
  }

  @Test
  void ofTwoJarsWithOneIdTheFirstIsTaken() {
    Path first = PluginJar.of("same").write(folder.resolve("a.jar"));
    Path second = PluginJar.of("same").write(folder.resolve("b.jar"));
    StrategyRegistry registry = StrategyRegistry.load(List.of(first, second));
    assertThat(registry.info("same").origin().path()).isEqualTo(first);
    assertThat(registry.rejections())
        .extracting(Rejection::line)
        .containsExactly(
            "b.jar declares the id 'same', which is taken by a.jar (%s), a copy of it; remove one of them"
                .formatted(first));
  }

  /** One jar may hold several strategies, of which one may be broken. */
  @Test
  void aBrokenStrategyDoesNotStopTheOthersOfItsJar() {
    Path jar =
        PluginJar.of("good")
            .source(
                "author.Bad",
                "package author; public class Bad extends Idea { public String id() { return null; } }")
            .service("author.Bad\nauthor.Gone # later\nauthor.Idea\n")
            .write(folder.resolve("several.jar"));
    StrategyRegistry registry = StrategyRegistry.load(List.of(jar));
    assertThat(registry.strategies()).extracting(StrategyInfo::id).containsExactly("good");
    assertThat(registry.rejections())
        .extracting(Rejection::line)
        .containsExactly(
            "several.jar declares author.Bad, whose id() is null",
            "several.jar declares author.Gone, which it does not hold");
  }

  @Test
  void theBuiltInStrategiesAreAPlugInLikeOthers() {
    List<Path> builtIn = Workbench.builtIn().plugins();
    assertThat(builtIn)
        .satisfiesExactly(
            one -> assertThat(one).asString().contains("strategies-builtin"),
            two -> assertThat(two).asString().contains("training-methods"));
    StrategyRegistry registry = StrategyRegistry.load(builtIn);
    assertThat(registry.rejections()).isEmpty();
    assertThat(registry.strategies()).isNotEmpty().allMatch(s -> s.hash().matches("[0-9a-f]{64}"));
  }

  /** A constant that a newer SPI has besides does no harm until it turns up. */
  @Test
  void aPlugInThatKnowsMoreSignalsIsLoaded() {
    Path newer =
        new PluginJar()
            .source(
                "org.neuronbench.spi.Signal",
                "package org.neuronbench.spi; public enum Signal { WEIGHT_NORM, LOSS }")
            .write(folder.resolve("newer/spi.jar"));
    String members =
        """
        public Set<Signal> signals() {
          Set<Signal> known = new HashSet<>();
          for (Signal signal : Signal.values()) {
            switch (signal) {
              case LOSS: break;
              case WEIGHT_NORM: known.add(signal); break;
              default: break;
            }
          }
          return known;
        }
        """;
    Path jar = PluginJar.with("fine", members).against(newer).write(folder.resolve("fine.jar"));
    StrategyRegistry registry = StrategyRegistry.load(List.of(jar));
    assertThat(registry.rejections()).isEmpty();
    assertThat(registry.info("fine").signals()).containsExactly(Signal.WEIGHT_NORM);
  }
}
