package org.neuronbench.core.results;

import java.nio.file.Path;
import org.neuronbench.core.plugins.PluginText;

/** A folder of {@code cells/} whose record is not one that this program wrote for it. */
public final class DamagedCell extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final boolean newer;

  DamagedCell(Path file, String reason) {
    this(file, reason, false);
  }

  private DamagedCell(Path file, String reason, boolean newer) {
    super(PluginText.line(reason)); // parts of the record may be anybody's
    this.file = file;
    this.newer = newer;
  }

  static DamagedCell ofNewer(Path file, String reason) {
    return new DamagedCell(file, reason, true);
  }

  /** Whether it is whole, but of a version that this one does not know. */
  boolean isNewer() {
    return newer;
  }

  /** Names the cell's folder: the cell's id, if the folder was not renamed. */
  public String cell() {
    Path folder = file.getParent();
    return folder == null ? "" : PluginText.line(String.valueOf(folder.getFileName()));
  }

  /**
   * Names the file and says what is wrong: such as {@code results/a/cells/x/cell.json: key 'seed'
   * is missing}.
   */
  public String line() {
    return PluginText.line(file.toString()) + ": " + getMessage();
  }
}
