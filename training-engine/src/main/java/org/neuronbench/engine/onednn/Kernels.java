package org.neuronbench.engine.onednn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.engine.NativeThreads;

/**
 * Compiles primitives and keeps them: an epoch's plan asks for the same shapes again. Owns the
 * oneDNN engine, the stream, everything compiled, and the memory that programs share.
 */
final class Kernels implements AutoCloseable {

  private final int threads;
  private final engine cpu = new engine(engine.kind.cpu, 0);
  private final stream queue = new stream(cpu);
  private final Map<Kernel.Key, Kernel> compiled = new HashMap<>();
  private BytePointer arena = new BytePointer();
  private BytePointer kept = new BytePointer();
  private int compilations;

  Kernels(int threads) {
    this.threads = threads;
  }

  /** Said before kernels are compiled or run, since other sessions may use other numbers. */
  void useThreads() {
    NativeThreads.use(threads);
  }

  int threads() {
    return threads;
  }

  /**
   * Returns the block that all programs share, which run one at a time: of at least so many bytes.
   * It is kept: touching fresh memory would cost more than a training step.
   */
  BytePointer arena(long bytes) {
    arena = atLeast(arena, bytes);
    return arena;
  }

  /** Returns the block for the channels that are kept within a step, likewise. */
  BytePointer kept(long bytes) {
    kept = atLeast(kept, bytes);
    return kept;
  }

  private static BytePointer atLeast(BytePointer block, long bytes) {
    if (block.capacity() >= bytes) {
      return block;
    }
    block.close();
    return Temporaries.keep(new BytePointer(bytes));
  }

  engine cpu() {
    return cpu;
  }

  stream queue() {
    return queue;
  }

  /** Returns how many primitives were compiled so far. */
  int compilations() {
    return compilations;
  }

  /** Finds or compiles a primitive that is no convolution. */
  Kernel kernel(String kind, List<?> shape, Supplier<? extends primitive_desc_base> descriptor) {
    return kernel(new Kernel.Key(kind, shape), 0, descriptor);
  }

  /** Finds or compiles a primitive of so many multiply-accumulates for one image. */
  Kernel kernel(Kernel.Key key, long macs, Supplier<? extends primitive_desc_base> descriptor) {
    Kernel known = compiled.get(key);
    if (known != null) {
      return known;
    }
    useThreads();
    try {
      Kernel kernel = Temporaries.freed(() -> compile(key, macs, descriptor.get()));
      compiled.put(key, kernel);
      compilations++;
      return kernel;
    } catch (RuntimeException e) {
      throw new IllegalStateException("oneDNN has no primitive for " + key + ": " + e, e);
    }
  }

  private static Kernel compile(Kernel.Key key, long macs, primitive_desc_base descriptor) {
    primitive executable = new primitive(descriptor.get());
    return new Kernel(key, macs, Temporaries.keep(descriptor), Temporaries.keep(executable));
  }

  ConvolutionKernels convolutions(Precision precision) {
    return new ConvolutionKernels(this, precision);
  }

  BatchNormKernels batchNorms(Precision precision) {
    return new BatchNormKernels(this, precision);
  }

  ElementwiseKernels elementwise(Precision precision) {
    return new ElementwiseKernels(this, precision);
  }

  PoolingKernels poolings(Precision precision) {
    return new PoolingKernels(this, precision);
  }

  LinearKernels linears() {
    return new LinearKernels(this);
  }

  /** Lays numbers out anew; by layouts, whoever's numbers they are. */
  Kernel reorder(String what, Reordering how, memory.desc from, memory.desc to) {
    return kernel(
        "reorder " + what,
        List.of(how, Layouts.text(from), Layouts.text(to)),
        () -> new reorder.primitive_desc(cpu, from, cpu, to, how.attributes(), false));
  }

  @Override
  public void close() {
    arena.close();
    kept.close();
    compiled.values().forEach(Kernel::close);
    compiled.clear();
    queue.close();
    cpu.close();
  }
}
