package org.neuronbench.engine.onednn;

import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.Preprocessing;

/**
 * Fetches and normalises the next batch: where the machine has a processor more than the session
 * has threads, on a thread of its own while the current batch is trained. Elsewhere such a thread
 * would hold up those that compute, which wait for each other in every kernel; there batches are
 * made between steps, on all of the session's threads.
 */
final class InputPipeline implements AutoCloseable {

  /** A batch with its pixels as network input, channels last, until the next one is asked for. */
  record Prepared<T>(T step, float[] input) {}

  private final float[][] tables = new float[3][];

  /** One is read while the other is written: an array for each batch would make the heap grow. */
  private final float[][] inputs = new float[2][0];

  private final int threads;
  private final boolean ahead;
  private int turn;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "input-pipeline");
            thread.setDaemon(true);
            return thread;
          });

  InputPipeline(Preprocessing preprocessing, int threads) {
    this(preprocessing, threads, threads < Runtime.getRuntime().availableProcessors());
  }

  InputPipeline(Preprocessing preprocessing, int threads, boolean ahead) {
    this.threads = threads;
    this.ahead = ahead;
    for (int c = 0; c < tables.length; c++) {
      tables[c] = preprocessing.table(c);
    }
  }

  float[] normalise(Batch batch) {
    float[] values = new float[length(batch)];
    normalise(batch, values);
    return values;
  }

  private static int length(Batch batch) {
    return batch.size() * batch.imageSize() * batch.imageSize() * 3;
  }

  private void normalise(Batch batch, float[] values) {
    Ranges.each(
        ahead ? 1 : threads, // of which none is free while they train
        values.length / 3,
        values.length,
        (thread, from, to) -> normalise(batch.pixels(), values, 3 * from, 3 * to));
  }

  /** Turns gradients by what the network reads into those by pixels, from 0 to 255. */
  void toPixels(float[] slopes) {
    for (int i = 0; i < slopes.length; i++) {
      float[] table = tables[i % tables.length];
      slopes[i] *= (table[table.length - 1] - table[0]) / (table.length - 1);
    }
  }

  private void normalise(byte[] pixels, float[] values, int from, int to) {
    float[] red = tables[0];
    float[] green = tables[1];
    float[] blue = tables[2];
    for (int i = from; i < to; i += 3) {
      values[i] = red[pixels[i] & 0xFF];
      values[i + 1] = green[pixels[i + 1] & 0xFF];
      values[i + 2] = blue[pixels[i + 2] & 0xFF];
    }
  }

  /** Normalises into the array that the consumer is done with. */
  private float[] next(Batch batch) {
    turn = 1 - turn;
    if (inputs[turn].length != length(batch)) {
      inputs[turn] = new float[length(batch)];
    }
    normalise(batch, inputs[turn]);
    return inputs[turn];
  }

  /** Prepares the batches of a source; what it throws comes out of the iterator. */
  <T> Iterator<Prepared<T>> prepare(Iterator<T> source, Function<T, Batch> batchOf) {
    return ahead ? ahead(source, batchOf) : between(source, batchOf);
  }

  private <T> Iterator<Prepared<T>> between(Iterator<T> source, Function<T, Batch> batchOf) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return source.hasNext();
      }

      @Override
      public Prepared<T> next() {
        T step = source.next();
        return new Prepared<>(step, InputPipeline.this.next(batchOf.apply(step)));
      }
    };
  }

  private <T> Iterator<Prepared<T>> ahead(Iterator<T> source, Function<T, Batch> batchOf) {
    return new Iterator<>() {
      private Future<@Nullable Prepared<T>> ahead = fetch();

      private Future<@Nullable Prepared<T>> fetch() {
        return worker.submit(
            () -> {
              if (!source.hasNext()) {
                return null;
              }
              T step = source.next();
              return new Prepared<>(step, InputPipeline.this.next(batchOf.apply(step)));
            });
      }

      @Override
      public boolean hasNext() {
        return get(ahead) != null;
      }

      @Override
      public Prepared<T> next() {
        Prepared<T> current = get(ahead);
        if (current == null) {
          throw new java.util.NoSuchElementException();
        }
        ahead = fetch();
        return current;
      }
    };
  }

  private static <T> @Nullable T get(Future<@Nullable T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for images", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
