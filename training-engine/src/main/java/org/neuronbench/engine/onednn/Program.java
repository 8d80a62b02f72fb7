package org.neuronbench.engine.onednn;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;
import org.neuronbench.engine.onednn.Arena.Slot;

/** A list of steps bound to one arena, to be run once per batch. Owns its native memory. */
final class Program implements AutoCloseable {

  /** A part of the program that runs in Java on buffers of the arena. */
  interface JavaStep {
    void run(Program program);
  }

  private record Argument(
      int id, memory.desc layout, @Nullable Slot slot, @Nullable Pointer external) {}

  /** A step: what kind of work, how many multiply-accumulates, what it is once it is bound. */
  private record Planned(String kind, long macs, Function<Program, Runnable> binding) {}

  /** Collects steps before the arena is laid out. */
  static final class Builder {
    private final Kernels kernels;
    private final Arena arena = new Arena();
    private final List<Planned> steps = new ArrayList<>();
    private final List<Pointer> owned = new ArrayList<>();
    private int boundary;

    Builder(Kernels kernels) {
      this.kernels = kernels;
    }

    Kernels kernels() {
      return kernels;
    }

    Slot floats(long values, Value.Part part) {
      return arena.request(values * Float.BYTES, part);
    }

    Slot bytes(long bytes, Value.Part part) {
      return arena.request(bytes, part);
    }

    /** Says that the steps so far are the forward pass. */
    void beginBackward() {
      boundary = steps.size();
    }

    /** Starts a step that executes a primitive; {@code where} names the layer for messages. */
    Call call(String where, Kernel kernel) {
      return new Call(where, kernel);
    }

    /** Adds a step in Java that uses these slots; what it does is told in profiles. */
    void java(String what, JavaStep step, Slot... used) {
      for (Slot slot : used) {
        slot.usedAt(steps.size());
      }
      steps.add(new Planned(JAVA + what, 0, program -> () -> step.run(program)));
    }

    /** Makes room for numbers that stay from run to run; the program frees it. */
    FloatPointer own(long count) {
      FloatPointer numbers = Temporaries.keep(new FloatPointer(count));
      owned.add(numbers);
      return numbers;
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
        arguments.add(new Argument(id, layout, slot, null));
        slot.usedAt(steps.size());
        return this;
      }

      Call with(int id, memory.desc layout, Pointer external) {
        long bytes = external.capacity() * external.sizeof();
        ArgumentCheck.fits(where, kernel, id, layout, external.isNull() ? 0 : bytes);
        arguments.add(new Argument(id, layout, null, external));
        return this;
      }

      /** Gives what an argument is scaled by when the step runs. */
      Call scaled(int id, memory.desc layout, Pointer external) {
        arguments.add(new Argument(dnnl.DNNL_ARG_ATTR_SCALES | id, layout, null, external));
        return this;
      }

      void add() {
        memory.desc scratch = kernel.scratchpad();
        if (scratch.get_size() > 0) {
          with(
              dnnl.DNNL_ARG_SCRATCHPAD,
              scratch,
              arena.request(scratch.get_size(), Value.Part.WORKSPACE));
        }
        steps.add(
            new Planned(kernel.key().kind(), kernel.macs(), p -> p.bind(where, kernel, arguments)));
      }
    }

    Program build() {
      arena.assign();
      Footprint footprint =
          new Footprint(
              arena.bytes(),
              arena.crossing(boundary),
              arena.most(Value.Part.GRADIENT, steps.size(), boundary),
              arena.most(Value.Part.WORKSPACE, steps.size(), boundary));
      return new Program(kernels, footprint, steps, owned);
    }
  }

  /**
   * What the arena takes, in bytes.
   *
   * @param peak in all
   * @param saved from the forward to the backward pass
   * @param gradients most at any step
   * @param workspace most of all else at any step
   */
  record Footprint(long peak, long saved, long gradients, long workspace) {}

  private static final long ALIGNMENT = 64;
  private static final String JAVA = "Java: ";

  private final Kernels kernels;
  private final Footprint footprint;
  private final List<Runnable> steps = new ArrayList<>();
  private final List<String> kinds = new ArrayList<>();
  private long macs;
  private final List<Pointer> owned = new ArrayList<>();
  private final List<Placed> placed = new ArrayList<>();
  private final Map<Slot, FloatBuffer> views = new HashMap<>();
  private BytePointer block = new BytePointer();

  /** An argument that lies in the block. */
  private record Placed(memory bytes, Slot slot) {}

  private Program(Kernels kernels, Footprint footprint, List<Planned> planned, List<Pointer> kept) {
    owned.addAll(kept);
    this.kernels = kernels;
    this.footprint = footprint;
    bindBlock();
    for (Planned step : planned) {
      macs += step.macs();
      kinds.add(step.kind());
      steps.add(step.binding().apply(this));
    }
  }

  /** All programs of a session share one block; when it grows, they are bound to the new one. */
  private void bindBlock() {
    BytePointer current = kernels.arena(Math.max(1, footprint.peak()) + ALIGNMENT);
    boolean moved = current.address() != block.address();
    block = current;
    if (moved) {
      views.clear();
      placed.forEach(argument -> argument.bytes().set_data_handle(at(argument.slot())));
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
      Slot slot = argument.slot();
      Pointer data = slot == null ? Objects.requireNonNull(argument.external()) : at(slot);
      memory bytes = own(new memory(argument.layout(), kernels.cpu(), data));
      if (slot != null) {
        placed.add(new Placed(bytes, slot));
      }
      arguments.put(argument.id(), bytes);
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
    bindBlock();
    for (Runnable step : steps) {
      step.run();
    }
    kernels.queue()._wait();
  }

  /** Runs every step once and adds the seconds each kind of step took. */
  void run(Map<String, Double> seconds) {
    bindBlock();
    for (int i = 0; i < steps.size(); i++) {
      long start = System.nanoTime();
      steps.get(i).run();
      kernels.queue()._wait();
      seconds.merge(kinds.get(i), (System.nanoTime() - start) * 1e-9, Double::sum);
    }
  }

  /**
   * Runs every primitive by itself, several times in a row, and returns the median seconds of each
   * kind. The arena is zeros: what others left, or a primitive that works in place made of it,
   * could be numbers so small that the processor is slow on them.
   */
  Map<String, Double> alone(int repeats) {
    kernels.useThreads();
    bindBlock();
    Map<String, Double> seconds = new TreeMap<>();
    for (int i = 0; i < steps.size(); i++) {
      if (!kinds.get(i).startsWith(JAVA)) {
        Pointer.memset(block, 0, block.capacity());
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
    bindBlock();
    return views.computeIfAbsent(
        slot, s -> new FloatPointer(at(s)).capacity(s.bytes() / Float.BYTES).asBuffer());
  }

  /** Reads so many floats. */
  float[] floats(Slot slot, int count) {
    float[] values = new float[count];
    view(slot).get(0, values);
    return values;
  }

  /** Views a slot as floats, or as the bits of numbers of two bytes. */
  Buffer numbers(Slot slot, int bytes) {
    return bytes == Float.BYTES ? view(slot) : bytes(slot).asShortBuffer();
  }

  /** Views the bytes of a slot, likewise. */
  ByteBuffer bytes(Slot slot) {
    return new BytePointer(at(slot)).capacity(slot.bytes()).asByteBuffer();
  }

  /** Views the bits of a slot's numbers, as many at a time as fit, likewise. */
  LongBuffer longs(Slot slot) {
    return new LongPointer(at(slot)).capacity(slot.bytes() / Long.BYTES).asBuffer();
  }

  Footprint footprint() {
    return footprint;
  }

  @Override
  public void close() {
    for (int i = owned.size() - 1; i >= 0; i--) {
      owned.get(i).close();
    }
    owned.clear();
    placed.clear();
    views.clear();
    steps.clear();
  }
}
