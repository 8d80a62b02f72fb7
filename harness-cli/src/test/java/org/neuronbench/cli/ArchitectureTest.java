package org.neuronbench.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependency rules of docs/architecture.md. */
@AnalyzeClasses(packages = "org.neuronbench", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String SPI = "org.neuronbench.spi..";
  private static final String CORE = "org.neuronbench.core..";
  private static final String ENGINE = "org.neuronbench.engine..";
  private static final String MODELS = "org.neuronbench.models..";
  private static final String DATASETS = "org.neuronbench.datasets..";
  private static final String STRATEGIES = "org.neuronbench.strategies..";
  private static final String TESTKIT = "org.neuronbench.testkit..";
  private static final String REPORTS = "org.neuronbench.reports..";
  private static final String BENCHMARKS = "org.neuronbench.benchmarks..";
  private static final String CLI = "org.neuronbench.cli..";

  /** Deeplearning4j, ND4J and native libraries. */
  private static final String[] TRAINING_LIBRARIES = {
    "org.deeplearning4j..", "org.nd4j..", "org.bytedeco.."
  };

  @ArchTest
  static final ArchRule THE_SPI_DEPENDS_ON_NOTHING =
      classes()
          .that()
          .resideInAPackage(SPI)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(SPI, "org.neuronbench.control", "java..");

  @ArchTest
  static final ArchRule STRATEGIES_DEPEND_ON_THE_SPI_ONLY =
      classes()
          .that()
          .resideInAPackage(STRATEGIES)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(STRATEGIES, SPI, "java..");

  @ArchTest
  static final ArchRule THE_TESTKIT_DEPENDS_ON_THE_SPI_AND_JUNIT_ONLY =
      classes()
          .that()
          .resideInAPackage(TESTKIT)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(TESTKIT, SPI, "java..", "org.junit.jupiter.api..");

  @ArchTest
  static final ArchRule CORE_SEES_NO_OTHER_ROOM =
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ENGINE, MODELS, DATASETS, STRATEGIES, REPORTS, BENCHMARKS, CLI);

  @ArchTest
  static final ArchRule ONLY_ENGINE_MODELS_AND_COMMANDS_SEE_TRAINING_LIBRARIES =
      noClasses()
          .that()
          .resideOutsideOfPackages(ENGINE, MODELS, CLI)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TRAINING_LIBRARIES);

  @ArchTest
  static final ArchRule THE_ENGINE_SEES_NO_MODEL =
      noClasses()
          .that()
          .resideInAPackage(ENGINE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MODELS, DATASETS, STRATEGIES, REPORTS, BENCHMARKS, CLI);

  @ArchTest
  static final ArchRule MODELS_SEE_THE_ENGINE_AND_CORE =
      noClasses()
          .that()
          .resideInAPackage(MODELS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DATASETS, STRATEGIES, REPORTS, BENCHMARKS, CLI);

  @ArchTest
  static final ArchRule DATASETS_SEE_CORE_ONLY =
      noClasses()
          .that()
          .resideInAPackage(DATASETS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ENGINE, MODELS, STRATEGIES, REPORTS, BENCHMARKS, CLI);

  @ArchTest
  static final ArchRule REPORTS_SEE_CORE_ONLY =
      noClasses()
          .that()
          .resideInAPackage(REPORTS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ENGINE, MODELS, DATASETS, STRATEGIES, BENCHMARKS, CLI);

  @ArchTest
  static final ArchRule BENCHMARKS_SEE_NO_COMMAND_OF_THE_HARNESS =
      noClasses()
          .that()
          .resideInAPackage(BENCHMARKS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLI);

  /** Defaults prints nothing: it sets the streams back where a plug-in exchanged them. */
  @ArchTest
  static final ArchRule ONLY_COMMANDS_PRINT =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .and()
          .doNotHaveFullyQualifiedName("org.neuronbench.core.plugins.Defaults")
          .should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule ROOMS_FORM_NO_CYCLE =
      slices().matching("org.neuronbench.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLE =
      slices().matching("org.neuronbench.(**)").should().beFreeOfCycles();
}
