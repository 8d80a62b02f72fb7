package org.neuronbench.datasets.cifar;

import java.util.List;
import java.util.OptionalInt;
import org.neuronbench.datasets.memory.Section;
import org.neuronbench.datasets.source.TreeFile;

/** What to read of a split: its files in order of labels' indices, and how many images. */
record Part(Section section, List<TreeFile> files, OptionalInt limit) {}
