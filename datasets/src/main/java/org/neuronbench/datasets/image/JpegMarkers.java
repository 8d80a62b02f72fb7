package org.neuronbench.datasets.image;

/** The segments of a JPEG file, found as libjpeg finds them. */
final class JpegMarkers {

  static final int START_OF_SCAN = 0xDA;

  private static final int SOI_BYTES = 2;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int STUFFED = 0x00;
  private static final int FILL = 0xFF;
  private static final int TEMPORARY = 0x01;
  private static final int RESTART = 0xD0;
  private static final int START_OF_IMAGE = 0xD8;

  private JpegMarkers() {}

  /** Takes segments in file order. */
  @FunctionalInterface
  interface Visitor {

    /** Takes the content from start to end; returns false to see no more. */
    boolean take(int marker, int start, int end);
  }

  /** Walks to the end of the image; compressed pixels are passed over. */
  static void walk(byte[] file, Visitor visitor) {
    int position = SOI_BYTES;
    while (position + 4 <= file.length) {
      int marker = file[position + 1] & 0xFF;
      if (file[position] != (byte) 0xFF || empty(marker)) {
        position++;
      } else {
        int length = ((file[position + 2] & 0xFF) << 8) | (file[position + 3] & 0xFF);
        int end = Math.min(file.length, position + 2 + length);
        if (marker == END_OF_IMAGE || !visitor.take(marker, position + 4, end)) {
          return;
        }
        position = Math.max(end, position + 2);
      }
    }
  }

  private static boolean empty(int marker) {
    return marker == FILL
        || marker == STUFFED
        || marker == TEMPORARY
        || (marker >= RESTART && marker <= START_OF_IMAGE);
  }
}
