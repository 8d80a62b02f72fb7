package org.neuronbench.datasets.photo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.format.Mat5Reader;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sources;

/** The whole numbers of a small MATLAB file (level 5), and nothing else of it. */
final class MatNumbers {

  /** Far more than any list of labels. */
  private static final String MESSAGE =
      "%s is no readable MATLAB file of level 5: %s. Get the published file again.";

  private static final int MOST_BYTES = 16 << 20;

  private static final Set<MatlabType> NUMERIC =
      EnumSet.range(MatlabType.Double, MatlabType.UInt64);

  private final String name;
  private final Mat5File file;

  private MatNumbers(String name, Mat5File file) {
    this.name = name;
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param name of the file, for messages
   * @param content its bytes
   * @throws InputException if it is no MATLAB file of level 5, or damaged
   */
  static MatNumbers read(String name, byte[] content) {
    try {
      new MatStructure(MOST_BYTES).check(content);
      Mat5Reader reader =
          Mat5.newReader(Sources.wrap(content))
              .disableSubsystemProcessing()
              .setMaxInflateBufferSize(1 << 16)
              .setBufferAllocator(new Bounded())
              .setEntryFilter(header -> NUMERIC.contains(header.getType()));
      return new MatNumbers(name, reader.readMat());
    } catch (IOException | RuntimeException e) { // the library checks little
      throw damaged(name, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Returns the numbers of a variable, in MATLAB's order.
   *
   * @throws InputException if it is missing or is no matrix of whole numbers
   */
  int[] ints(String variable) {
    Matrix matrix = matrix(variable);
    if (matrix.getNumElements() > MOST_BYTES) {
      throw damaged(name, Text.format("%s claims %,d values", variable, matrix.getNumElements()));
    }
    return IntStream.range(0, matrix.getNumElements())
        .map(i -> whole(variable, matrix, i))
        .toArray();
  }

  private Matrix matrix(String variable) {
    for (MatFile.Entry entry : file.getEntries()) {
      if (entry.getName().equals(variable) && entry.getValue() instanceof Matrix matrix) {
        return matrix;
      }
    }
    throw new InputException(
        Text.format(
            "%s has no numeric variable '%s'; get the published file again", name, variable));
  }

  private int whole(String variable, Matrix matrix, int index) {
    try {
      double value = matrix.getDouble(index);
      if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
        return (int) value;
      }
      throw damaged(name, Text.format("%s holds %s", variable, value));
    } catch (IndexOutOfBoundsException e) {
      throw damaged(name, Text.format("%s is cut off", variable), e);
    }
  }

  private static InputException damaged(String name, String reason) {
    return new InputException(Text.format(MESSAGE, name, reason));
  }

  private static InputException damaged(String name, String reason, Throwable cause) {
    return new InputException(Text.format(MESSAGE, name, reason), cause);
  }

  /** Refuses what a few damaged bytes can ask for. */
  private static final class Bounded implements BufferAllocator {
    private long total;

    @Override
    public ByteBuffer allocate(int bytes) {
      total += bytes;
      if (bytes < 0 || total > MOST_BYTES) {
        throw new IllegalStateException(Text.format("it claims more than %,d bytes", MOST_BYTES));
      }
      return ByteBuffer.allocate(bytes);
    }

    @Override
    public void release(ByteBuffer buffer) {
      // heap
    }
  }
}
