package org.neuronbench.engine.onednn;

import org.neuronbench.core.engine.MemoryParts;
import org.neuronbench.core.engine.TrainingMeasurement;

/** What the steps of an epoch took. */
final class Taken {
  private double lossSum;
  private int count;
  private long offered;
  private long trained;
  private long macs;
  private long peak;
  private long saved;
  private long gradients;
  private long workspace;

  /** Counts images that came by, trained on or not. */
  void offer(int images) {
    offered += images;
  }

  /** Counts a step, by its summed loss. */
  void step(double loss, int images, StepProgram program) {
    lossSum += loss / images;
    trained += images;
    macs += program.program().macs() * images;
    Program.Footprint arena = program.footprint();
    peak = Math.max(peak, arena.peak());
    saved = Math.max(saved, arena.saved());
    gradients = Math.max(gradients, arena.gradients());
    workspace = Math.max(workspace, arena.workspace());
    count++;
  }

  /** Counts what was run within a step beside it. */
  void score(int images, Program program) {
    macs += program.macs() * images;
    peak = Math.max(peak, program.footprint().peak());
  }

  TrainingMeasurement measurement(long full, long weights, long momentum) {
    MemoryParts parts = new MemoryParts(weights, saved, gradients, momentum, workspace);
    return offered == 0
        ? new TrainingMeasurement(0, 0, null, null, null, null, 0, 0)
        : new TrainingMeasurement(
            lossSum / Math.max(1, count),
            count,
            macs / offered,
            full,
            peak,
            parts,
            offered,
            trained);
  }
}
