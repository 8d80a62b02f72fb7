package org.neuronbench.core.experiment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.neuronbench.spi.Budget;
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
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * Reads a budget.
   *
   * @param text a percentage or a parameter count
   * @return the budget
   * @throws IllegalArgumentException if it is neither, or impossible
   */
  public static BudgetSpec parse(String text) {
    String trimmed = text.trim();
    if (trimmed.endsWith("%")) {
      BigDecimal percent = new BigDecimal(trimmed.substring(0, trimmed.length() - 1).trim());
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
   * Applies the budget to a network; a share is rounded down, a count never exceeds the network.
   *
   * @param network any network
   * @return the bound in parameters
   */
  public Budget of(Network network) {
    if (share == null) {
      return new Budget(Math.min(count, network.parameters()));
    }
    BigDecimal parameters = share.multiply(BigDecimal.valueOf(network.parameters()));
    return new Budget(parameters.setScale(0, RoundingMode.FLOOR).longValueExact());
  }
}
