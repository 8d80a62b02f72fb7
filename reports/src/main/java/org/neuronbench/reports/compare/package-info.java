/**
 * Compares results with a baseline: pairs entries and seeds, judges each ({@link
 * org.neuronbench.reports.compare.Comparison}), and writes the verdicts as text, Markdown, JSON and
 * JUnit XML.
 */
@NullMarked
package org.neuronbench.reports.compare;

import org.jspecify.annotations.NullMarked;
