package org.neuronbench.engine.onednn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Plans one block of memory for buffers that live at different times: two buffers share bytes
 * unless their lives overlap.
 */
final class Arena {

  private static final long ALIGNMENT = 64;

  private final List<Slot> slots = new ArrayList<>();
  private long bytes;

  /** A buffer in the arena, alive from the first step that uses it to the last. */
  static final class Slot {
    private final long bytes;
    private final Value.Part part;
    private int first = Integer.MAX_VALUE;
    private int last = -1;
    private long offset = -1;

    private Slot(long bytes, Value.Part part) {
      this.bytes = bytes;
      this.part = part;
    }

    long bytes() {
      return bytes;
    }

    long offset() {
      return offset;
    }

    void usedAt(int step) {
      first = Math.min(first, step);
      last = Math.max(last, step);
    }

    private boolean lives(int step) {
      return first <= step && step <= last;
    }

    /** Whether it is written before a step, and read there or later. */
    private boolean crosses(int step) {
      return first < step && last >= step;
    }

    private boolean overlaps(Slot other) {
      return first <= other.last && other.first <= last;
    }

    private long end() {
      return offset + bytes;
    }
  }

  Slot request(long bytes, Value.Part part) {
    Slot slot = new Slot((Math.max(1, bytes) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT, part);
    slots.add(slot);
    return slot;
  }

  /** Returns the bytes that are alive across the begin of a step. */
  long crossing(int step) {
    return slots.stream().filter(s -> s.crosses(step)).mapToLong(Slot::bytes).sum();
  }

  /**
   * Returns the most bytes of a part that are alive in one of so many steps; what crosses the begin
   * of a step is no workspace.
   */
  long most(Value.Part part, int steps, int boundary) {
    List<Slot> of =
        slots.stream()
            .filter(s -> (part == Value.Part.GRADIENT) == (s.part == Value.Part.GRADIENT))
            .filter(s -> !s.crosses(boundary))
            .toList();
    return IntStream.range(0, steps)
        .mapToLong(i -> of.stream().filter(s -> s.lives(i)).mapToLong(Slot::bytes).sum())
        .max()
        .orElse(0);
  }

  /** Places every slot, the largest first, each as low as its life allows. */
  void assign() {
    List<Slot> placed = new ArrayList<>();
    List<Slot> order = new ArrayList<>(slots);
    order.removeIf(s -> s.last < 0);
    order.sort(Comparator.comparingLong(Slot::bytes).reversed());
    for (Slot slot : order) {
      slot.offset = lowest(slot, placed);
      placed.add(slot);
      bytes = Math.max(bytes, slot.end());
    }
  }

  private static long lowest(Slot slot, List<Slot> placed) {
    List<Slot> rivals = new ArrayList<>(placed);
    rivals.removeIf(p -> !p.overlaps(slot));
    rivals.sort(Comparator.comparingLong(Slot::offset));
    long offset = 0;
    for (Slot rival : rivals) {
      if (offset + slot.bytes <= rival.offset) {
        return offset;
      }
      offset = Math.max(offset, rival.end());
    }
    return offset;
  }

  long bytes() {
    return bytes;
  }
}
