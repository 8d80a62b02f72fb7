package org.neuronbench.reports.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Shortens numbers for the page: the CSV files have every digit. */
final class Rounded {

  private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);
  private static final int TEN_THOUSAND = 10_000;

  private Rounded() {}

  /** Six significant digits; {@code null} if there is no finite value. */
  static @Nullable BigDecimal number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : null;
  }

  static @Nullable BigDecimal number(double value) {
    return Double.isFinite(value) ? plain(BigDecimal.valueOf(value).round(SIX_DIGITS)) : null;
  }

  /** A share in [0, 1] in hundredths of a percent. */
  static @Nullable Integer tenThousandths(double share) {
    return Double.isFinite(share) ? (Integer) (int) Math.round(share * TEN_THOUSAND) : null;
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal shortest = value.stripTrailingZeros();
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }
}
