package org.neuronbench.models.graphs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.JsonWords;
import org.neuronbench.core.Text;
import org.neuronbench.models.weights.WeightFile;

/** A stem, a chain of inverted residuals, a last 1x1 convolution or none, a classifier. */
public final class InvertedResidualNet {

  /** The first convolution. */
  record Stem(int out, int kernel, int stride) {}

  private static final int MOST_BLOCKS = 200;
  private static final int MOST_CHANNELS = 1 << 16;
  private static final int LARGEST_KERNEL = 31;
  private static final int LONGEST_SHOWN = 160;

  private final Stem stem;
  private final List<InvertedResidual> blocks;
  private final int last;
  private final String head;

  InvertedResidualNet(Stem stem, List<InvertedResidual> blocks, int last, String head) {
    this.stem = stem;
    this.blocks = blocks;
    this.last = last;
    this.head = head;
  }

  /** Reads {@code first_conv} and {@code arch}, which are JSON, of a weight file's metadata. */
  public static InvertedResidualNet fromMetadata(String source, Map<String, String> metadata) {
    try {
      JsonNode first = json(source, metadata, "first_conv");
      Stem stem = new Stem(positive(first, "out"), odd(first, "kernel"), positive(first, "stride"));
      List<InvertedResidual> blocks = blocks(json(source, metadata, "arch"), stem.out());
      return new InvertedResidualNet(stem, blocks, 0, "classifier");
    } catch (JsonProcessingException e) {
      throw notUnderstood(source, JsonWords.of(e), e);
    } catch (IllegalArgumentException e) {
      throw notUnderstood(source, String.valueOf(e.getMessage()), e);
    }
  }

  private static InputException notUnderstood(String source, String reason, Exception cause) {
    return new InputException(
        Text.format(
                "The architecture in the metadata of %s is not understood: %s; correct 'first_conv' and",
                source, reason)
            + " 'arch', or fetch the file again",
        cause);
  }

  private static JsonNode json(String source, Map<String, String> metadata, String key)
      throws JsonProcessingException {
    String text = metadata.get(key);
    if (text == null) {
      throw WeightFile.refused(
          source,
          "has no '%s' in its metadata; this model needs a file that describes its own"
              + " architecture",
          key);
    }
    return new JsonMapper().readTree(text);
  }

  private static List<InvertedResidual> blocks(JsonNode arch, int stem) {
    if (!arch.isArray() || arch.isEmpty() || arch.size() > MOST_BLOCKS) {
      throw wrong(
          "'arch' lists %s, expected 1 to %d",
          arch.isArray() ? arch.size() + " blocks" : "no blocks", MOST_BLOCKS);
    }
    List<InvertedResidual> blocks = new ArrayList<>();
    int in = stem;
    for (JsonNode block : arch) {
      blocks.add(block(block, in));
      in = blocks.get(blocks.size() - 1).out();
    }
    return blocks;
  }

  private static InvertedResidual block(JsonNode block, int in) {
    if (positive(block, "cin") != in) {
      throw wrong(
          "'cin' is %s in %s, but %d channels come out before it",
          block.path("cin"), shortened(block), in);
    }
    boolean expands = !block.path("expand").isNull() && !block.path("expand").isMissingNode();
    InvertedResidual read =
        new InvertedResidual(
            expands ? positive(block, "expand") : in,
            expands,
            odd(block, "dw_kernel"),
            positive(block, "stride"),
            positive(block, "cout"),
            flag(block, "residual"));
    if (read.residual() && (read.stride() != 1 || read.out() != in)) {
      throw wrong(
          "'residual' is true in %s, but its input has another size than its output",
          shortened(block));
    }
    return read;
  }

  @FormatMethod
  private static IllegalArgumentException wrong(
      @FormatString String reason, @Nullable Object... values) {
    return new IllegalArgumentException(Text.format(reason, values));
  }

  private static int positive(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isInt() || value.intValue() <= 0 || value.intValue() > MOST_CHANNELS) {
      throw wrong(
          "'%s' is %s in %s, expected an integer from 1 to %d",
          key,
          value.isMissingNode() ? "missing" : shortened(value),
          shortened(node),
          MOST_CHANNELS);
    }
    return value.intValue();
  }

  private static int odd(JsonNode node, String key) {
    int value = positive(node, key);
    if (value % 2 == 0 || value > LARGEST_KERNEL) {
      throw wrong(
          "'%s' is %d in %s, expected an odd number up to %d",
          key, value, shortened(node), LARGEST_KERNEL);
    }
    return value;
  }

  private static String shortened(JsonNode node) {
    String text = node.toString();
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }

  private static boolean flag(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isBoolean() && !value.isMissingNode()) {
      throw wrong(
          "'%s' is %s in %s, expected true or false", key, shortened(value), shortened(node));
    }
    return value.asBoolean();
  }

  /**
   * Counts the weights of the convolutions, before anything is built of them: without biases, batch
   * norm and the classifier.
   */
  public long weights() {
    long sum = 3L * stem.out() * stem.kernel() * stem.kernel();
    int in = stem.out();
    for (InvertedResidual block : blocks) {
      sum += block.weights(in);
      in = block.out();
    }
    return sum + (long) in * last;
  }

  /** Lays out the network; with TensorFlow's padding, convolutions of stride 2 pad as SAME. */
  public ComputationGraphConfiguration build(
      int inputSize, int classes, boolean tensorflowPadding) {
    GraphAssembler net =
        new GraphAssembler(inputSize, tensorflowPadding, GraphAssembler.BATCH_NORM_DECAY);
    String tip =
        net.convolution(
            "features.0.0", GraphAssembler.INPUT, stem.out(), stem.kernel(), stem.stride());
    tip = net.relu6("features.0.2", net.batchNorm("features.0.1", tip));
    int index = 1;
    for (InvertedResidual block : blocks) {
      tip = block.append(net, index++, tip);
    }
    if (last > 0) {
      String prefix = "features." + index;
      tip = net.batchNorm(prefix + ".1", net.convolution(prefix + ".0", tip, last, 1, 1));
      tip = net.relu6(prefix + ".2", tip);
    }
    return net.classify(head, tip, classes);
  }
}
