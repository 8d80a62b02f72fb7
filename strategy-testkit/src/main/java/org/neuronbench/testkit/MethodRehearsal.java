package org.neuronbench.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Task;
import org.neuronbench.spi.method.AdversaryRule;
import org.neuronbench.spi.method.AverageRule;
import org.neuronbench.spi.method.BufferRule;
import org.neuronbench.spi.method.ErrorRule;
import org.neuronbench.spi.method.HelperRule;
import org.neuronbench.spi.method.MethodRun;
import org.neuronbench.spi.method.PaceRule;
import org.neuronbench.spi.method.ProbeRule;
import org.neuronbench.spi.method.RobustnessRule;
import org.neuronbench.spi.method.TargetRule;
import org.neuronbench.spi.method.TrainingMethod;
import org.neuronbench.spi.method.ViewRule;

/**
 * A method taken through a run, call by call, as the harness does it: 64 images of 10 classes in
 * batches of 16, on a network that is a table. What the network says is drawn, and the same in
 * every rehearsal.
 */
final class MethodRehearsal {

  private static final int EPOCHS = 4;
  private static final int STEPS = 4;
  static final int BATCH = 16;
  private static final int CLASSES = 10;
  private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

  private final Network network =
      new NetworkBuilder(3, 12, false)
          .convolution(64, 3, 2)
          .depthwise(3, 1)
          .convolution(24, 1, 1)
          .convolution(40, 3, 2)
          .build("rehearsal");
  private final RandomStream root = new RandomStream(42);
  private final List<String> answers = new ArrayList<>();
  private final Map<Integer, Integer> kept = new HashMap<>();
  private final int[] labels;
  private TrainingMethod method;
  private int[] buffer = new int[0];
  private int extra;
  private int helperOutputs;
  private String changed = "";
  private String wrong = "";

  private static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String what) {
      super(what);
    }
  }

  private MethodRehearsal(TrainingMethod first) {
    this.method = first;
    this.labels =
        IntStream.range(0, STEPS * BATCH)
            .map(i -> i < 2 * BATCH || !(first instanceof ViewRule) ? i % CLASSES : -1)
            .toArray();
  }

  /** Tells whether a method has any rule: a contract that says more than what all methods do. */
  static boolean hasRule(TrainingMethod method) {
    for (Class<?> type = method.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Class<?> contract : type.getInterfaces()) {
        if (contract != TrainingMethod.class && TrainingMethod.class.isAssignableFrom(contract)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Takes one instance through all epochs. */
  static MethodRehearsal whole(
      Supplier<? extends TrainingMethod> factory, Map<String, ?> parameters) {
    return run(factory, parameters, EPOCHS);
  }

  /** Stops after half of the epochs, and goes on with another instance that has the state. */
  static MethodRehearsal stopped(
      Supplier<? extends TrainingMethod> factory, Map<String, ?> parameters) {
    return run(factory, parameters, EPOCHS / 2);
  }

  @SuppressWarnings("IllegalCatch") // anything may come out of a method
  private static MethodRehearsal run(
      Supplier<? extends TrainingMethod> factory, Map<String, ?> parameters, int until) {
    MethodRehearsal rehearsal = new MethodRehearsal(factory.get());
    try {
      rehearsal.start(parameters);
      rehearsal.declared();
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        if (epoch == until) {
          byte[] state = rehearsal.method.state().clone();
          rehearsal.method = factory.get();
          rehearsal.start(parameters);
          int before = rehearsal.answers.size();
          rehearsal.declared(); // the harness asks every instance
          rehearsal.answers.subList(before, rehearsal.answers.size()).clear();
          rehearsal.method.restore(state);
        }
        rehearsal.epoch(epoch);
      }
    } catch (Wrong e) {
      rehearsal.wrong = String.valueOf(e.getMessage());
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Exception | Error e) {
      rehearsal.wrong = Trouble.thrown("it", e).what();
    }
    return rehearsal;
  }

  /** Returns what made no sense, or was thrown. */
  Optional<String> wrong() {
    return wrong.isEmpty() ? Optional.empty() : Optional.of(wrong);
  }

  /** Returns what it changed that it was shown. */
  Optional<String> changed() {
    return changed.isEmpty() ? Optional.empty() : Optional.of(changed);
  }

  /** Returns every answer, a line each. */
  List<String> answers() {
    return answers;
  }

  RandomStream random(String name) {
    return root.split(name);
  }

  /** Returns the class of an image; -1 where it is not known. */
  int label(int image) {
    return labels[image];
  }

  /** Returns the outputs of the network. */
  int outputs() {
    return CLASSES + extra;
  }

  /** Returns the outputs of the helper; 0 without one. */
  int helperOutputs() {
    return helperOutputs;
  }

  int[] buffer() {
    return buffer;
  }

  void hold(int[] images) {
    buffer = images;
  }

  /** Returns how many channels of a layer's error map travel on. */
  int kept(ConvolutionLayer layer) {
    return kept.getOrDefault(layer.index(), layer.outputChannels());
  }

  /** Hears of something shown that was changed; the first counts. */
  void changed(String what) {
    changed = changed.isEmpty() ? what : changed;
  }

  static void require(boolean holds, String format, Object... arguments) {
    if (!holds) {
      throw new Wrong(Words.of(format, arguments));
    }
  }

  void answered(String question, Object answer) {
    answers.add(question + " was answered " + answer);
  }

  private void start(Map<String, ?> parameters) {
    method.start(
        MethodRun.of(
            network,
            new Task(BATCH, CLASSES, "rehearsal"),
            Parameters.of(method.parameters(), parameters),
            labels.clone(),
            EPOCHS,
            STEPS));
  }

  /** Asks what is asked once. */
  private void declared() {
    if (method instanceof PaceRule rule) {
      require(rule.share() > 0 && rule.share() <= 1, "share() is %s, not in (0, 1]", rule.share());
      answered("the pace", rule.share() + " " + rule.afresh());
    }
    if (method instanceof AverageRule rule) {
      require(rule.share() > 0 && rule.share() <= 1, "share() is %s, not in (0, 1]", rule.share());
      answered("the average", rule.share());
    }
    if (method instanceof ProbeRule rule) {
      require(rule.neighbours() >= 1, "neighbours() is %d, not 1 or more", rule.neighbours());
      answered("the probe", rule.neighbours());
    }
    if (method instanceof ViewRule rule) {
      answered("the composition", rule.composition());
    }
    if (method instanceof AdversaryRule rule) {
      require(
          rule.first() >= 0 && rule.refresh() >= 1,
          "first() is %d and refresh() %d; 0 and 1 are the least",
          rule.first(),
          rule.refresh());
      require(rule.attack() != null, "attack() returned null");
      answered("the attack", rule.attack());
    }
    if (method instanceof RobustnessRule rule) {
      require(
          !rule.attacks().isEmpty() && !rule.attacks().contains(null) && rule.images() >= 1,
          "attacks() or images() are none at all, or one is null");
      answered("the attacks", rule.attacks());
    }
    if (method instanceof TargetRule rule) {
      extra = rule.extraOutputs();
      require(extra >= 0 && extra <= 1000, "extraOutputs() is %d, not 0 to 1000", extra);
    }
    if (method instanceof HelperRule rule) {
      helperOutputs = rule.helper().outputs();
      require(helperOutputs >= 2, "its helper has %d outputs, not 2 or more", helperOutputs);
      answered("the helper", rule.helper());
    }
    if (method instanceof BufferRule rule) {
      require(rule.capacity() >= 2, "capacity() is %d, not 2 or more", rule.capacity());
      require(!rule.trained().isEmpty(), "trained() names no view");
      answered("the buffer", rule.scored() + " " + rule.trained());
    }
    if (method instanceof ErrorRule rule) {
      for (ConvolutionLayer layer : layers()) {
        int count = rule.kept(layer);
        require(
            count >= 1 && count <= layer.outputChannels(),
            "kept() of %s is %d, not 1 to %d",
            layer.name(),
            count,
            layer.outputChannels());
        kept.put(layer.index(), count);
      }
    }
  }

  /** Those whose errors are asked about. */
  List<ConvolutionLayer> layers() {
    return network.layers().stream().filter(layer -> layer.groups() == 1).toList();
  }

  private void epoch(int epoch) {
    int[] order = root.split("order").split(epoch).permutation(labels.length);
    for (int step = 0; step < STEPS; step++) {
      int[] offered = Arrays.copyOfRange(order, step * BATCH, (step + 1) * BATCH);
      new RehearsedStep(this, method, epoch, step, offered).make();
    }
    Map<String, Double> measured = new TreeMap<>(method.measures());
    measured.forEach(
        (name, value) ->
            require(
                name.matches(NAME) && Double.isFinite(value),
                "measures() holds %s = %s; names are lower-case words joined by hyphens, values finite",
                name,
                value));
    answered("what epoch " + epoch + " measured", measured);
  }
}
