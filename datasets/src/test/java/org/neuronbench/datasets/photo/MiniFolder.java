package org.neuronbench.datasets.photo;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neuronbench.datasets.image.Encoded;

/** A dataset of two classes: cats are dark, dogs are bright. */
final class MiniFolder {

  static final int DARK = 0x0A141E;
  static final int BRIGHT = 0xC8D2DC;

  private MiniFolder() {}

  static Map<String, byte[]> files(String test) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(test + "/dog/1.png", Encoded.plain("png", 9, 12, BRIGHT));
    files.put("train/dog/2.PNG", Encoded.plain("png", 12, 8, BRIGHT));
    files.put("train/cat/1.jpeg", Encoded.plain("jpg", 16, 16, DARK));
    files.put("train/cat/2.png", Encoded.plain("png", 8, 8, DARK));
    files.put(test + "/cat/1.jpg", Encoded.plain("jpg", 16, 16, DARK));
    return files;
  }
}
