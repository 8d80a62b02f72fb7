// What everything cost: time by what it was spent on, and savings on paper against real ones.
'use strict';

(() => {
  const {el, format, state, data, charts} = Neuronbench;
  const MOST_GROUPS = 4;
  const COLOURS = ['--c0', '--c1', '--c4', '--c3', '--c5', '--c2'];
  const coloured = (parts) =>
    parts.map((part, i) => ({...part, variable: COLOURS[i % COLOURS.length]}));
  const PARTS = coloured(data.times.map((metric) =>
    ({...metric, title: metric.title.toLowerCase(), of: (result) => result.metrics[metric.key]})));
  // What each part spares of its own work, then what all of it is worth.
  const less = (value) => (value === undefined ? undefined : 100 - value);
  const SAVINGS = coloured([
    {title: 'Neurons: FLOPs on paper', of: (result) => result.metrics.flops_saved_percent},
    ...(data.methods ? [
      {title: 'Images not trained on', of: (result) => less(result.metrics.images_trained_percent)},
      {title: 'Errors that do not travel', of: (result) => result.metrics.errors_saved_percent},
    ] : []),
    {title: 'Executed MACs', of: (result) => result.metrics.executed_macs_saved_percent},
    {title: 'Wall time against full', of: (result) => result.timeSaved},
  ]);

  const bars = (rows, parts, title, stacked) => ({
    type: 'bar',
    data: {
      labels: rows.map((row) => shortened(called(rows, row.result))),
      datasets: parts.map((part) => ({
        label: part.title,
        data: rows.map((row) => part.of(row.result)),
        backgroundColor: charts.colour(part.variable),
        borderColor: charts.colour('--page'),
        borderWidth: 1,
      })),
    },
    options: {
      indexAxis: 'y',
      interaction: {mode: 'index', axis: 'y', intersect: false},
      scales: {
        x: {stacked, title: {display: true, text: title}},
        y: {stacked, ticks: {autoSkip: false}},
      },
      plugins: {
        legend: {display: true, position: 'bottom', labels: {boxWidth: 14}},
        tooltip: {callbacks: {
          title: (items) => rows[items[0].dataIndex].result.strategy,
          label: (item) => ` ${item.dataset.label}: ${stacked
            ? format.seconds(item.parsed.x) + ' s' : format.percent(item.parsed.x) + ' %'}`,
        }},
      },
    },
  });

  // By the method alone, where that is all that differs.
  const called = (rows, result) => (data.methods
    && rows.every((row) => row.result.alone === result.alone) ? result.method : result.strategy);
  const shortened = (text) => (text.length > 26 ? text.slice(0, 25) + '\u2026' : text);

  const figures = (group) => {
    const rows = group.rows.filter((row) => row.result.top1);
    const height = 90 + 34 * rows.length;
    const label = (what) => `${what} of ${rows.length} strategies, ${group.name}. The table below has`
      + ' the numbers.';
    return [
      data.timed
        ? Neuronbench.chart({title: group.name + ': seconds of a mean cell', height,
          label: label('Wall time by what it was spent on'),
          config: () => bars(rows, PARTS, 'seconds', true)})
        : null,
      Neuronbench.chart({title: group.name + ': saved', height,
        label: label('Savings on paper, executed, and in time'),
        config: () => bars(rows, SAVINGS, '% of updating everything', false)}),
    ];
  };

  const number = (key, title, help, value, text, more = {}) =>
    ({key, title, help, number: true, first: 'up', value, text, ...more});
  const total = (part) => (row) => row.result.totals[part];
  const overhead = (row) => {
    const [train, select, observe] =
      ['train_seconds', 'select_seconds', 'observe_seconds'].map((key) => row.result.totals[key]);
    const choosing = (select || 0) + (observe || 0);
    return train === undefined || choosing + train === 0
      ? undefined : 100 * choosing / (choosing + train);
  };

  // Of what is counted, the ledger shows what is charged for and not in the ranking already.
  const counted = (metric) => metric.unit === 'parameters'
    || (['bytes', 'macs'].includes(metric.unit)
      && !data.costs.some((cost) => cost.key === metric.key));

  const COLUMNS = [
    {key: 'model', title: 'Model', value: (row) => row.group.model, text: String},
    {key: 'dataset', title: 'Dataset', value: (row) => row.group.dataset, text: String},
    {key: 'budget', title: 'Budget', value: (row) => row.result.budget, text: String},
    {key: 'strategy', title: 'Strategy', header: true, value: (row) => row.result.strategy,
      text: Neuronbench.marked},
    number('cells', 'Cells', 'Runs that were paid for, one a seed, failed ones too.',
      (row) => row.result.ok + row.result.failed, format.count,
      {sub: (row) => (row.result.failed ? `${row.result.failed} failed` : null)}),
    ...data.times.map((metric) => number(metric.key + '_total', metric.title,
      'As in the ranking, but the sum over all cells.', total(metric.key), format.seconds)),
    number('overhead_percent', 'Overhead %',
      'Share of select and observe in train, select and observe: what choosing costs.',
      overhead, format.percent),
    number('time_percent_of_full', 'Time against full %',
      "Train, select and observe time of a mean ok cell, over that of 'full' on the same model and"
        + " dataset; 100 means that no time was saved. Not measured if 'full' was not run.",
      (row) => row.result.ofFull, format.percent),
    ...data.metrics.filter((metric) => metric.unit !== 'share' && metric.unit !== 'seconds')
      .map((metric) => number(metric.key, metric.title, metric.help,
        (row) => row.result.metrics[metric.key], format.metric(metric),
        {first: metric.lower ? 'up' : 'down', hidden: counted(metric)})),
  ];

  // Each result once, though a reference stands in every group.
  const ledger = (groups) => {
    const seen = new Set();
    return groups.flatMap((group) =>
      group.rows.filter((row) => !seen.has(row.result) && seen.add(row.result)));
  };

  const sums = (rows) => (columns) => el('tfoot', {}, el('tr', {}, columns.map((column, i) => {
    const summed = /^cells$|_seconds_total$/.test(column.key);
    const values = summed ? rows.map(column.value).filter(format.present) : [];
    const text = values.length > 0 ? column.text(values.reduce((a, b) => a + b, 0)) : '';
    return el(i === 0 ? 'th' : 'td', {class: column.number ? 'number' : 'text',
      scope: i === 0 ? 'row' : null}, i === 0 && !summed ? 'All shown' : text);
  })));

  const render = (groups) => {
    const withResults = groups.filter((group) => group.rows.some((row) => row.result.top1));
    const shown = state.option('charts', '') === 'all'
      ? withResults : withResults.slice(0, MOST_GROUPS);
    const rows = ledger(groups);
    return [
      el('div', {class: 'grid two'}, shown.flatMap(figures)),
      Neuronbench.more(withResults.length - shown.length),
      Neuronbench.table({
        id: 'costs',
        caption: 'Cost ledger',
        note: data.timed ? null : 'Wall times were left out of this page.',
        columns: COLUMNS,
        groups: [{rows}],
        foot: sums(rows),
      }),
    ];
  };

  Neuronbench.views.push({
    id: 'costs',
    title: 'Costs',
    lead: 'Where the time went: training, selecting (the strategy\u2019s own code), observing (measuring'
      + ' what it asked for) and evaluating (the same for all). And what a selection saves: on paper'
      + ' it is the share of weight-gradient work of frozen neurons; executed is what the engine'
      + ' really left out; wall time says whether anybody had to wait less. Bars left of 0 cost more'
      + ' than updating everything. Seconds in the table are sums over all cells, failed ones'
      + ' included.',
    render,
  });
})();
