package org.neuronbench.cli.models;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neuronbench.cli.terminal.Terminal;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.Names;
import org.neuronbench.cli.workbench.Workbench;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.ModelInfo;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the models at hand, and what there is of weights. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | describe | fetch | import | export)",
    description = "Show the models that experiments can name; fetch, import and export weights.",
    subcommands = {
      ModelsFetchCommand.class,
      ModelsImportCommand.class,
      ModelsExportCommand.class,
    })
public final class ModelsCommand implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    list();
  }

  /** Prints a line per model. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the models, the weights that can be fetched, and those at hand.")
  int list() {
    PrintWriter out = spec.commandLine().getOut();
    for (ModelInfo info : new Workbench().models().models()) {
      String needs = info.needsWeights() ? "needs weights" : "";
      String line =
          Text.format("%-16s %4d px  %-14s %s", info.id(), info.imageSize(), needs, info.summary());
      Terminal.of(spec).print(out, line, " ".repeat(41));
    }
    WeightsShown.list(out);
    return ExitCode.DONE;
  }

  /** Prints the layers of a model. */
  @Command(
      name = "describe",
      mixinStandardHelpOptions = true,
      description = {
        "Show a model's convolutions: neurons, parameters, MACs, memory. Or show what a weight file "
            + "says of itself: claimed accuracy, preprocessing, licence, and which network it is.",
        "",
        "'SU bytes' is what updating a layer takes by Sparse Update's model: 8-bit weights and input",
        "activations of one image, a bit per output for the activation's sign."
      },
      footer = {"", "Example:  ./neuronbench models describe micro"})
  int describe(
      @Parameters(paramLabel = "ID|FILE", description = "Such as mobilenet-v2, or a weight file.")
          String id,
      @Option(names = "--weights", paramLabel = "FILE", description = "Weight file to load.")
          @Nullable Path weights,
      @Option(
              names = "--width",
              description = "Width multiplier (MobileNetV2).",
              defaultValue = "1")
          double width,
      @Option(names = "--image-size", paramLabel = "PX", description = "Default: the model's own.")
          @Nullable Integer imageSize) {
    Workbench bench = new Workbench();
    List<ModelInfo> models = bench.models().models();
    if (!ModelZoo.knows(id) && Files.isRegularFile(Path.of(id))) {
      WeightsShown.describe(spec.commandLine().getOut(), Path.of(id));
      return ExitCode.DONE;
    }
    Names.known("model", id, models.stream().map(ModelInfo::id).toList());
    ModelInfo info = models.stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
    int size = imageSize == null ? info.imageSize() : imageSize;
    checkRange("--image-size", size, 8, 1024);
    checkRange("--width", width, 0.05, 4);
    PrintWriter out = spec.commandLine().getOut();
    out.println(info.id());
    out.println("  " + info.summary());
    out.println("  " + info.details());
    if (info.needsWeights() && weights == null) {
      out.println("  Its layers are known from its weight file: give --weights FILE.");
      return ExitCode.DONE;
    }
    Model model =
        bench
            .models()
            .load(new ModelRequest(id, Optional.ofNullable(weights), width, Head.REPLACED, size));
    if (weights != null) {
      WeightsShown.facts(out, model.weightFacts());
    }
    layers(out, model.network(), size);
    return ExitCode.DONE;
  }

  private static void checkRange(String option, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new InputException(
          Text.format("%s is %s, expected a number from %s to %s", option, value, min, max));
    }
  }

  private static void layers(PrintWriter out, Network network, int size) {
    out.printf(
        Locale.ROOT,
        "  %d convolutions, %,d neurons, %,d parameters, %,d MACs at %d px%n%n",
        network.layers().size(),
        network.neurons(),
        network.parameters(),
        network.macs(),
        size);
    out.printf(
        Locale.ROOT,
        "%4s  %-28s %8s %8s %10s %13s %9s%n",
        "conv",
        "name",
        "neurons",
        "kernel",
        "parameters",
        "MACs",
        "SU bytes");
    long bytes = 0;
    for (ConvolutionLayer layer : network.layers()) {
      long layerBytes = sparseUpdateBytes(layer);
      bytes += layerBytes;
      out.printf(
          Locale.ROOT,
          "%4d  %-28s %8d %8s %,10d %,13d %,9d%n",
          layer.index(),
          layer.name(),
          layer.neurons(),
          layer.kernelHeight() + "x" + layer.kernelWidth() + (layer.depthwise() ? " dw" : ""),
          layer.parameters(),
          layer.macs(),
          layerBytes);
    }
    out.printf(Locale.ROOT, "%n  Updating every layer takes %,d SU bytes.%n", bytes);
  }

  /** Input activations and weights at 8 bits, and a bit per output element for the ReLU's sign. */
  private static long sparseUpdateBytes(ConvolutionLayer layer) {
    long input = (long) layer.inputChannels() * layer.inputHeight() * layer.inputWidth();
    long output = (long) layer.neurons() * layer.outputHeight() * layer.outputWidth();
    return input + layer.parameters() + (output + Byte.SIZE - 1) / Byte.SIZE;
  }
}
