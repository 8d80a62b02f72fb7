package org.neuronbench.models.pytorch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/** Finds the tensors of a network in what a training script saved. */
final class StateDictionary {

  /** Where scripts keep the network among epoch, optimizer and the like; the first one counts. */
  private static final List<String> WRAPPERS =
      List.of("state_dict", "model_state_dict", "model", "net", "network", "weights");

  /** What wrappers of the network put before every name. */
  private static final List<String> PREFIXES = List.of("module.", "_orig_mod.");

  private static final int MOST_LEVELS = 3;

  private final Refusal refusal;
  private final List<String> remarks = new ArrayList<>();

  StateDictionary(Refusal refusal) {
    this.refusal = refusal;
  }

  List<String> remarks() {
    return remarks;
  }

  Map<String, TensorRef> find(@Nullable Object root) {
    Map<?, ?> dictionary = dictionary(root);
    for (int level = 0; level < MOST_LEVELS && !hasTensor(dictionary); level++) {
      dictionary = unwrap(dictionary);
    }
    if (!hasTensor(dictionary)) {
      throw noTensors(dictionary);
    }
    return withoutPrefixes(tensors(dictionary));
  }

  private Map<?, ?> dictionary(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    String what = value instanceof TensorRef ? "a single tensor" : TensorUnpickler.kind(value);
    throw refusal.unsupported("it holds %s; save model.state_dict() with PyTorch", what);
  }

  private static boolean hasTensor(Map<?, ?> dictionary) {
    return dictionary.values().stream().anyMatch(TensorRef.class::isInstance);
  }

  private Map<?, ?> unwrap(Map<?, ?> dictionary) {
    for (String wrapper : WRAPPERS) {
      if (dictionary.get(wrapper) instanceof Map<?, ?> inner) {
        remarks.add(
            Text.format("The network is under '%s'%s", wrapper, others(dictionary, wrapper)));
        return inner;
      }
    }
    throw noTensors(dictionary);
  }

  private InputException noTensors(Map<?, ?> dictionary) {
    return refusal.unsupported(
        "it holds no tensors%s, nor a dictionary of them under one of %s; save"
            + " model.state_dict() with PyTorch",
        others(dictionary, ""), String.join(", ", WRAPPERS));
  }

  private static String others(Map<?, ?> dictionary, String taken) {
    List<String> others =
        dictionary.keySet().stream().map(String::valueOf).filter(k -> !k.equals(taken)).toList();
    return others.isEmpty() ? "" : "; not read: " + Refusal.shortened(String.join(", ", others));
  }

  private Map<String, TensorRef> tensors(Map<?, ?> dictionary) {
    Map<String, TensorRef> tensors = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    dictionary.forEach(
        (key, value) -> {
          if (value instanceof TensorRef tensor) {
            tensors.put(String.valueOf(key), tensor);
          } else {
            others.add(String.valueOf(key));
          }
        });
    if (!others.isEmpty()) {
      remarks.add("No tensors, not read: " + Refusal.shortened(String.join(", ", others)));
    }
    return tensors;
  }

  private Map<String, TensorRef> withoutPrefixes(Map<String, TensorRef> tensors) {
    Map<String, TensorRef> shorter = tensors;
    for (String prefix : PREFIXES) {
      if (shorter.keySet().stream().allMatch(name -> name.startsWith(prefix))) {
        remarks.add(Text.format("Every name begins with '%s', which is left out", prefix));
        Map<String, TensorRef> stripped = new LinkedHashMap<>();
        shorter.forEach((name, tensor) -> stripped.put(name.substring(prefix.length()), tensor));
        shorter = stripped;
      }
    }
    return shorter;
  }
}
