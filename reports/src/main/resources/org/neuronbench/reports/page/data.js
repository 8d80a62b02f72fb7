// The page's data, read once: results, groups of results that are compared, and rows for the views.
'use strict';

(() => {
  const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
  const GREATEST = DIGITS.length * DIGITS.length - 1;

  const data = JSON.parse(document.getElementById('data').textContent);

  // Shares in [0, 1], two digits each; undefined where they are not known.
  const shares = (text) => {
    const values = [];
    for (let i = 0; i + 1 < text.length; i += 2) {
      const level = DIGITS.indexOf(text[i]) * DIGITS.length + DIGITS.indexOf(text[i + 1]);
      values.push(level < 0 ? undefined : level / GREATEST);
    }
    return values;
  };

  // The epochs that were kept: every stride-th from the first, and the last.
  const kept = (epochs, stride) =>
    Array.from({length: epochs}, (_, epoch) => epoch)
      .filter((epoch) => epoch % stride === 0 || epoch === epochs - 1);

  // Where the pair of two things stands: second with first, third with first, third with second ...
  const pair = (i, j) => (Math.max(i, j) * (Math.max(i, j) - 1)) / 2 + Math.min(i, j);

  const distinct = (values) => Array.from(new Set(values));

  const OUTSIDE = ' (oracle)';

  data.networks.forEach((network) => {
    network.what = network.unit === 'input-channel' ? 'input channels' : 'neurons';
  });

  const named = (index) => data.names[index];
  data.results.forEach((result) => {
    ['model', 'dataset', 'budget', 'strategy', 'alone', 'method'].forEach((key) => {
      result[key] = named(result[key]);
    });
  });
  data.methods = data.results.some((result) => result.method !== 'none');
  data.across.forEach((entry) => {
    entry.leftOut = entry.leftOut.map(named);
    entry.compared = entry.compared.map(named);
    entry.strategies.forEach((row) => {
      row.strategy = named(row.strategy);
    });
  });

  // A strategy that was shown what no budget allows is never named without saying so.
  const oracles = new Set(data.results.filter((result) => result.oracle)
    .map((result) => result.strategy));
  const marked = (strategy) => (oracles.has(strategy) ? strategy + OUTSIDE : strategy);

  data.times = data.metrics.filter((metric) => metric.unit === 'seconds');
  data.results.forEach((result) => {
    result.budgetName = result.unlimited ? 'no budget' : result.budget;
    const given = (value) => (value === null ? undefined : value);
    const keyed = (metrics, values) =>
      Object.fromEntries(metrics.map((metric, i) => [metric.key, given(values[i])]));
    result.metrics = keyed(data.metrics, result.values);
    // Of one cell the sums are the means.
    result.totals = result.totals ? keyed(data.times, result.totals) : result.metrics;
    result.charged = result.charged.map(given);
    result.timeSaved = result.ofFull === undefined ? undefined : 100 - result.ofFull;
  });

  const fromTenThousandths = (values) => values && values.map((value) => (value === null ? null : value / 1e4));
  data.results.forEach((result) => {
    result.curve = fromTenThousandths(result.curve);
    result.band = fromTenThousandths(result.band);
  });
  data.groups.forEach((group) => {
    group.comparisons = group.comparisons.map(([of, to, mean, low, high, p, effect]) =>
      ({of, to, mean, low, high, p, effect}));
    group.overlaps = shares(group.overlaps || '');
    group.entries.filter((entry) => !entry.reference).forEach((entry, position) => {
      entry.position = position;
    });
  });

  // A row of a ranking: a result within a group.
  data.groups.forEach((group) => {
    group.rows = group.entries.map((entry) => ({
      ...entry,
      entryResult: entry.result,
      group,
      result: data.results[entry.result],
    }));
    group.rows.filter((row) => !row.reference).forEach((row) => {
      row.result.costModel = group.costModel;
      row.result.ranked = true; // not a reference everywhere
    });
  });

  const strategies = distinct(data.results.map((result) => result.strategy)).sort();

  Neuronbench.data = data;
  Neuronbench.marked = marked;
  Neuronbench.shares = shares;
  Neuronbench.kept = kept;
  Neuronbench.pair = pair;
  Neuronbench.distinct = distinct;
  Neuronbench.dimensions = [
    {key: 'model', title: 'Model', values: distinct(data.groups.map((group) => group.model))},
    {key: 'dataset', title: 'Dataset', values: distinct(data.groups.map((group) => group.dataset))},
    {key: 'budget', title: 'Budget', values: distinct(data.groups.map((group) => group.budget))},
    {key: 'strategy', title: 'Strategy', values: strategies},
  ];
})();
