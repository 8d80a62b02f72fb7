package org.neuronbench.models.pytorch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neuronbench.models.weights.ElementType;

/**
 * Every name that a checkpoint may ask for. None of them is ever looked up or called in Java: each
 * stands for a case in {@link TensorUnpickler}.
 */
enum Global {
  ORDERED_DICT("collections.OrderedDict", null),
  REBUILD_TENSOR("torch._utils._rebuild_tensor", null),
  REBUILD_TENSOR_V2("torch._utils._rebuild_tensor_v2", null),
  REBUILD_PARAMETER("torch._utils._rebuild_parameter", null),
  SIZE("torch.Size", null),
  NUMPY_RECONSTRUCT("numpy.core.multiarray._reconstruct", null),
  NUMPY_ARRAY("numpy.ndarray", null),
  NUMPY_TYPE("numpy.dtype", null),
  ENCODE("_codecs.encode", null),
  DOUBLE_STORAGE("torch.DoubleStorage", ElementType.F64),
  FLOAT_STORAGE("torch.FloatStorage", ElementType.F32),
  HALF_STORAGE("torch.HalfStorage", ElementType.F16),
  BFLOAT16_STORAGE("torch.BFloat16Storage", ElementType.BF16),
  LONG_STORAGE("torch.LongStorage", ElementType.I64),
  INT_STORAGE("torch.IntStorage", ElementType.I32),
  SHORT_STORAGE("torch.ShortStorage", ElementType.I16),
  CHAR_STORAGE("torch.CharStorage", ElementType.I8),
  BYTE_STORAGE("torch.ByteStorage", ElementType.U8),
  BOOL_STORAGE("torch.BoolStorage", ElementType.BOOL);

  private static final Map<String, Global> BY_NAME = new HashMap<>();

  static {
    Arrays.stream(values()).forEach(g -> BY_NAME.put(g.pythonName, g));
    // A checkpoint saved on a GPU names the device's class.
    Arrays.stream(values())
        .filter(g -> g.type != null)
        .forEach(g -> BY_NAME.put(g.pythonName.replace("torch.", "torch.cuda."), g));
    BY_NAME.put("numpy._core.multiarray._reconstruct", NUMPY_RECONSTRUCT); // NumPy 2
  }

  private final String pythonName;
  private final @Nullable ElementType type;

  Global(String pythonName, @Nullable ElementType type) {
    this.pythonName = pythonName;
    this.type = type;
  }

  static Optional<Global> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  Optional<ElementType> storageType() {
    return Optional.ofNullable(type);
  }

  @Override
  public String toString() {
    return pythonName;
  }
}
