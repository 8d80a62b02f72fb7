package org.neuronbench.core.experiment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.neuronbench.core.Text;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;

/**
 * A budget as an experiment gives it.
 *
 * @param text the one way to write it, such as {@code 21.2%} or {@code 464640}
 * @param share of the network's convolution parameters, in (0, 1]; {@code null} for a count
 * @param count parameters; 0 for a share
 */
public record BudgetSpec(
    String text, @org.jspecify.annotations.Nullable BigDecimal share, long count) {

  /** What may be written, for messages. */
  public static final String EXPECTED =
      "a percentage above 0 and up to 100 such as 21.2%, or a number of parameters of at least 1";

  private static final int MOST_DECIMALS = 20;

  /** Counts up to this, and of no more than a hundredth, are taken for forgotten percent signs. */
  private static final int TINY = 100;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * Reads a budget.
   *
   * @param text a percentage or a parameter count
   * @throws IllegalArgumentException if it is neither, or impossible
   */
  public static BudgetSpec parse(String text) {
    String trimmed = text.trim();
    if (trimmed.endsWith("%")) {
      String number = trimmed.substring(0, trimmed.length() - 1).trim();
      if (!number.matches("[0-9]{1,9}(\\.[0-9]{1,30})?|\\.[0-9]{1,30}")) {
        throw new IllegalArgumentException(EXPECTED);
      }
      BigDecimal percent = new BigDecimal(number);
      if (percent.signum() <= 0
          || percent.compareTo(HUNDRED) > 0
          || percent.scale() > MOST_DECIMALS) {
        throw new IllegalArgumentException(EXPECTED);
      }
      BigDecimal plain = percent.stripTrailingZeros();
      return new BudgetSpec(plain.toPlainString() + "%", plain.divide(HUNDRED), 0);
    }
    long count = Numerals.whole(trimmed.replace("_", ""));
    if (count < 1) {
      throw new IllegalArgumentException(EXPECTED);
    }
    return new BudgetSpec(String.valueOf(count), null, count);
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

  /**
   * Says what is odd about the budget for a network: a remark if it bounds nothing, or so much that
   * it was probably meant otherwise.
   */
  public Optional<String> remark(Network network) {
    if (share == null && count > network.parameters()) {
      return Optional.of(
          Text.format(
              "budget %s exceeds the %d convolution parameters of %s: it bounds nothing there",
              text, network.parameters(), network.name()));
    }
    boolean tiny = share == null && count <= TINY && count * TINY <= network.parameters();
    String meant = tiny ? Text.format("; did you mean %s%%?", text) : "";
    long cheapest = cheapest(network);
    if (of(network).parameters() < cheapest) {
      return Optional.of(
          Text.format(
              "budget %s is too small for %s: its cheapest neuron costs %d parameters, so none can be updated%s",
              text, network.name(), cheapest, meant));
    }
    return tiny
        ? Optional.of(
            Text.format(
                "budget %s is a count: %s of the %d convolution parameters of %s%s",
                text, text, network.parameters(), network.name(), meant))
        : Optional.empty();
  }

  private static long cheapest(Network network) {
    return network.layers().stream()
        .mapToLong(ConvolutionLayer::parametersPerNeuron)
        .min()
        .orElse(0);
  }

  /**
   * Applies the budget to a network; a share is rounded down, a count never exceeds the network.
   */
  public Budget of(Network network) {
    if (share == null) {
      return new Budget(Math.min(count, network.parameters()));
    }
    BigDecimal parameters = share.multiply(BigDecimal.valueOf(network.parameters()));
    return new Budget(parameters.setScale(0, RoundingMode.FLOOR).longValueExact());
  }
}
