package org.neuronbench.core.data;

/**
 * What listings say of a dataset.
 *
 * @param id the name experiment files use
 * @param summary one sentence
 * @param details several lines: classes, counts, layout of the files expected under its root
 * @param imageSize native edge of the images in pixels, the default of an experiment; 0 where
 *     images differ
 * @param needsRoot whether an experiment must say where the files are
 */
public record DatasetInfo(
    String id, String summary, String details, int imageSize, boolean needsRoot) {}
