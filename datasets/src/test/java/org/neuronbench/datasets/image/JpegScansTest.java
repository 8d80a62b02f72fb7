package org.neuronbench.datasets.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.InputException;

class JpegScansTest {

  private static final int END_BYTES = 2;

  private static byte[] progressive() throws IOException {
    try (InputStream in = JpegScansTest.class.getResourceAsStream("progressive.jpg")) {
      return in.readAllBytes();
    }
  }

  /** Returns where the scans begin. */
  private static List<Integer> scans(byte[] file) {
    List<Integer> starts = new ArrayList<>();
    JpegMarkers.walk(
        file,
        (marker, start, end) -> {
          if (marker == JpegMarkers.START_OF_SCAN) {
            starts.add(start - 4);
          }
          return true;
        });
    return starts;
  }

  /** Repeats the last scan of a file. */
  private static byte[] repeated(byte[] file, int times) throws IOException {
    List<Integer> scans = scans(file);
    int last = scans.get(scans.size() - 1);
    int end = file.length - END_BYTES;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, last);
    for (int i = 0; i < times; i++) {
      out.write(file, last, end - last);
    }
    out.write(file, end, END_BYTES);
    return out.toByteArray();
  }

  @Test
  void countsTheScansOfAProgressiveFile() throws IOException {
    assertThat(scans(progressive())).hasSize(10);
    assertThat(scans(repeated(progressive(), 5))).hasSize(14);
  }

  @Test
  void countsNoScanBeyondTheEnd() throws IOException {
    byte[] file = progressive();
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    twice.write(file);
    twice.write(file);
    assertThat(scans(twice.toByteArray())).hasSize(10);
  }

  @Test
  void refusesThousandsOfScans() throws IOException {
    byte[] hostile = repeated(progressive(), 3000);
    assertThatThrownBy(() -> new ImageDecoder().decode("a.jpg", hostile))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(
            "cannot be decoded: 3,009 scans of 960 pixels, at most 100 scans and 2,000,000,000"
                + " pixels in all scans together");
  }

  @Test
  void refusesSomeScansOfAGiantImage() throws IOException {
    byte[] hostile = repeated(progressive(), 50);
    JpegMarkers.walk(
        hostile,
        (marker, start, end) -> {
          if (marker == 0xC2) {
            hostile[start + 1] = 0x20; // height and width become more than 8,000
            hostile[start + 3] = 0x20;
          }
          return true;
        });
    assertThatThrownBy(() -> new ImageDecoder().decode("a.jpg", hostile))
        .hasMessageContaining("59 scans of 67,");
  }
}
