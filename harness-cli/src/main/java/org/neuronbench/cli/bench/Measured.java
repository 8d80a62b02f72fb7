package org.neuronbench.cli.bench;

/**
 * One row of the table.
 *
 * @param network model id
 * @param benchCase what was measured
 * @param contestant who
 * @param median images per second
 * @param least images per second
 * @param most images per second
 * @param peakResidentMebibytes of the whole process
 */
record Measured(
    String network,
    String benchCase,
    String contestant,
    double median,
    double least,
    double most,
    long peakResidentMebibytes) {}
