package org.neuronbench.core.run;

import java.util.List;
import java.util.zip.CRC32;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.SessionState;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Selection;

/**
 * Where a cell stands after some epochs. A strategy cannot be written down; it is brought back by
 * asking it again for every epoch that was trained, with what it was shown then.
 *
 * @param epochs what was done
 * @param selections a checksum of what was selected in each
 * @param observations what the strategy was shown before each, and what it is to be shown next
 * @param state of the session
 * @param end bytes of the history file that belong to it
 */
record Checkpoint(
    List<EpochRecord> epochs,
    List<Long> selections,
    List<Observations> observations,
    SessionState state,
    long end) {

  Checkpoint {
    epochs = List.copyOf(epochs);
    selections = List.copyOf(selections);
    observations = List.copyOf(observations);
    if (selections.size() != epochs.size() || observations.size() != epochs.size() + 1) {
      throw new IllegalArgumentException(
          Text.format(
              "%d epochs with %d selections and %d observations",
              epochs.size(), selections.size(), observations.size()));
    }
  }

  /** Returns a checksum of the neurons selected. */
  static long checksum(Selection selection) {
    CRC32 crc = new CRC32();
    selection
        .neurons()
        .forEach(
            neuron -> {
              for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                crc.update(neuron >>> shift);
              }
            });
    return crc.getValue();
  }
}
