// The ranking: tiers and intervals within each model, dataset and budget.
'use strict';

(() => {
  const {el, format, state, data} = Neuronbench;

  const of = (path) => (row) => path(row.result);
  const number = (key, title, help, value, text, more = {}) =>
    ({key, title, help, number: true, value: of(value), text, ...more});

  const KEYS = [
    {key: 'model', title: 'Model', help: 'The network.', value: (row) => row.group.model,
      text: String},
    {key: 'dataset', title: 'Dataset', help: 'What it was fine-tuned on.',
      value: (row) => row.group.dataset, text: String},
    {key: 'budget', title: 'Budget', help: 'What a selection may cost at most.',
      value: (row) => row.group.budget, text: String},
  ];

  const scale = (group) => {
    const ends = group.rows.flatMap((row) => {
      const top1 = row.result.top1;
      return top1 ? [top1.mean, top1.low, top1.high].filter(format.present) : [];
    });
    return {low: Math.min(...ends), high: Math.max(...ends)};
  };

  // A dot for the mean on a line for the interval, on the scale of the group.
  const interval = (row) => {
    const {mean, low: from, high: to} = row.result.top1;
    const {low, high} = row.group.scale;
    const at = (value) => (high > low ? 100 * (value - low) / (high - low) : 50).toFixed(1) + '%';
    const drawing = el('span', {class: 'interval', 'aria-hidden': 'true'},
      from === undefined ? null : el('i', {class: 'line'}), el('i', {class: 'dot'}));
    drawing.style.setProperty('--mean', at(mean));
    if (from !== undefined) {
      drawing.style.setProperty('--low', at(from));
      drawing.style.setProperty('--high', at(to));
    }
    return drawing;
  };

  const share = (value, whole) =>
    format.present(value) && whole > 0 ? 100 * value / whole : undefined;

  const network = (row) => data.networks[row.result.network];
  const marks = (row) => [
    row.reference ? 'reference, no budget' : '',
    row.result.oracle ? 'outside its budget' : '',
    network(row) && network(row).unit === 'input-channel' ? 'selects input channels' : '',
  ].filter(Boolean).join('; ') || null;

  const OWN = ['final_top1', 'best_top1', 'parameters_updated'];
  const columns = () => [
    {key: 'rank', title: 'Rank', number: true, first: 'up',
      help: data.help['Rank'],
      value: (row) => row.rank, text: format.count,
      missing: (row) => (row.reference ? 'ref' : '\u2013')},
    ...Neuronbench.statistics.rankColumns,
    {key: 'strategy', title: 'Strategy', header: true,
      help: data.help['Strategy'],
      value: of((result) => result.strategy),
      text: (strategy, row) => Neuronbench.marked(data.methods ? row.result.alone : strategy),
      sub: marks},
    ...(data.methods ? [{key: 'method', title: 'Method', wide: true, help: data.help['Method'],
      value: of((result) => result.method), text: String}] : []),
    {key: 'unit', title: 'Unit', hidden: true, help: 'What it selects.',
      value: (row) => (network(row) || {}).unit, text: String},
    {key: 'oracle_signals', title: 'Oracle signals', hidden: true,
      help: 'Signals that no budget would allow, which it was shown.',
      value: of((result) => result.oracles), text: String, missing: 'none'},
    number('final_top1_mean', 'Final top-1 %', data.help['Final top-1 %'],
      (result) => result.top1 && result.top1.mean, format.accuracy,
      {sub: (row) => (row.result.top1.std === undefined
        ? '\u00b1 not available' : '\u00b1 ' + format.accuracy(row.result.top1.std))}),
    {key: 'interval', title: '95 % interval', number: true,
      parts: [
        {key: 'final_top1_low', help: 'Lower end of the 95 % interval, a share.',
          value: (row) => Neuronbench.statistics.low(row.result.top1)},
        {key: 'final_top1_high', help: 'Upper end of the 95 % interval, a share.',
          value: (row) => Neuronbench.statistics.high(row.result.top1)},
      ],
      help: data.help['95 % interval'],
      value: (row) => row.result.top1 && row.result.top1.mean,
      text: (value, row) => Neuronbench.statistics.intervalText(row.result.top1),
      draw: (value, row) => el('span', {class: 'intervalcell'}, interval(row),
        el('small', {}, Neuronbench.statistics.intervalText(row.result.top1)))},
    number('test_set_error', 'Test-set error', data.help['Test-set error'],
    (result) => result.testSetError, format.accuracy, {missing: format.NOT_AVAILABLE}),
    number('final_top1_std', 'Deviation', 'Sample standard deviation of final top-1 over the seeds,'
      + ' in percentage points.', (result) => result.top1 && result.top1.std, format.accuracy,
    {hidden: true, missing: format.NOT_AVAILABLE}),
    number('cells_ok', 'n', 'Ok cells, one a seed.', (result) => result.ok, format.count,
      {sub: (row) => (row.result.failed ? `${row.result.failed} failed` : null)}),
    number('cells_failed', 'Failed', 'Cells that did not end ok; they count in no mean.',
      (result) => result.failed, format.count, {hidden: true}),
    ...Neuronbench.statistics.differenceColumns(),
    number('best_top1_mean', 'Best top-1 %', data.help['Best top-1 %'],
      (result) => result.best && result.best.mean, format.accuracy, {hidden: true}),
    number('parameters_updated', 'Parameters updated', data.help['Parameters updated'],
      (result) => result.metrics.parameters_updated, format.grouped,
      {first: 'up', sub: (row) => {
        const percent = share(row.result.metrics.parameters_updated, row.group.size);
        return percent === undefined ? null : format.percent(percent) + ' % of network';
      }}),
    {key: 'budget_used_percent', title: 'Budget used %', number: true,
      help: data.help['Budget used %'], hidden: true,
      value: (row) => (row.reference ? undefined : share(row.result.metrics[row.group.use], row.group.bound)),
      text: format.percent,
      missing: (row) => (row.reference || row.group.budget === 'unlimited' ? 'no budget' : format.NOT_MEASURED)},
    ...data.metrics.filter((metric) => !OWN.includes(metric.key)).map((metric) =>
      number(metric.key, metric.title, metric.help, (result) => result.metrics[metric.key],
        format.metric(metric),
        {hidden: metric.unit !== 'percent', first: metric.lower ? 'up' : 'down'})),
    number('seconds', 'Seconds', 'Wall time of training, selecting and observing, mean of a cell.',
      (result) => result.charged[data.costs.findIndex((cost) => cost.key === 'seconds')],
      format.seconds, {first: 'up'}),
  ];

  // Where wall times were left out there is no column of them.
  const shown = () =>
    columns().filter((column) => data.timed || !/seconds$/.test(column.key));

  const notes = (group) => [
    {text: group.boundText},
    {text: group.headline, kind: 'headline'},
    ...group.notices.map((text) => ({text, kind: 'notice'})),
  ];

  const render = (groups) => {
    const flat = state.option('flat', 'no') === 'yes';
    groups.forEach((group) => {
      group.scale = scale(group);
    });
    const keys = KEYS.map((column) => ({...column, hidden: !flat}));
    return [
      el('div', {class: 'options'},
        Neuronbench.toggle('flat', 'one list: sort across models, datasets and budgets', 'no'),
        Neuronbench.statistics.chooser()),
      data.comparesAll ? null : el('p', {class: 'notice'}, 'To keep the page small, differences are'
        + ' to the usual references only (static-random, random, full, head-only), where they were run.'),
      Neuronbench.table({
        id: 'ranking',
        style: 'ranking',
        caption: 'Ranking',
        columns: flat ? [...keys, ...shown()] : shown(),
        keys: flat ? [] : keys,
        groups: flat
          ? [{rows: groups.flatMap((group) => group.rows)}]
          : groups.map((group) => ({title: group.name, notes: notes(group), rows: group.rows})),
      }),
    ];
  };

  Neuronbench.views.push({
    id: 'ranking',
    title: 'Ranking',
    lead: 'Strategies with the same model, dataset and budget, by the mean share of test images that'
      + ' are classified right after the last epoch (final top-1, in percent). Entries of one tier'
      + ' cannot be told apart at the measured spread. \u201cref\u201d marks references, which use no'
      + ' budget and have no rank. Failed cells count in no mean.',
    render,
  });
})();
