package org.neuronbench.core.run;

import java.util.List;
import java.util.zip.CRC32;
import org.neuronbench.core.engine.SessionState;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.spi.Selection;

/**
 * Where a cell stands after some epochs. A strategy cannot be written down; it is brought back by
 * asking it again for every epoch that was trained, with what it was shown then.
 *
 * @param first what the strategy was shown before the first epoch
 * @param history what was done
 * @param state of the session
 * @param methods what methods keep
 * @param end bytes of the history file that belong to it
 */
record Checkpoint(
    Shown first, List<Epoch> history, SessionState state, Methods.State methods, long end) {

  Checkpoint {
    history = List.copyOf(history);
  }

  /**
   * An epoch that was trained.
   *
   * @param record what it did
   * @param checksum of what was selected
   * @param asked what the strategy was shown within it
   * @param next what it is shown before the next epoch
   */
  record Epoch(EpochRecord record, long checksum, List<Shown.Within> asked, Shown next) {
    Epoch {
      asked = List.copyOf(asked);
    }
  }

  List<EpochRecord> epochs() {
    return history.stream().map(Epoch::record).toList();
  }

  Shown shownBefore(int epoch) {
    return epoch == 0 ? first : history.get(epoch - 1).next();
  }

  /** A checksum of the neurons of selections. */
  static final class Checksum {
    private final CRC32 crc = new CRC32();

    void add(Selection selection) {
      selection
          .neurons()
          .forEach(
              neuron -> {
                for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                  crc.update(neuron >>> shift);
                }
              });
    }

    long value() {
      return crc.getValue();
    }
  }
}
