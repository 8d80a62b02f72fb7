package org.neuronbench.core.strategies;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.neuronbench.spi.method.AdmissionRule;
import org.neuronbench.spi.method.AdversaryRule;
import org.neuronbench.spi.method.AverageRule;
import org.neuronbench.spi.method.BufferRule;
import org.neuronbench.spi.method.ErrorRule;
import org.neuronbench.spi.method.ErrorTransform;
import org.neuronbench.spi.method.HelperRule;
import org.neuronbench.spi.method.OracleRule;
import org.neuronbench.spi.method.PaceRule;
import org.neuronbench.spi.method.ProbeRule;
import org.neuronbench.spi.method.RobustnessRule;
import org.neuronbench.spi.method.TargetRule;
import org.neuronbench.spi.method.TrainingMethod;
import org.neuronbench.spi.method.ViewRule;

/** What a method may take part in; no two methods of a cell by the same one. */
public enum MethodRule {
  PACE(PaceRule.class),
  VIEWS(ViewRule.class),
  AVERAGE(AverageRule.class),
  BUFFER(BufferRule.class),
  ADVERSARY(AdversaryRule.class),
  PROBE(ProbeRule.class),
  ROBUSTNESS(RobustnessRule.class),
  ORACLE(OracleRule.class),
  HELPER(HelperRule.class),
  ADMISSION(AdmissionRule.class),
  TARGETS(TargetRule.class),
  ERRORS(ErrorRule.class),
  ERROR_TRANSFORM(ErrorTransform.class);

  private final Class<? extends TrainingMethod> contract;

  MethodRule(Class<? extends TrainingMethod> contract) {
    this.contract = contract;
  }

  /** Returns the name in listings and messages. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Set<MethodRule> of(TrainingMethod method) {
    return Arrays.stream(values())
        .filter(rule -> rule.contract.isInstance(method))
        .collect(Collectors.toUnmodifiableSet());
  }
}
