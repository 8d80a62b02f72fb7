package org.neuronbench.models.pytorch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.models.weights.WeightFacts;

/**
 * A network as mit-han-lab/tiny-training publishes it: a description of its blocks, weights of 8
 * bits with a scale for each channel, biases of 32 bits in units of input times weight, batch norm
 * folded into both. It becomes floats: {@code weight * w_scale} and {@code bias * x_scale *
 * w_scale}, each convolution followed by a batch norm that does nothing but add the bias.
 */
final class QuantisedNet {

  private static final String FIRST = "first_conv";
  private static final String BLOCKS = "blocks";
  private static final int MOST_BLOCKS = 200;
  private static final double EPSILON = 1e-5;

  private final Refusal refusal;
  private final long most;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final JsonMapper json = new JsonMapper();
  private long numbers;

  QuantisedNet(Refusal refusal, long most) {
    this.refusal = refusal;
    this.most = most;
  }

  static boolean is(@Nullable Object root) {
    return root instanceof Map<?, ?> map && map.containsKey(FIRST) && map.containsKey(BLOCKS);
  }

  /** Reads the tensors, and returns what the file says of the network. */
  Map<String, String> read(Object root) {
    Map<?, ?> net = dictionary(root, "the network");
    refusePresent(net, "feature_mix", "the network");
    ObjectNode stem = json.createObjectNode();
    Map<?, ?> first = dictionary(net.get(FIRST), FIRST);
    convolution(first, FIRST, "features.0.0", "features.0.1");
    stem.put("out", number(first, "out_channel")).put("kernel", kernel(first));
    stem.put("stride", number(first, "stride"));
    ArrayNode arch = json.createArrayNode();
    for (Object block : list(net.get(BLOCKS))) {
      arch.add(block(dictionary(block, "a block"), arch.size() + 1));
    }
    classifier(dictionary(net.get("classifier"), "classifier"));
    return Map.of(
        FIRST,
        stem.toString(),
        "arch",
        arch.toString(),
        WeightFacts.INPUT,
        "RGB, x/127.5-1",
        WeightFacts.PADDING,
        "symmetric (k-1)/2",
        WeightFacts.BATCH_NORM,
        WeightFacts.FOLDED);
  }

  Map<String, Tensor> tensors() {
    return tensors;
  }

  /** A block's modules are numbered as torchvision's: a first 1x1 convolution may be missing. */
  private ObjectNode block(Map<?, ?> block, int index) {
    String where = "block " + index;
    refusePresent(block, "se", where);
    String prefix = "features." + index + ".conv.";
    int module = 0;
    ObjectNode told = json.createObjectNode();
    Map<?, ?> depthwise = dictionary(block.get("depthwise"), where);
    Map<?, ?> project = dictionary(block.get("pointwise2"), where);
    if (block.get("pointwise1") == null) {
      told.putNull("expand").put("cin", number(depthwise, "in_channel"));
    } else {
      Map<?, ?> expand = dictionary(block.get("pointwise1"), where);
      convolution(expand, where, prefix + "0.0", prefix + "0.1");
      told.put("expand", number(expand, "out_channel")).put("cin", number(expand, "in_channel"));
      module++;
    }
    convolution(depthwise, where, prefix + module + ".0", prefix + module + ".1");
    module++;
    convolution(project, where, prefix + module, prefix + (module + 1));
    told.put("dw_kernel", kernel(depthwise)).put("stride", number(depthwise, "stride"));
    told.put("cout", number(project, "out_channel"));
    return told.put("residual", block.get("residual") != null);
  }

  private void convolution(Map<?, ?> layer, String where, String name, String batchNorm) {
    Map<?, ?> parameters = dictionary(layer.get("params"), where);
    Tensor weight = dequantised(parameters, where);
    Tensor bias = bias(parameters, where, (int) weight.shape()[0]);
    tensors.put(name + ".weight", weight);
    tensors.put(batchNorm + ".weight", bias.with(c -> 1));
    tensors.put(batchNorm + ".bias", bias);
    tensors.put(batchNorm + ".running_mean", bias.with(c -> 0));
    tensors.put(batchNorm + ".running_var", bias.with(c -> 1 - EPSILON));
  }

  /** The classifier is a convolution of 1x1 there, a matrix here. */
  private void classifier(Map<?, ?> layer) {
    Map<?, ?> parameters = dictionary(layer.get("params"), "classifier");
    Tensor weight = dequantised(parameters, "classifier");
    long[] shape = weight.shape();
    if (shape.length != 4 || shape[2] != 1 || shape[3] != 1) {
      throw refusal.damaged("its classifier is no convolution of 1x1");
    }
    tensors.put("classifier.weight", new Tensor(new long[] {shape[0], shape[1]}, weight.values()));
    tensors.put("classifier.bias", bias(parameters, "classifier", (int) shape[0]));
  }

  private Tensor dequantised(Map<?, ?> parameters, String where) {
    Tensor weight = array(parameters, "weight", where);
    if (weight.shape().length != 4 || weight.values().length == 0) {
      throw refusal.damaged("the weight of %s is no kernel", where);
    }
    int channels = (int) weight.shape()[0];
    float[] scales = vector(parameters, "w_scales", where, channels);
    float[] values = weight.values();
    int perChannel = values.length / channels;
    for (int i = 0; i < values.length; i++) {
      values[i] *= scales[i / perChannel];
    }
    return new Tensor(weight.shape(), values);
  }

  private Tensor bias(Map<?, ?> parameters, String where, int channels) {
    float[] scales = vector(parameters, "w_scales", where, channels);
    float[] values = vector(parameters, "bias", where, channels);
    if (!(parameters.get("x_scale") instanceof Double inputScale)) {
      throw refusal.damaged("'x_scale' of %s is no number", where);
    }
    for (int i = 0; i < channels; i++) {
      values[i] = (float) (values[i] * inputScale * scales[i]);
    }
    return new Tensor(new long[] {channels}, values);
  }

  private float[] vector(Map<?, ?> parameters, String key, String where, int channels) {
    float[] values = array(parameters, key, where).values();
    if (values.length != channels) {
      throw refusal.damaged(
          "'%s' of %s has %d numbers for %d channels", key, where, values.length, channels);
    }
    return values;
  }

  private Tensor array(Map<?, ?> parameters, String key, String where) {
    if (!(parameters.get(key) instanceof NumpyArray array)) {
      throw refusal.damaged("'%s' of %s is no array", key, where);
    }
    numbers += array.count();
    if (numbers > most) {
      throw refusal.damaged("its arrays take more than %d numbers", most);
    }
    return array.tensor();
  }

  private int kernel(Map<?, ?> layer) {
    Object size = layer.get("kernel_size");
    if (size instanceof Object[] two
        && two.length == 2
        && two[0] instanceof Integer edge
        && edge.equals(two[1])) {
      return edge;
    }
    throw refusal.unsupported("its kernel sizes are not those of squares");
  }

  private int number(Map<?, ?> layer, String key) {
    if (layer.get(key) instanceof Integer number) {
      return number;
    }
    throw refusal.damaged("'%s' is %s, not an integer", key, TensorUnpickler.kind(layer.get(key)));
  }

  private void refusePresent(Map<?, ?> map, String key, String where) {
    if (map.get(key) != null) {
      throw refusal.unsupported("%s has '%s', which no network here has", where, key);
    }
  }

  private Map<?, ?> dictionary(@Nullable Object value, String where) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw notWhat(value, where, "dictionary");
  }

  private List<?> list(@Nullable Object value) {
    if (value instanceof List<?> list && list.size() <= MOST_BLOCKS) {
      return list;
    }
    throw notWhat(value, BLOCKS, "list of at most " + MOST_BLOCKS);
  }

  private InputException notWhat(@Nullable Object value, String where, String expected) {
    return refusal.damaged("%s is a %s, not a %s", where, TensorUnpickler.kind(value), expected);
  }
}
