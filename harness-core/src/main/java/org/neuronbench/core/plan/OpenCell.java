package org.neuronbench.core.plan;

import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.engine.Model;

/** A cell whose model and data are open; both may be shared with other cells. */
public record OpenCell(CellSpec spec, Model model, Dataset dataset) {}
