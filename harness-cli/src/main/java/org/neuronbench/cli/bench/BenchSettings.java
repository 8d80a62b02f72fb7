package org.neuronbench.cli.bench;

/**
 * What all contestants share.
 *
 * @param batch images in a batch
 * @param imageSize edge of the images, pixels
 * @param threads native threads
 * @param steps steps in one measurement
 */
record BenchSettings(int batch, int imageSize, int threads, int steps) {}
