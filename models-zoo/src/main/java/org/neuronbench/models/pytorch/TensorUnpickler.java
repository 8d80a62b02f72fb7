package org.neuronbench.models.pytorch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.Unpickler;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.models.weights.ElementType;

/**
 * An unpickler that knows tensors and plain containers only. Instructions and names are closed
 * lists; whatever could reach the library's registry of classes, or reflection, is handled here or
 * refused, and so is what takes more memory or time than its bytes.
 */
final class TensorUnpickler extends Unpickler {

  /** Some 20 make a tensor: enough for a checkpoint of 25,000 tensors. */
  private static final int MOST_INSTRUCTIONS = 500_000;

  /** What the library does by itself: numbers, texts, containers and their places. */
  private static final int[] PLAIN = {
    Opcodes.PROTO, Opcodes.FRAME, Opcodes.STOP, Opcodes.MARK,
    Opcodes.POP, Opcodes.POP_MARK, Opcodes.DUP, Opcodes.NONE,
    Opcodes.NEWTRUE, Opcodes.NEWFALSE, Opcodes.BININT, Opcodes.BININT1,
    Opcodes.BININT2, Opcodes.LONG1, Opcodes.BINFLOAT, Opcodes.SHORT_BINSTRING,
    Opcodes.SHORT_BINUNICODE, Opcodes.EMPTY_LIST, Opcodes.EMPTY_TUPLE, Opcodes.TUPLE,
    Opcodes.TUPLE1, Opcodes.TUPLE2, Opcodes.TUPLE3, Opcodes.BINGET,
    Opcodes.LONG_BINGET, Opcodes.BINPUT, Opcodes.LONG_BINPUT, Opcodes.MEMOIZE,
    Opcodes.BINPERSID
  };

  private static final int LONGEST_NAME = 200;

  /** No array of Java is longer; bytes of it still fit a long. */
  private static final long MOST_NUMBERS = Integer.MAX_VALUE;

  private final Refusal refusal;
  private final Map<String, StorageRef> storages = new HashMap<>();
  private int instructions;
  private long encodedBytes;

  TensorUnpickler(Refusal refusal) {
    this.refusal = refusal;
  }

  /** Reads one pickle and leaves the stream behind it. */
  @SuppressWarnings("IllegalCatch") // the library reports malformed bytes by whatever breaks first
  @Nullable Object read(PickleStream stream) {
    try {
      return load(stream);
    } catch (InputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw refusal.damaged(e, "its pickle is not well formed");
    }
  }

  /** Returns the storages that the pickle named, by key. */
  Map<String, StorageRef> storages() {
    return storages;
  }

  @Override
  protected Object dispatch(short key) throws IOException {
    if (++instructions > MOST_INSTRUCTIONS) {
      throw refusal.damaged("its pickle has more than %,d instructions", MOST_INSTRUCTIONS);
    }
    switch (key) {
      case Opcodes.GLOBAL ->
          stack.add(global(stream().line(LONGEST_NAME) + "." + stream().line(LONGEST_NAME)));
      case Opcodes.STACK_GLOBAL -> stackGlobal();
      case Opcodes.REDUCE -> reduce();
      case Opcodes.BUILD -> build();
      case Opcodes.EMPTY_DICT -> stack.add(new LinkedHashMap<>());
      case Opcodes.SETITEM -> setItem();
      case Opcodes.SETITEMS -> setItems();
      case Opcodes.APPEND -> append();
      case Opcodes.APPENDS -> appends();
      case Opcodes.BINUNICODE -> stack.add(text(StandardCharsets.UTF_8));
      case Opcodes.BINSTRING -> stack.add(text(StandardCharsets.ISO_8859_1));
      default -> {
        if (IntStream.of(PLAIN).noneMatch(plain -> plain == key)) {
          throw refusal.code(Text.format("pickle instruction 0x%02x", key));
        }
        return super.dispatch(key);
      }
    }
    return NO_RETURN_VALUE;
  }

  private PickleStream stream() {
    return (PickleStream) input;
  }

  private String text(Charset charset) throws IOException {
    ByteBuffer length = ByteBuffer.wrap(stream().readExactly(Integer.BYTES));
    long bytes = Integer.toUnsignedLong(length.order(ByteOrder.LITTLE_ENDIAN).getInt());
    return new String(stream().block(bytes), charset);
  }

  private Global global(String name) {
    return Global.named(name).orElseThrow(() -> refusal.code(name));
  }

  private void stackGlobal() {
    String name = (String) stack.pop();
    stack.add(global(stack.pop() + "." + name));
  }

  /** The keys are plain, so that no hash of a container is ever taken. */
  private void setItem() {
    Object value = stack.pop();
    Object key = stack.pop();
    dictionary(stack.peek()).put(plain(key), value);
  }

  private void setItems() {
    List<Object> items = stack.pop_all_since_marker();
    Map<Object, Object> target = dictionary(stack.peek());
    for (int i = 0; i + 1 < items.size(); i += 2) {
      target.put(plain(items.get(i)), items.get(i + 1));
    }
  }

  private Object plain(@Nullable Object key) {
    if (key instanceof String || key instanceof Number || key instanceof Boolean) {
      return key;
    }
    throw refusal.damaged("a dictionary has the key '%s'", kind(key));
  }

  @SuppressWarnings("unchecked") // whatever is in it is checked where it is taken out
  private Map<Object, Object> dictionary(@Nullable Object value) {
    if (value instanceof LinkedHashMap) {
      return (Map<Object, Object>) value;
    }
    throw refusal.damaged("an item is put into a %s", kind(value));
  }

  private void append() {
    Object value = stack.pop();
    list(stack.peek()).add(value);
  }

  private void appends() {
    List<Object> items = stack.pop_all_since_marker();
    list(stack.peek()).addAll(items);
  }

  @SuppressWarnings("unchecked")
  private List<Object> list(@Nullable Object value) {
    if (value instanceof ArrayList) {
      return (List<Object>) value;
    }
    throw refusal.damaged("an item is appended to a %s", kind(value));
  }

  /**
   * Fills an array in. A state dictionary carries its format's version as an attribute, which
   * nothing here needs.
   */
  private void build() {
    Object state = stack.pop();
    Object target = stack.peek();
    if (target instanceof NumpyArray array) {
      fill(array, tuple(state));
    } else if (target instanceof ElementType) {
      checkByteOrder(tuple(state));
    } else {
      dictionary(target);
    }
  }

  /** The state is {@code (version, shape, type, Fortran order, bytes)}. */
  private void fill(NumpyArray array, Object[] state) {
    if (!Boolean.FALSE.equals(argument(state, 3, Boolean.class))) {
      throw refusal.unsupported("an array lies in Fortran's order");
    }
    try {
      array.fill(
          argument(state, 2, ElementType.class),
          numbers(argument(state, 1, Object[].class)),
          argument(state, 4, byte[].class));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw refusal.damaged("%s", e.getMessage());
    }
  }

  private void checkByteOrder(Object[] state) {
    if (!List.of("<", "|").contains(argument(state, 1, String.class))) {
      throw refusal.unsupported("an array has the byte order '%s'", kind(state[1]));
    }
  }

  private void reduce() {
    Object[] arguments = tuple(stack.pop());
    Object callable = stack.pop();
    if (!(callable instanceof Global global)) {
      throw refusal.damaged("a %s is called", kind(callable));
    }
    stack.add(
        switch (global) {
          case ORDERED_DICT -> orderedDict(arguments);
          case REBUILD_TENSOR, REBUILD_TENSOR_V2 -> tensor(arguments);
          case REBUILD_PARAMETER -> argument(arguments, 0, TensorRef.class);
          case SIZE -> argument(arguments, 0, Object[].class);
          case NUMPY_RECONSTRUCT -> new NumpyArray();
          case NUMPY_TYPE -> numpyType(argument(arguments, 0, String.class));
          case ENCODE -> encoded(arguments);
          default -> throw refusal.damaged("%s is called", global);
        });
  }

  /** Python 2 gave the items as a list of pairs, Python 3 sets them afterwards. */
  private Map<Object, Object> orderedDict(Object[] arguments) {
    Map<Object, Object> dictionary = new LinkedHashMap<>();
    if (arguments.length > 0) {
      for (Object item : list(arguments[0])) {
        List<Object> pair = list(item);
        dictionary.put(plain(pair.get(0)), pair.get(1));
      }
    }
    return dictionary;
  }

  private ElementType numpyType(String code) {
    return switch (code) {
      case "i1" -> ElementType.I8;
      case "u1" -> ElementType.U8;
      case "i4" -> ElementType.I32;
      case "f4" -> ElementType.F32;
      case "f8" -> ElementType.F64;
      default -> throw refusal.unsupported("an array has the type '%s'", kind(code));
    };
  }

  /** Python 2's way to write bytes down: a text of which every character is one. */
  private byte[] encoded(Object[] arguments) {
    String text = argument(arguments, 0, String.class);
    if (!"latin1".equals(argument(arguments, 1, String.class))) {
      throw refusal.unsupported("bytes are encoded as %s", kind(arguments[1]));
    }
    encodedBytes += text.length();
    if (encodedBytes > stream().limit() || text.chars().anyMatch(c -> c > 0xFF)) {
      throw refusal.damaged("its bytes are no text of Latin-1, or more than the pickle has");
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private TensorRef tensor(Object[] arguments) {
    return new TensorRef(
        argument(arguments, 0, StorageRef.class),
        number(arguments, 1),
        numbers(argument(arguments, 2, Object[].class)),
        numbers(argument(arguments, 3, Object[].class)));
  }

  /** Takes {@code ('storage', class, key, device, count)}; legacy files add a view, here None. */
  @Override
  protected Object persistentLoad(Object id) {
    Object[] parts = tuple(id);
    if (!"storage".equals(argument(parts, 0, String.class))) {
      throw refusal.code("a pickled " + parts[0]);
    }
    if (parts.length > 5 && parts[5] != null) {
      throw refusal.unsupported("a tensor is a view of a storage as PyTorch before 0.4 wrote it");
    }
    Global storage = argument(parts, 1, Global.class);
    ElementType type =
        storage.storageType().orElseThrow(() -> refusal.damaged("%s is a storage", storage));
    long count = number(parts, 4);
    if (count < 0 || count > MOST_NUMBERS) {
      throw refusal.damaged("a storage has %d numbers", count);
    }
    return known(new StorageRef(argument(parts, 2, String.class), type, count));
  }

  private StorageRef known(StorageRef storage) {
    StorageRef before = storages.putIfAbsent(storage.key(), storage);
    if (before != null && !before.equals(storage)) {
      throw refusal.damaged(
          "storage '%s' is once %s and once %s", Refusal.shortened(storage.key()), before, storage);
    }
    return before == null ? storage : before;
  }

  private Object[] tuple(@Nullable Object value) {
    if (value instanceof Object[] tuple) {
      return tuple;
    }
    throw refusal.damaged("a tuple is expected, not a %s", kind(value));
  }

  private <T> T argument(Object[] arguments, int index, Class<T> type) {
    @Nullable Object value = index < arguments.length ? arguments[index] : null;
    if (!type.isInstance(value)) {
      throw refusal.damaged(
          "argument %d is a %s, not a %s", index, kind(value), type.getSimpleName());
    }
    return type.cast(value);
  }

  private long number(Object[] arguments, int index) {
    Number number = argument(arguments, index, Number.class);
    if (!(number instanceof Integer || number instanceof Long)) {
      throw refusal.damaged("argument %d is %s", index, kind(number));
    }
    return number.longValue();
  }

  private List<Long> numbers(Object[] tuple) {
    return IntStream.range(0, tuple.length).mapToObj(i -> number(tuple, i)).toList();
  }

  /** Names a value without looking into it: containers may hold themselves. */
  static String kind(@Nullable Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return Refusal.shortened(value.toString());
    }
    if (value instanceof Object[]) {
      return "tuple";
    }
    return value instanceof Map ? "dictionary" : value instanceof List ? "list" : "object";
  }
}
