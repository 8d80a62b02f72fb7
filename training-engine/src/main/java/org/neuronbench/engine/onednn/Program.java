package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.neuronbench.core.Text;
import org.neuronbench.engine.onednn.Arena.Slot;

/** A list of steps bound to one arena, to be run once per batch. Owns its native memory. */
final class Program implements AutoCloseable {

  /** A part of the program that runs in Java on buffers of the arena. */
  interface JavaStep {
    void run(Program program);
  }

  private record Argument(int id, memory.desc layout, Function<Program, Pointer> data) {}

  /** A step: what kind of work, how many multiply-accumulates, what it is once it is bound. */
  private record Planned(String kind, long macs, Function<Program, Runnable> binding) {}

  /** Collects steps before the arena is laid out. */
  static final class Builder {
    private final Kernels kernels;
    private final Arena arena = new Arena();
    private final List<Planned> steps = new ArrayList<>();

    Builder(Kernels kernels) {
      this.kernels = kernels;
    }

    Kernels kernels() {
      return kernels;
    }

    Slot floats(long values) {
      return arena.floats(values);
    }

    Slot bytes(long bytes) {
      return arena.request(bytes);
    }

    /** Starts a step that executes a primitive; {@code where} names the layer for messages. */
    Call call(String where, Kernel kernel) {
      return new Call(where, kernel);
    }

    /** Adds a step in Java that uses these slots. */
    void java(JavaStep step, Slot... used) {
      for (Slot slot : used) {
        slot.usedAt(steps.size());
      }
      steps.add(new Planned(JAVA, 0, program -> () -> step.run(program)));
    }

    /** The arguments of one primitive. */
    final class Call {
      private final String where;
      private final Kernel kernel;
      private final List<Argument> arguments = new ArrayList<>();

      private Call(String where, Kernel kernel) {
        this.where = where;
        this.kernel = kernel;
      }

      Call with(int id, memory.desc layout, Slot slot) {
        ArgumentCheck.fits(where, kernel, id, layout, slot.bytes());
        arguments.add(new Argument(id, layout, program -> program.at(slot)));
        slot.usedAt(steps.size());
        return this;
      }

      Call with(int id, memory.desc layout, Pointer external) {
        long bytes = external.capacity() * external.sizeof();
        ArgumentCheck.fits(where, kernel, id, layout, external.isNull() ? 0 : bytes);
        arguments.add(new Argument(id, layout, program -> external));
        return this;
      }

      void add() {
        memory.desc scratch = kernel.scratchpad();
        if (scratch.get_size() > 0) {
          with(dnnl.DNNL_ARG_SCRATCHPAD, scratch, arena.request(scratch.get_size()));
        }
        steps.add(
            new Planned(kernel.key().kind(), kernel.macs(), p -> p.bind(where, kernel, arguments)));
      }
    }

    Program build() {
      arena.assign();
      return new Program(kernels, arena, steps);
    }
  }

  private static final long ALIGNMENT = 64;
  private static final String JAVA = "Java";

  private final Kernels kernels;
  private final long bytes;
  private final BytePointer block;
  private final List<Runnable> steps = new ArrayList<>();
  private final List<String> kinds = new ArrayList<>();
  private long macs;
  private final List<Pointer> owned = new ArrayList<>();
  private final IdentityHashMap<Slot, FloatBuffer> views = new IdentityHashMap<>();

  private Program(Kernels kernels, Arena arena, List<Planned> planned) {
    this.kernels = kernels;
    this.bytes = arena.bytes();
    this.block = kernels.borrow(Math.max(1, bytes) + ALIGNMENT);
    for (Planned step : planned) {
      macs += step.macs();
      kinds.add(step.kind());
      steps.add(step.binding().apply(this));
    }
  }

  private Pointer at(Slot slot) {
    long start = (block.address() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - block.address();
    return block.getPointer(start + slot.offset()); // closing it would free the block
  }

  private <T extends Pointer> T own(T pointer) {
    owned.add(Temporaries.keep(pointer));
    return pointer;
  }

  private Runnable bind(String where, Kernel kernel, List<Argument> bound) {
    IntMemoryMap arguments = own(new IntMemoryMap());
    for (Argument argument : bound) {
      Pointer data = argument.data().apply(this);
      arguments.put(argument.id(), own(new memory(argument.layout(), kernels.cpu(), data)));
    }
    stream queue = kernels.queue();
    return () -> {
      try {
        kernel.executable().execute(queue, arguments);
      } catch (RuntimeException e) {
        throw new IllegalStateException(
            Text.format("oneDNN failed in layer %s, %s: %s", where, kernel.key(), e.getMessage()),
            e);
      }
    };
  }

  /** Runs every step once. */
  void run() {
    kernels.useThreads();
    for (Runnable step : steps) {
      step.run();
    }
    kernels.queue()._wait();
  }

  /** Runs every step once and adds the seconds each kind of step took. */
  void run(Map<String, Double> seconds) {
    for (int i = 0; i < steps.size(); i++) {
      long start = System.nanoTime();
      steps.get(i).run();
      kernels.queue()._wait();
      seconds.merge(kinds.get(i), (System.nanoTime() - start) * 1e-9, Double::sum);
    }
  }

  /**
   * Runs every primitive by itself, several times in a row, and returns the seconds of each kind.
   */
  Map<String, Double> alone(int repeats) {
    kernels.useThreads();
    Map<String, Double> seconds = new TreeMap<>();
    for (int i = 0; i < steps.size(); i++) {
      if (!kinds.get(i).equals(JAVA)) {
        Runnable step = steps.get(i);
        Runnable whole =
            () -> {
              step.run();
              kernels.queue()._wait();
            };
        seconds.merge(kinds.get(i), median(whole, repeats), Double::sum);
      }
    }
    return seconds;
  }

  /** Returns the seconds of a step that waits until it is done. */
  static double median(Runnable step, int repeats) {
    double[] seconds = new double[repeats];
    for (int i = 0; i < repeats; i++) {
      long start = System.nanoTime();
      step.run();
      seconds[i] = (System.nanoTime() - start) * 1e-9;
    }
    Arrays.sort(seconds);
    return seconds[repeats / 2];
  }

  /** Returns the multiply-accumulates of the convolutions it runs, for one image. */
  long macs() {
    return macs;
  }

  /** Views a slot; its contents are there only while its life lasts. */
  FloatBuffer view(Slot slot) {
    return views.computeIfAbsent(
        slot, s -> new FloatPointer(at(s)).capacity(s.bytes() / Float.BYTES).asBuffer());
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    for (int i = owned.size() - 1; i >= 0; i--) {
      owned.get(i).close();
    }
    owned.clear();
    views.clear();
    steps.clear();
    kernels.giveBack(block);
  }
}
