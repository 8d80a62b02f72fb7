package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.neuronbench.engine.onednn.Arena.Slot;

/** Buffers that live at one time lie apart; others share their bytes. */
class ArenaTest {

  private final Arena arena = new Arena();

  private Slot slot(long bytes, int first, int last) {
    Slot slot = arena.request(bytes, Value.Part.WORKSPACE);
    slot.usedAt(last);
    slot.usedAt(first);
    return slot;
  }

  @Test
  void livesThatOverlapNeverShareBytes() {
    Slot first = slot(128, 0, 2);
    Slot second = slot(192, 1, 3);
    Slot third = slot(64, 2, 2);
    arena.assign();
    assertThat(second.offset()).isZero();
    assertThat(first.offset()).isEqualTo(192);
    assertThat(third.offset()).isEqualTo(320);
    assertThat(arena.bytes()).isEqualTo(384);
  }

  @Test
  void aStepThatReadsOneAndWritesTheOtherNeedsBoth() {
    Slot read = slot(64, 0, 1);
    Slot written = slot(64, 1, 2);
    arena.assign();
    assertThat(written.offset()).isNotEqualTo(read.offset());
    assertThat(arena.bytes()).isEqualTo(128);
  }

  @Test
  void livesThatDoNotOverlapShareBytes() {
    Slot before = slot(128, 0, 1);
    Slot after = slot(64, 2, 3);
    arena.assign();
    assertThat(before.offset()).isZero();
    assertThat(after.offset()).isZero();
    assertThat(arena.bytes()).isEqualTo(128);
  }

  /** By step: 128, 128 + 64, 64 + 192, 192. */
  @Test
  void theSizeIsTheMostThatIsAliveAtOnce() {
    slot(128, 0, 1);
    slot(64, 1, 2);
    slot(192, 2, 3);
    arena.assign();
    assertThat(arena.bytes()).isEqualTo(256);
  }

  @Test
  void aGapBelowAnotherIsFilled() {
    slot(256, 0, 0);
    Slot above = slot(192, 0, 2);
    Slot inTheGap = slot(128, 1, 2);
    arena.assign();
    assertThat(above.offset()).isEqualTo(256);
    assertThat(inTheGap.offset()).isZero();
    assertThat(arena.bytes()).isEqualTo(448);
  }

  @Test
  void aGapThatIsTooSmallIsPassedOver() {
    slot(256, 0, 0);
    slot(256, 0, 2);
    Slot below = slot(192, 1, 2);
    Slot left = slot(128, 1, 2);
    arena.assign();
    assertThat(below.offset()).isZero();
    assertThat(left.offset()).isEqualTo(512);
  }

  @Test
  void everySlotBeginsAtAMultipleOf64() {
    Slot one = slot(1, 0, 0);
    Slot none = slot(0, 0, 0);
    Slot floats = arena.request(17 * Float.BYTES, Value.Part.WORKSPACE);
    floats.usedAt(0);
    arena.assign();
    assertThat(floats.bytes()).isEqualTo(128);
    assertThat(floats.offset()).isZero();
    assertThat(one.offset()).isEqualTo(128);
    assertThat(none.offset()).isEqualTo(192);
    assertThat(arena.bytes()).isEqualTo(256);
  }

  @Test
  void whatNoStepUsesTakesNoRoom() {
    arena.request(1024, Value.Part.WORKSPACE);
    slot(64, 0, 0);
    arena.assign();
    assertThat(arena.bytes()).isEqualTo(64);
  }

  /** Steps 0 and 1 go forward, 2 and 3 backward. */
  @Test
  void bytesAreToldApartByWhenAndWhatFor() {
    slot(64, 0, 3);
    slot(128, 1, 2);
    slot(192, 0, 1);
    Slot gradient = arena.request(256, Value.Part.GRADIENT);
    gradient.usedAt(2);
    slot(320, 3, 3);
    assertThat(arena.crossing(2)).isEqualTo(192);
    assertThat(arena.most(Value.Part.GRADIENT, 4, 2)).isEqualTo(256);
    assertThat(arena.most(Value.Part.WORKSPACE, 4, 2)).isEqualTo(320);
  }
}
