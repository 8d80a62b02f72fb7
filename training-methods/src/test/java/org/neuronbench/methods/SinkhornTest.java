package org.neuronbench.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Task;
import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.Targets;

class SinkhornTest {

  private static double[] logs(JsonNode row) {
    return Arrays.stream(Golden.doubles(row)).map(Math::log).toArray();
  }

  private static SinkhornAllocation observed(JsonNode golden, double sharpness, double share) {
    SinkhornAllocation allocation =
        new SinkhornAllocation(3, sharpness, Golden.doubles(golden.path("inputs").path("bounds")));
    allocation.allocate(share);
    for (int i = 0; i < 3; i++) {
      allocation.observe(i, logs(golden.path("inputs").path("p").get(i)));
    }
    return allocation;
  }

  private static void assertPlan(double[][] plan, JsonNode expected) {
    for (int i = 0; i < plan.length; i++) {
      assertThat(plan[i]).containsExactly(Golden.doubles(expected.get(i)), within(1e-9));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "reg1_rho0, 1, 0", "reg1_rho0.5, 1, 0.5", "reg1_rho1, 1, 1",
    "reg10_rho0, 10, 0", "reg10_rho0.5, 10, 0.5", "reg10_rho1, 10, 1",
    "reg100_rho0, 100, 0", "reg100_rho0.5, 100, 0.5", "reg100_rho1, 100, 1",
  })
  @Tag("shared")
  void allocatesAsTheReference(String name, double sharpness, double share) {
    JsonNode golden = Golden.of("sla");
    JsonNode expected = golden.path("cases").path(name);
    SinkhornAllocation one = observed(golden, sharpness, share);
    assertThat(one.rowMasses())
        .containsExactly(Golden.doubles(expected.path("row_mass")), within(1e-9));
    assertThat(one.columnMasses())
        .containsExactly(Golden.doubles(expected.path("column_mass")), within(1e-9));
    assertThat(one.sweep())
        .isEqualTo(expected.path("column_error_after_one_sweep").doubleValue(), within(1e-9));
    assertPlan(one.plan(), expected.path("plan_after_one_sweep"));
    SinkhornAllocation coarse = observed(golden, sharpness, share);
    assertThat(coarse.solve(0.01)).isEqualTo(expected.path("sweeps_for_0.01").intValue());
    assertPlan(coarse.plan(), expected.path("plan_at_0.01"));
    assertThat(coarse.columnPotentials())
        .containsExactly(Golden.doubles(expected.path("v_at_0.01")), within(1e-9));
    if (!expected.path("plan").isNull()) {
      one.solve(1e-12);
      assertPlan(one.plan(), expected.path("plan"));
    }
  }

  @ParameterizedTest
  @CsvSource({"marginals_bounds_sum_above_one", "marginals_bounds_sum_below_one"})
  @Tag("shared")
  void massesFollowTheBounds(String name) {
    JsonNode expected = Golden.of("sla").path(name);
    SinkhornAllocation allocation =
        new SinkhornAllocation(4, 10, Golden.doubles(expected.path("bounds")));
    allocation.allocate(1);
    assertThat(allocation.rowMasses())
        .containsExactly(Golden.doubles(expected.path("rows")), within(1e-9));
    assertThat(allocation.columnMasses())
        .containsExactly(Golden.doubles(expected.path("cols")), within(1e-9));
  }

  /** Labels that sum to less than one, their loss, and its gradient; logits are float: 1e-7. */
  @Test
  @Tag("shared")
  void labelsABatchAsTheReference() {
    JsonNode golden = Golden.of("sla");
    JsonNode expected = golden.path("batch_labels");
    SinkhornAllocation allocation = observed(golden, 10, 0.5);
    allocation.solve(1e-12);
    double[][] labels =
        IntStream.range(0, 2)
            .mapToObj(i -> allocation.label(logs(expected.path("weak_p").get(i))))
            .toArray(double[][]::new);
    float[][] strong = Golden.rows(expected.path("strong_logits"));
    Targets targets = Targets.of(labels);
    for (int i = 0; i < 2; i++) {
      assertThat(labels[i])
          .containsExactly(Golden.doubles(expected.path("q").get(i)), within(1e-9));
      double[] slope = new double[2];
      assertThat(targets.loss(i, strong[i], slope))
          .isEqualTo(expected.path("per_sample").get(i).doubleValue(), within(1e-9));
      double[] halves = Golden.doubles(expected.path("strong_logit_gradient").get(i));
      assertThat(slope).containsExactly(new double[] {2 * halves[0], 2 * halves[1]}, within(1e-9));
    }
  }

  @Test
  @Tag("shared")
  void boundsByWilson() {
    JsonNode expected = Golden.of("sla").path("wilson_upper_alpha_0.2");
    assertThat(Sinkhorn.wilson(4, 40))
        .isEqualTo(expected.path("4_of_40").doubleValue(), within(1e-9));
    assertThat(Sinkhorn.wilson(400, 4000))
        .isEqualTo(expected.path("400_of_4000").doubleValue(), within(1e-9));
  }

  private static Sinkhorn started() {
    Sinkhorn method = new Sinkhorn();
    method.start(
        MethodRun.of(
            Made.network(4),
            new Task(4, 2, "images"),
            Parameters.of(method.parameters(), Map.of("labelled", 0.5)),
            new int[] {0, 1, -1, -1, -1, -1},
            2,
            5));
    return method;
  }

  /** Two labelled rows, two weak, two strong: only labelled and strong ones are learned from. */
  @Test
  void learnsStrongViewsFromWeakOnes() {
    float[][] outputs = {{0, 0}, {0, 0}, {5, 0}, {0, 5}, {0, 0}, {0, 0}};
    int[] labels = {0, 1, -1, -1, -1, -1};
    FixMatch fixed = new FixMatch();
    fixed.start(
        MethodRun.of(
            Made.network(4),
            new Task(4, 2, "images"),
            Parameters.of(fixed.parameters(), Map.of("labelled", 0.5)),
            labels,
            2,
            5));
    Targets targets = fixed.targets(Made.step(0, labels, outputs));
    double[] slope = new double[2];
    assertThat(targets.weight(0)).isEqualTo(3);
    assertThat(targets.weight(2)).isZero();
    assertThat(targets.loss(4, outputs[4], slope)).isEqualTo(3 * Math.log(2), within(1e-9));
    assertThat(slope).containsExactly(new double[] {-1.5, 1.5}, within(1e-9));
    float[][] unsure = {{0, 0}, {0, 0}, {1, 0}, {0, 1}, {0, 0}, {0, 0}};
    assertThat(fixed.targets(Made.step(0, labels, unsure)).loss(4, unsure[4], slope)).isZero();
  }

  @Test
  void goesOnWhereItStood() {
    float[][] outputs = {{0, 0}, {0, 0}, {5, 0}, {0, 5}, {0, 0}, {0, 0}};
    int[] labels = {0, 1, -1, -1, -1, -1};
    Sinkhorn method = started();
    method.targets(Made.step(0, labels, outputs));
    Sinkhorn other = started();
    other.restore(method.state());
    double[] one = new double[2];
    double[] two = new double[2];
    method.targets(Made.step(0, labels, outputs)).loss(4, outputs[4], one);
    other.targets(Made.step(0, labels, outputs)).loss(4, outputs[4], two);
    assertThat(two).containsExactly(one);
    assertThat(other.state()).isEqualTo(method.state());
  }
}
