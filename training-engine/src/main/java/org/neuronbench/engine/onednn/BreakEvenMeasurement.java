package org.neuronbench.engine.onednn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.engine.onednn.Arena.Slot;
import org.neuronbench.engine.onednn.Geometry.Size;

/**
 * Measures from which share of a layer's channels on computing the whole weight gradient is faster
 * than gathering the chosen channels and solving the smaller problem.
 */
public final class BreakEvenMeasurement {

  /** Shares tried, in steps of an eighth. */
  private static final int EIGHTHS = 8;

  private static final int REPEATS = 9;
  private static final int BATCH = 32;

  private BreakEvenMeasurement() {}

  /**
   * Times of a shape of layer: the whole gradient, and gathered for 1/8, 2/8 ... of its channels.
   */
  public record Row(String layer, double wholeMilliseconds, List<Double> gatheredMilliseconds) {

    /** Returns the greatest share for which gathering was faster: eighths, 0 if none. */
    public int eighths() {
      int best = 0;
      for (int i = 0; i < gatheredMilliseconds.size(); i++) {
        best = gatheredMilliseconds.get(i) < wholeMilliseconds ? i + 1 : best;
      }
      return best;
    }
  }

  /** Measures typical layers of MobileNetV2 and ResNet18 at 96 px, batch 32. */
  public static List<Row> measure() {
    List<Row> rows = new ArrayList<>();
    try (Kernels kernels = new Kernels(Runtime.getRuntime().availableProcessors())) {
      rows.add(row(kernels, "1x1 24->144, 24x24", geometry(24, 144, 1, 24, 1)));
      rows.add(row(kernels, "1x1 64->384, 6x6", geometry(64, 384, 1, 6, 1)));
      rows.add(row(kernels, "1x1 384->96, 6x6", geometry(384, 96, 1, 6, 1)));
      rows.add(row(kernels, "1x1 320->1280, 3x3", geometry(320, 1280, 1, 3, 1)));
      rows.add(row(kernels, "3x3 64->64, 24x24", geometry(64, 64, 3, 24, 1)));
      rows.add(row(kernels, "3x3 256->256, 6x6", geometry(256, 256, 3, 6, 1)));
      rows.add(row(kernels, "depthwise 3x3 144, 24x24", geometry(144, 144, 3, 24, 144)));
      rows.add(row(kernels, "depthwise 3x3 576, 6x6", geometry(576, 576, 3, 6, 576)));
    }
    return rows;
  }

  private static Geometry geometry(int in, int out, int kernel, int size, int groups) {
    Size map = new Size(size, size);
    Size window = new Size(kernel, kernel);
    Size pad = new Size(kernel / 2, kernel / 2);
    return new Geometry(in, out, groups, map, map, window, new Size(1, 1), pad);
  }

  private static Row row(Kernels kernels, String name, Geometry full) {
    List<Double> gathered = new ArrayList<>();
    for (int eighth = 1; eighth < EIGHTHS; eighth++) {
      int count = full.outputChannels() * eighth / EIGHTHS;
      int all = full.outputChannels();
      int[] channels = IntStream.range(0, count).map(i -> i * all / count).toArray();
      gathered.add(milliseconds(kernels, full, channels));
    }
    return new Row(name, milliseconds(kernels, full, new int[0]), gathered);
  }

  /** Takes the median time; no channels stand for all, without gathering. */
  private static double milliseconds(Kernels kernels, Geometry full, int[] channels) {
    Program.Builder builder = new Program.Builder(kernels);
    Slot input = builder.floats(values(full.input(BATCH)), Value.Part.WORKSPACE);
    Slot output = builder.floats(values(full.output(BATCH)), Value.Part.WORKSPACE);
    builder.java("input", p -> {}, input, output);
    Geometry problem = full;
    Slot from = input;
    Slot to = output;
    if (channels.length > 0) {
      int width = ChannelGather.rounded(channels.length, full.outputChannels());
      problem = full.withOutputs(width);
      to = gathered(builder, output, full.output().area(), full.outputChannels(), channels);
      from =
          full.depthwise()
              ? gathered(builder, input, full.input().area(), full.inputChannels(), channels)
              : input;
    }
    Kernel kernel = kernels.convolutions(Precision.FLOAT32).backwardWeights(problem, BATCH, false);
    memory.desc layout = kernel.diffWeights();
    builder
        .call("measured", kernel)
        .with(
            dnnl.DNNL_ARG_SRC, Layouts.channelsLast(Precision.FLOAT32, problem.input(BATCH)), from)
        .with(
            dnnl.DNNL_ARG_DIFF_DST,
            Layouts.channelsLast(Precision.FLOAT32, problem.output(BATCH)),
            to)
        .with(
            dnnl.DNNL_ARG_DIFF_WEIGHTS,
            layout,
            builder.bytes(layout.get_size(), Value.Part.WORKSPACE))
        .add();
    try (Program program = builder.build()) {
      Program.median(program::run, REPEATS); // warm
      return 1000 * Program.median(program::run, REPEATS);
    }
  }

  private static Slot gathered(
      Program.Builder builder, Slot from, int area, int all, int[] channels) {
    int width = ChannelGather.rounded(channels.length, all);
    int pixels = BATCH * area;
    Slot to = builder.floats((long) pixels * width, Value.Part.WORKSPACE);
    ChannelGather gather = new ChannelGather(all, builder.kernels().threads(), pixels);
    builder.java("gather", p -> gather.gather(p.view(from), p.view(to), channels, width), from, to);
    return to;
  }

  private static long values(long[] extents) {
    return Arrays.stream(extents).reduce(1, (a, b) -> a * b);
  }
}
