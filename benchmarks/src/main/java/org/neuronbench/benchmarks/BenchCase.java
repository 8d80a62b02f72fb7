package org.neuronbench.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.neuronbench.core.engine.BatchNormMode;

/** What is measured. */
enum BenchCase {
  FULL("full-train-bn", BatchNormMode.TRAIN),
  EVALUATION("evaluation", BatchNormMode.TRAIN),
  SPARSE_UPDATE("sparse-update-s1-frozen-bn", BatchNormMode.FROZEN),
  VELOCITY("velocity-8.8%-frozen-bn", BatchNormMode.FROZEN);

  /** As in pytorch_contestant.py. */
  private static final Set<String> PYTORCH = Set.of("mobilenet-v2", "resnet-18", "resnet-50");

  private final String id;
  private final BatchNormMode batchNorm;

  BenchCase(String id, BatchNormMode batchNorm) {
    this.id = id;
    this.batchNorm = batchNorm;
  }

  String id() {
    return id;
  }

  BatchNormMode batchNorm() {
    return batchNorm;
  }

  /** Says whether torchvision has the network too. */
  static boolean isPytorchs(String network) {
    return PYTORCH.contains(network);
  }

  static BenchCase of(String id) {
    return Arrays.stream(values()).filter(c -> c.id.equals(id)).findFirst().orElseThrow();
  }

  /** Returns what can be measured on a network; the schemes are MobileNetV2's. */
  static List<BenchCase> on(String network) {
    return network.equals("mobilenet-v2") ? List.of(values()) : List.of(FULL, EVALUATION);
  }
}
