package org.neuronbench.models.graphs;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.neuronbench.core.InputException;
import org.neuronbench.core.JsonWords;

/** A stem, a chain of inverted residuals, a last 1x1 convolution or none, a classifier. */
public final class InvertedResidualNet {

  /**
   * The first convolution.
   *
   * @param out channels
   * @param kernel edge
   * @param stride step
   */
  record Stem(int out, int kernel, int stride) {}

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

  /**
   * Reads an architecture from the metadata of a weight file: {@code first_conv} and {@code arch}
   * as JSON.
   *
   * @param source the file, for messages
   * @param metadata its metadata
   * @return the network
   * @throws InputException if the metadata lacks them or they are not understood
   */
  public static InvertedResidualNet fromMetadata(String source, Map<String, String> metadata) {
    try {
      JsonNode first = json(source, metadata, "first_conv");
      Stem stem =
          new Stem(positive(first, "out"), positive(first, "kernel"), positive(first, "stride"));
      List<InvertedResidual> blocks = new ArrayList<>();
      for (JsonNode block : json(source, metadata, "arch")) {
        blocks.add(block(block));
      }
      if (blocks.isEmpty()) {
        throw new IllegalArgumentException("arch lists no block");
      }
      return new InvertedResidualNet(stem, blocks, 0, "classifier");
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new InputException(
          "The architecture in the metadata of %s is not understood: %s"
              .formatted(
                  source, e instanceof JacksonException json ? JsonWords.of(json) : e.getMessage()),
          e);
    }
  }

  private static JsonNode json(String source, Map<String, String> metadata, String key)
      throws JsonProcessingException {
    String text = metadata.get(key);
    if (text == null) {
      throw new InputException(
          "Weight file %s has no '%s' in its metadata; this model needs a file that describes its"
                  .formatted(source, key)
              + " own architecture");
    }
    return new JsonMapper().readTree(text);
  }

  private static InvertedResidual block(JsonNode block) {
    boolean expands = !block.path("expand").isNull() && !block.path("expand").isMissingNode();
    return new InvertedResidual(
        expands ? positive(block, "expand") : positive(block, "cin"),
        expands,
        positive(block, "dw_kernel"),
        positive(block, "stride"),
        positive(block, "cout"),
        block.path("residual").asBoolean());
  }

  private static int positive(JsonNode node, String key) {
    int value = node.path(key).asInt();
    if (value <= 0 || value > 1 << 16) {
      throw new IllegalArgumentException("'%s' is %s in %s".formatted(key, node.path(key), node));
    }
    return value;
  }

  /**
   * Builds the network with random weights.
   *
   * @param inputSize edge of the input, pixels
   * @param classes outputs of the classifier
   * @param tensorflowPadding whether stride-2 convolutions pad as TensorFlow's SAME
   * @return an initialised graph
   */
  public ComputationGraph build(int inputSize, int classes, boolean tensorflowPadding) {
    GraphAssembler net =
        new GraphAssembler(
            inputSize,
            tensorflowPadding
                ? GraphAssembler.Padding.TENSORFLOW_SAME
                : GraphAssembler.Padding.SYMMETRIC);
    String tip =
        net.convolution(
            "features.0.0", GraphAssembler.input(), stem.out(), stem.kernel(), stem.stride());
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
