// Numbers as people read them; the same in every country.
'use strict';

(() => {
  // With a true minus sign, and none before a zero.
  const fixed = (value, decimals) => {
    const text = value.toFixed(decimals);
    return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '\u2212');
  };
  const grouped = (value) => Math.round(value).toLocaleString('en-US');

  // Bytes in the unit that they fill.
  const SIZES = ['B', 'KiB', 'MiB', 'GiB'];
  const size = (value) => {
    const power = Math.floor(Math.log2(Math.max(1, value)) / 10);
    const unit = Math.min(power, SIZES.length - 1);
    return fixed(value / 1024 ** unit, unit === 0 ? 0 : 1) + ' ' + SIZES[unit];
  };

  Neuronbench.format = {
    NOT_MEASURED: 'not measured',
    NOT_AVAILABLE: 'not available',
    fixed,
    grouped,
    percent: (value) => fixed(value, 1),
    // A share in [0, 1] as percent.
    accuracy: (share) => fixed(100 * share, 2),
    signed: (share) => (share > 0 ? '+' : '') + fixed(100 * share, 2),
    seconds: (value) =>
      value >= 100 ? grouped(value) : value === 0 ? '0' : fixed(value, value >= 1 ? 1 : 3),
    // How numbers of a unit are shown.
    unit: (unit) => ({
      share: Neuronbench.format.accuracy,
      percent: Neuronbench.format.percent,
      seconds: Neuronbench.format.seconds,
      bytes: Neuronbench.format.mebibytes,
      parameters: grouped,
      macs: grouped,
      neurons: grouped,
    })[unit] || ((value) => value.toPrecision(4)),
    // How values of a metric are shown: bytes with a unit unless the title has it.
    metric: (metric) => (metric.unit === 'bytes' && !/MiB$/.test(metric.title)
      ? size : Neuronbench.format.unit(metric.unit)),
    mebibytes: (value) => fixed(value / 1048576, 1),
    count: (value) => String(value),
    // What stands in place of a value that is not there.
    missing: (column, row) =>
      typeof column.missing === 'function' ? column.missing(row) : column.missing || 'not measured',
    present: (value) => value !== null && value !== undefined,
  };
})();
