package org.neuronbench.core.download;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The stall timeout of the default settings is 30 seconds. */
class SpeedGuardTest {

  private long now;
  private final SpeedGuard guard = new SpeedGuard(() -> now, DownloadSettings.DEFAULT);

  private void arrived(int second, long bytes) throws IOException {
    now = Duration.ofSeconds(second).toNanos();
    guard.arrived(bytes);
  }

  @Test
  void refusesAByteNowAndThen() throws IOException {
    arrived(10, 1);
    arrived(20, 1);
    assertThatThrownBy(() -> arrived(31, 1))
        .isInstanceOf(TransferException.class)
        .hasMessage("only 3 bytes came in 31 seconds, expected are 1,000 a second");
  }

  @Test
  void acceptsTheLeastSpeed() throws IOException {
    arrived(29, 29_999);
    assertThatCode(() -> arrived(30, 1)).doesNotThrowAnyException();
  }

  @Test
  void startsEachPeriodAnew() throws IOException {
    arrived(30, 1_000_000);
    assertThatThrownBy(() -> arrived(60, 29_999)).hasMessageStartingWith("only 29,999 bytes");
  }
}
