package org.neuronbench.datasets.procedural;

/**
 * How freely the images of a task vary. Lengths in pixels.
 *
 * @param minScale least pixels per unit of a motif
 * @param maxScale most pixels per unit of a motif
 * @param rotation largest turn to either side, radians
 * @param distortion largest shear and stretch, and bend of what does not fill the image
 * @param anywhere whether the motif fills the image, so that its origin may lie anywhere
 * @param clutter most short strokes behind the motif
 * @param occluders most things in front of it
 */
record Style(
    double minScale,
    double maxScale,
    double rotation,
    double distortion,
    boolean anywhere,
    int clutter,
    int occluders) {}
