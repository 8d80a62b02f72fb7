package org.neuronbench.core.results;

import java.nio.file.Path;

/** A folder of {@code cells/} whose record is not one that this program wrote for it. */
public final class DamagedCell extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Path file;

  DamagedCell(Path file, String reason) {
    super(reason);
    this.file = file;
  }

  /**
   * Names the cell's folder.
   *
   * @return the cell's id, if the folder was not renamed
   */
  public String cell() {
    Path folder = file.getParent();
    return folder == null ? "" : String.valueOf(folder.getFileName());
  }

  /**
   * Names the file and says what is wrong.
   *
   * @return such as {@code results/a/cells/x/cell.json: key 'seed' is missing}
   */
  public String line() {
    return file + ": " + getMessage();
  }
}
