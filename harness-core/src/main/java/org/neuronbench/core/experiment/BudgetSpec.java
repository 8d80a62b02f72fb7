package org.neuronbench.core.experiment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.CostModel.Kind;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Unit;

/**
 * A budget as an experiment gives it.
 *
 * @param text the one way to write it, such as {@code 21.2%}, {@code 464640} or {@code memory:
 *     256KiB}
 * @param model what it counts
 * @param share of what the whole network costs, in (0, 1]; {@code null} for a count
 * @param count in what the model counts; 0 for a share
 */
public record BudgetSpec(String text, CostModel model, @Nullable BigDecimal share, long count) {

  /** What may be written, for messages. */
  public static final String EXPECTED =
      "a percentage above 0 and up to 100 such as 21.2%, or a number of parameters of at least 1";

  /** The fidelity switch of memory budgets. */
  static final String AS_RELEASED = "depthwise-as-released";

  private static final String MEMORY = "memory";
  private static final int MOST_DECIMALS = 20;

  /** Counts up to this, and of no more than a hundredth, are taken for forgotten percent signs. */
  private static final int TINY = 100;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Bytes of a stored number, which the papers call a unit. */
  private static final long UNIT_BYTES = 4;

  private static final Map<String, Long> SIZES = sizes();

  private static Map<String, Long> sizes() {
    Map<String, Long> sizes = new LinkedHashMap<>();
    sizes.put("B", 1L);
    sizes.put("KiB", 1L << 10);
    sizes.put("MiB", 1L << 20);
    sizes.put("GiB", 1L << 30);
    sizes.put("kB", 1000L);
    sizes.put("MB", 1_000_000L);
    return sizes;
  }

  /** Lists the keys under which a budget of another cost model is written. */
  static List<String> keys() {
    return Stream.concat(
            Stream.of(MEMORY), CostModel.all().stream().map(model -> model.kind().id()))
        .toList();
  }

  /**
   * Reads a budget.
   *
   * @param text a percentage or a parameter count, or a cost model and an amount such as {@code
   *     memory: 27946 units}
   * @throws IllegalArgumentException if it is neither, or impossible; the message says what is
   *     allowed
   */
  public static BudgetSpec parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return amount(CostModel.WEIGHTS, text.trim(), "");
    }
    String amount = text.substring(colon + 1).trim();
    boolean released = amount.endsWith(" " + AS_RELEASED);
    return of(
        text.substring(0, colon).trim(),
        released ? amount.substring(0, amount.length() - AS_RELEASED.length()).trim() : amount,
        released);
  }

  private static BudgetSpec of(String key, String amount, boolean released) {
    CostModel plain =
        key.equals(MEMORY)
            ? CostModel.INPUT_CHANNEL_FP32
            : CostModel.named(key)
                .orElseThrow(
                    () -> new IllegalArgumentException("one of " + String.join(", ", keys())));
    if (released && (!plain.kind().memory() || plain.equals(CostModel.SU_INT8))) {
      throw new IllegalArgumentException(
          "an amount without depthwise-as-released, which is for memory, input-channel and output-channel models only");
    }
    CostModel model = released ? plain.asReleased() : plain;
    return amount(model, amount, plain.equals(CostModel.WEIGHTS) ? "" : key + ": ");
  }

  private static BudgetSpec amount(CostModel model, String amount, String prefix) {
    String suffix = model.depthwiseAsReleased() ? " " + AS_RELEASED : "";
    if (amount.endsWith("%")) {
      BigDecimal percent = percent(amount.substring(0, amount.length() - 1).trim(), model);
      return new BudgetSpec(
          prefix + percent.toPlainString() + "%" + suffix, model, percent.divide(HUNDRED), 0);
    }
    String number = amount.replaceAll("[ _]*[A-Za-z]+$", "").replace("_", "");
    String unit = amount.substring(amount.length() - wordLength(amount));
    long count = count(model, number, unit);
    String written = new BigDecimal(number).stripTrailingZeros().toPlainString();
    String space = unit.equals("units") ? " " : "";
    return new BudgetSpec(prefix + written + space + unit + suffix, model, null, count);
  }

  private static int wordLength(String amount) {
    int length = 0;
    while (length < amount.length()
        && Character.isLetter(amount.charAt(amount.length() - 1 - length))) {
      length++;
    }
    return length;
  }

  private static long count(CostModel model, String number, String unit) {
    try {
      long count = counted(model, number, unit);
      if (count >= 1) {
        return count;
      }
    } catch (NumberFormatException | ArithmeticException e) {
      throw new IllegalArgumentException(expected(model), e);
    }
    throw new IllegalArgumentException(expected(model));
  }

  private static long counted(CostModel model, String number, String unit) {
    if (!model.kind().memory()) {
      if (!unit.isEmpty()) {
        throw new IllegalArgumentException(expected(model));
      }
      return Numerals.whole(number);
    }
    if (unit.equals("units") && model.kind() != Kind.SU_INT8) {
      return Math.multiplyExact(UNIT_BYTES, Numerals.whole(number));
    }
    Long bytes = SIZES.get(unit);
    if (bytes == null || !number.matches("[0-9]{1,12}(\\.[0-9]{1,6})?")) {
      throw new IllegalArgumentException(
          expected(model)
              + (unit.equals("KB") ? "; KB is 1,000 bytes to some and 1,024 to others" : ""));
    }
    return new BigDecimal(number)
        .multiply(BigDecimal.valueOf(bytes))
        .setScale(0, RoundingMode.FLOOR)
        .longValueExact();
  }

  private static BigDecimal percent(String number, CostModel model) {
    if (!number.matches("[0-9]{1,9}(\\.[0-9]{1,30})?|\\.[0-9]{1,30}")) {
      throw new IllegalArgumentException(expected(model));
    }
    BigDecimal percent = new BigDecimal(number);
    if (percent.signum() <= 0
        || percent.compareTo(HUNDRED) > 0
        || percent.scale() > MOST_DECIMALS) {
      throw new IllegalArgumentException(expected(model));
    }
    BigDecimal plain = percent.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  private static String expected(CostModel model) {
    return switch (model.kind()) {
      case WEIGHTS -> EXPECTED;
      case MACS ->
          "a percentage of the backward pass above 0 and up to 100 such as 30%, or a number of"
              + " multiply-accumulates of one image of at least 1";
      case SU_INT8 -> "a percentage such as 5%, or bytes such as 49KiB (B, KiB, MiB, GiB, kB, MB)";
      case INPUT_CHANNEL_FP32, OUTPUT_CHANNEL_FP32, INPUT_CHANNEL_BF16, OUTPUT_CHANNEL_BF16 ->
          "a percentage such as 5%, bytes such as 256KiB (B, KiB, MiB, GiB, kB, MB), or stored"
              + " numbers of 4 bytes such as '27946 units'";
    };
  }

  /**
   * Says what a text that is no budget was probably meant to be: the end of a message: 0.1 and 21.2
   * lack their sign; empty if there is no guess.
   */
  static String hint(String text) {
    if (!text.trim().matches("\\d{0,6}\\.\\d{1,9}")) {
      return "";
    }
    BigDecimal number = new BigDecimal(text.trim());
    BigDecimal percent = number.compareTo(BigDecimal.ONE) < 0 ? number.multiply(HUNDRED) : number;
    return percent.signum() > 0 && percent.compareTo(HUNDRED) <= 0
        ? Text.format("; did you mean %s%%?", percent.stripTrailingZeros().toPlainString())
        : "";
  }

  /** Returns what the budget is for a run in a precision: {@code memory} counts its values. */
  public BudgetSpec in(Precision precision) {
    if (precision == Precision.FLOAT32 || !text.startsWith(MEMORY)) {
      return this;
    }
    CostModel values = CostModel.INPUT_CHANNEL_BF16;
    return new BudgetSpec(
        text, model.depthwiseAsReleased() ? values.asReleased() : values, share, count);
  }

  private boolean weights() {
    return model.kind() == Kind.WEIGHTS;
  }

  /**
   * Says what is odd about the budget for a network: a remark if it bounds nothing, or so much that
   * it was probably meant otherwise.
   */
  public Optional<String> remark(Network network) {
    String counts = weights() ? "convolution parameters" : model.kind().counts();
    long total = model.total(network);
    if (share == null && count > total) {
      return Optional.of(
          Text.format(
              "budget %s exceeds the %d %s of %s: it bounds nothing there",
              text, total, counts, network.name()));
    }
    boolean tiny = weights() && share == null && count <= TINY && count * TINY <= total;
    String meant = tiny ? Text.format("; did you mean %s%%?", text) : "";
    long cheapest = cheapest(network);
    if (of(network).limit() < cheapest) {
      return Optional.of(
          Text.format(
              "budget %s is too small for %s: its cheapest neuron costs %d %s, so none can be updated%s",
              text, network.name(), cheapest, model.kind().counts(), meant));
    }
    return tiny
        ? Optional.of(
            Text.format(
                "budget %s is a count: %s of the %d convolution parameters of %s%s",
                text, text, total, network.name(), meant))
        : Optional.empty();
  }

  /** Of either unit: which one a strategy chooses is its matter. */
  private long cheapest(Network network) {
    Stream<Network> views =
        weights() ? Stream.of(network) : Stream.of(Unit.values()).map(network::in);
    return views
        .mapToLong(
            view -> {
              var tally = new Budget(model, Long.MAX_VALUE).tally(view);
              return tally.used()
                  + IntStream.range(0, view.layers().size())
                      .mapToLong(i -> tally.costOf(view.layers().get(i).firstNeuron()))
                      .min()
                      .orElse(0);
            })
        .min()
        .orElse(0);
  }

  /**
   * Applies the budget to a network; a share is rounded down, a count never exceeds the network.
   */
  public Budget of(Network network) {
    long total = model.total(network);
    if (share == null) {
      return new Budget(model, Math.min(count, total));
    }
    BigDecimal limit = share.multiply(BigDecimal.valueOf(total));
    return new Budget(model, limit.setScale(0, RoundingMode.FLOOR).longValueExact());
  }
}
