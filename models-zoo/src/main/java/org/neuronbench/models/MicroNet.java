package org.neuronbench.models;

import java.util.Map;

/** The architecture of the small network of the quickstart, as the metadata of its weight file. */
final class MicroNet {

  static final int IMAGE_SIZE = 32;

  private MicroNet() {}

  static Map<String, String> metadata() {
    return Map.of(
        "first_conv",
        "{\"out\": 12, \"kernel\": 3, \"stride\": 2}",
        "arch",
        """
        [{"expand": null, "dw_kernel": 3, "stride": 1, "cin": 12, "cout": 12, "residual": true},
         {"expand": 36, "dw_kernel": 3, "stride": 2, "cin": 12, "cout": 20, "residual": false},
         {"expand": 60, "dw_kernel": 3, "stride": 1, "cin": 20, "cout": 20, "residual": true},
         {"expand": 60, "dw_kernel": 3, "stride": 2, "cin": 20, "cout": 36, "residual": false},
         {"expand": 108, "dw_kernel": 3, "stride": 1, "cin": 36, "cout": 36, "residual": true},
         {"expand": 108, "dw_kernel": 3, "stride": 1, "cin": 36, "cout": 64, "residual": false}]""",
        "input",
        "RGB, x/127.5-1, 32 px",
        "bn_eps",
        "1e-5",
        "padding",
        "symmetric (k-1)/2");
  }
}
