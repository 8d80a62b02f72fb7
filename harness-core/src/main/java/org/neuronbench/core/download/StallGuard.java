package org.neuronbench.core.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;

/** Takes a response body block by block, and notices when none comes for too long. */
final class StallGuard implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {

  private record Event(List<ByteBuffer> buffers, boolean end, @Nullable Throwable failure) {}

  private final Duration limit;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final CountDownLatch subscribed = new CountDownLatch(1);
  private Flow.@Nullable Subscription subscription;

  StallGuard(Duration limit) {
    this.limit = limit;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    subscribed.countDown();
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    events.add(new Event(buffers, false, null));
  }

  @Override
  public void onError(Throwable failure) {
    events.add(new Event(List.of(), true, failure));
  }

  @Override
  public void onComplete() {
    events.add(new Event(List.of(), true, null));
  }

  /**
   * Waits for the next block.
   *
   * @return its buffers, or null at the end
   * @throws IOException if the connection broke or nothing came in time
   */
  @Nullable List<ByteBuffer> next() throws IOException {
    try {
      request();
      Event event = events.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
      return event == null ? stalled() : buffers(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void request() throws IOException, InterruptedException {
    if (!subscribed.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      stalled();
    }
    if (subscription != null) {
      subscription.request(1);
    }
  }

  private @Nullable List<ByteBuffer> stalled() throws IOException {
    throw TransferException.passing(
        Text.format("no data for %s seconds", limit.toMillis() / 1000.0).replace(".0 ", " "));
  }

  private static @Nullable List<ByteBuffer> buffers(Event event) throws IOException {
    if (event.failure() != null) {
      throw new IOException(event.failure().getMessage(), event.failure());
    }
    return event.end() ? null : event.buffers();
  }

  @Override
  public void close() {
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
