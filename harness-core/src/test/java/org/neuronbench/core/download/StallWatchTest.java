package org.neuronbench.core.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** The stall timeout of the default settings is 30 seconds. */
class StallWatchTest {

  private boolean closed;

  private final InputStream body =
      new InputStream() {
        @Override
        public int read() {
          throw new AssertionError("reads blocks");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
          if (closed) {
            throw new IOException("closed");
          }
          return length;
        }

        @Override
        public void close() {
          closed = true;
        }
      };

  private final StallWatch watch = new StallWatch(body, DownloadSettings.DEFAULT);

  private void arrive(int bytes) throws IOException {
    watch.read(new byte[bytes]);
  }

  @Test
  void refusesAByteNowAndThen() throws IOException {
    arrive(1);
    arrive(2);
    watch.run();
    assertThatThrownBy(() -> arrive(1))
        .isInstanceOf(TransferException.class)
        .hasMessage("only 3 bytes came in 30 seconds, expected are 1,000 a second");
  }

  @Test
  void acceptsTheLeastSpeed() throws IOException {
    arrive(29_999);
    arrive(1);
    watch.run();
    assertThat(closed).isFalse();
  }

  @Test
  void startsEachPeriodAnew() throws IOException {
    arrive(1_000_000);
    watch.run();
    arrive(29_999);
    watch.run();
    assertThatThrownBy(() -> arrive(1)).hasMessageStartingWith("only 29,999 bytes");
  }

  @Test
  void namesSilence() {
    watch.run();
    assertThatThrownBy(() -> arrive(1)).hasMessage("no data for 30 seconds");
  }
}
