package org.neuronbench.cli.models;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.Workbench;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.core.run.FullTraining;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.GraphSession;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.SafetensorsWriter;
import org.neuronbench.spi.RandomStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the weights of {@code micro} that ship with the project. */
@Command(
    name = "pretrain",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Make the weights of the network 'micro'.",
      "",
      "Trains it from random weights on the upstream task 'primitives'. This made the weights that",
      "ship with the project; the defaults are theirs."
    },
    footer = {
      "",
      "Exit codes: 0 written, 2 wrong use or it could not be done, 130 stopped by Ctrl-C.",
      "",
      "Example:  ./neuronbench pretrain --out micro.safetensors"
    })
public final class PretrainCommand implements Callable<Integer> {

  private static final String UPSTREAM = "primitives";
  private static final int BATCH = 64;
  private static final double LEARNING_RATE = 0.1;
  private static final double MOMENTUM = 0.9;
  private static final double WEIGHT_DECAY = 1e-4;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "The .safetensors file to write.")
  Path out = Path.of("");

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "16",
      description = "Epochs, the first a warm-up.")
  int epochs;

  @Option(
      names = "--train-limit",
      paramLabel = "N",
      defaultValue = "8000",
      description = "Training images.")
  int trainLimit;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Root seed.")
  long seed;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter terminal = spec.commandLine().getOut();
    Workbench bench = new Workbench();
    Dataset dataset =
        bench
            .datasets()
            .open(
                new DatasetRequest(
                    UPSTREAM,
                    Optional.empty(),
                    32,
                    1,
                    OptionalInt.of(trainLimit),
                    OptionalInt.empty()));
    GraphModel model = ModelZoo.untrainedMicro(dataset.classNames().size());
    TrainingRecipe recipe = recipe();
    SessionSettings settings =
        FullTraining.session(
            recipe, dataset.classNames().size(), new RandomStream(seed).split("head"));
    String[] accuracy = {""};
    try (GraphSession session =
        (GraphSession) bench.engine(recipe.get(Settings.ENGINE)).open(model, settings)) {
      new FullTraining(dataset, recipe, seed)
          .run(
              model.network(),
              session,
              (epoch, evaluation) -> {
                accuracy[0] = Text.format("%.1f %%", 100 * evaluation.top1());
                terminal.printf(
                    Locale.ROOT, "epoch %d/%d: %s%n", epoch + 1, recipe.totalEpochs(), accuracy[0]);
              });
      write(new GraphWeights(session.trainedGraph()), accuracy[0]);
    }
    terminal.println("Wrote " + out);
    return ExitCode.DONE;
  }

  private TrainingRecipe recipe() {
    return TrainingRecipe.on("onednn", Runtime.getRuntime().availableProcessors())
        .with(Settings.EPOCHS, Math.max(1, epochs - 1))
        .with(Settings.WARMUP_EPOCHS, 1)
        .with(Settings.BATCH, BATCH)
        .with(Settings.LEARNING_RATE, LEARNING_RATE)
        .with(Settings.MOMENTUM, MOMENTUM)
        .with(Settings.WEIGHT_DECAY, WEIGHT_DECAY)
        .with(Settings.AUGMENTATION, Augmentation.FLIP)
        .with(Settings.VELOCITY_IMAGES, 1);
  }

  private void write(GraphWeights weights, String accuracy) {
    Map<String, String> metadata = new LinkedHashMap<>(ModelZoo.microMetadata());
    metadata.put(
        "source",
        Text.format(
            "neuronbench pretrain --epochs %d --train-limit %d --seed %d",
            epochs, trainLimit, seed));
    metadata.put("dataset", UPSTREAM);
    metadata.put("claimed", "test top-1 on " + UPSTREAM + ": " + accuracy);
    metadata.put("license", "Apache-2.0");
    try {
      SafetensorsWriter.write(out, weights.save(), metadata);
    } catch (IOException e) {
      throw new InputException(Text.format("%s cannot be written: %s", out, e), e);
    }
  }
}
