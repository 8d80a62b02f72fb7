package org.neuronbench.engine.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.Preprocessing;

/** Turns decoded bytes (HWC) into normalised network input (NCHW). */
final class Pixels {

  private static final int CHANNELS = 3;

  private final float[][] tables = new float[CHANNELS][];

  Pixels(Preprocessing preprocessing) {
    for (int c = 0; c < CHANNELS; c++) {
      tables[c] = preprocessing.table(c);
    }
  }

  INDArray toInput(Batch batch) {
    long[] shape = {batch.size(), CHANNELS, batch.imageSize(), batch.imageSize()};
    return Nd4j.create(toFloats(batch), shape);
  }

  float[] toFloats(Batch batch) {
    int area = batch.imageSize() * batch.imageSize();
    float[] values = new float[batch.size() * CHANNELS * area];
    for (int i = 0; i < batch.size(); i++) {
      for (int c = 0; c < CHANNELS; c++) {
        int source = i * CHANNELS * area + c;
        int target = (i * CHANNELS + c) * area;
        for (int p = 0; p < area; p++) {
          values[target + p] = tables[c][batch.pixels()[source + p * CHANNELS] & 0xFF];
        }
      }
    }
    return values;
  }
}
