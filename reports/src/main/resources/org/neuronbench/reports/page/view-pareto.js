// Accuracy against cost: which results no other beats in both.
'use strict';

(() => {
  const {el, format, state, data, charts} = Neuronbench;
  const MOST_SUBJECTS = 4;

  const COSTS = data.costs.map((cost, i) => ({
    value: cost.title.toLowerCase(),
    title: cost.title,
    heading: cost.title[0].toUpperCase() + cost.title.slice(1),
    key: cost.key,
    axis: cost.meaning,
    scale: cost.unit === 'bytes' ? 1048576 : 1,
    of: (result) => result.charged[i],
    shown: format.unit(cost.unit),
    unit: {percent: ' %', seconds: ' s', bytes: ' MiB'}[cost.unit] || '',
  }));

  // Results of one model and dataset, whatever their budgets; each once.
  const subjects = (groups) => {
    const found = new Map();
    groups.forEach((group) => {
      const key = JSON.stringify([group.model, group.dataset]);
      const subject = found.get(key)
        || {model: group.model, dataset: group.dataset, size: group.size, results: new Set()};
      group.rows.filter((row) => row.result.top1)
        .forEach((row) => subject.results.add(row.result));
      found.set(key, subject);
    });
    return Array.from(found.values(), (subject) =>
      ({...subject, results: Array.from(subject.results)}));
  };

  const measured = (subject, cost) =>
    subject.results.filter((result) => format.present(cost.of(result)));

  // Those that no other is at least as good as in both and better in one.
  const front = (subject, cost) => {
    const all = measured(subject, cost);
    return all.filter((one) => !all.some((other) =>
      cost.of(other) <= cost.of(one) && other.top1.mean >= one.top1.mean
        && (cost.of(other) < cost.of(one) || other.top1.mean > one.top1.mean)))
      .sort((a, b) => cost.of(a) - cost.of(b));
  };

  const point = (cost, result) => ({x: cost.of(result) / cost.scale, y: 100 * result.top1.mean, result});

  // Budgets that count different things are no larger or smaller than each other.
  const radius = (result, results) => {
    const budgets = Neuronbench.distinct(results
      .filter((other) => other.costModel === result.costModel).map((other) => other.budget));
    return result.unlimited
      ? 5 : 4 + 3.5 * budgets.indexOf(result.budget) / Math.max(1, budgets.length - 1);
  };

  const scatter = (cost, result, results) => {
    const {colour, marker} = charts.style(result);
    const size = radius(result, results);
    return {
      type: 'scatter',
      data: [point(cost, result)],
      backgroundColor: colour,
      borderColor: charts.colour('--page'),
      pointStyle: marker.style,
      pointRotation: marker.rotation,
      pointRadius: 1 + size,
      pointHoverRadius: 3 + size,
      order: 1,
      clip: false,
    };
  };

  const line = (cost, results) => ({
    type: 'line',
    data: results.map((result) => point(cost, result)),
    stepped: true,
    borderColor: charts.colour('--ink'),
    borderWidth: 1.2,
    borderDash: [4, 3],
    pointRadius: 0,
    pointHitRadius: 0,
    isFront: true,
    order: 2,
  });

  const config = (subject, cost) => {
    const all = measured(subject, cost);
    return {
      data: {datasets: [line(cost, front(subject, cost)),
        ...all.map((result) => scatter(cost, result, subject.results))]},
      options: {
        parsing: false,
        interaction: {mode: 'nearest', intersect: true},
        scales: {
          x: {type: 'linear', min: 0, title: {display: true, text: cost.axis}, grace: '5%',
            ticks: {maxRotation: 0, autoSkipPadding: 12}},
          y: {...charts.percentAxis('final top-1'), grace: '5%'},
        },
        plugins: {tooltip: {
          filter: (item) => !item.dataset.isFront,
          callbacks: {
            title: () => '',
            label: (item) => {
              const {result} = item.raw;
              return ` ${Neuronbench.marked(result.strategy)}, ${result.unlimited ? 'no budget' : 'budget ' + result.budget}:`
                + ` ${format.accuracy(result.top1.mean)} % at ${cost.shown(cost.of(result))}${cost.unit}`;
            },
          },
        }},
      },
    };
  };

  const label = (subject, cost) => {
    const best = front(subject, cost).map((result) =>
      `${Neuronbench.marked(result.strategy)}${result.unlimited ? '' : ' with ' + result.budget}`);
    return `Final top-1 against ${cost.title}, ${subject.model} on ${subject.dataset}. On the front,`
      + ` by rising cost: ${best.join(', ')}. The table below has the numbers.`;
  };

  const figure = (subject, cost) => {
    const missing = subject.results.length - measured(subject, cost).length;
    if (missing === subject.results.length) {
      return el('figure', {}, el('figcaption', {}, cost.title),
        el('p', {class: 'empty'}, 'Not measured: neither a cell nor an engine here recorded it.'));
    }
    return Neuronbench.chart({
      title: cost.title + (missing > 0 ? ` (${missing} results did not measure it)` : ''),
      label: label(subject, cost),
      height: 300,
      config: () => config(subject, cost),
    });
  };

  const COLUMNS = [
    {key: 'model', title: 'Model', value: (row) => row.subject.model, text: String},
    {key: 'dataset', title: 'Dataset', value: (row) => row.subject.dataset, text: String},
    {key: 'budget', title: 'Budget', value: (row) => row.result.budget, text: String},
    {key: 'strategy', title: 'Strategy', header: true, value: (row) => row.result.strategy,
      text: Neuronbench.marked},
    {key: 'final_top1_mean', title: 'Final top-1 %', number: true,
      help: 'Mean over the ok cells.', value: (row) => row.result.top1.mean, text: format.accuracy},
    ...COSTS.map((cost) => ({key: cost.key, title: cost.heading, number: true, first: 'up',
      help: cost.axis, value: (row) => cost.of(row.result), text: cost.shown})),
    {key: 'fronts', title: 'On the front of',
      help: 'Costs for which no other result is as cheap and as accurate, and better in one.',
      value: (row) => row.fronts.join(', ') || 'none', text: String},
  ];

  const rows = (subject) => {
    const fronts = COSTS.map((cost) => ({cost, results: front(subject, cost)}));
    return subject.results.map((result) => ({
      subject,
      result,
      reference: result.unlimited,
      fronts: fronts.filter((entry) => entry.results.includes(result))
        .map((entry) => entry.cost.title),
    }));
  };

  const render = (groups) => {
    const all = subjects(groups).filter((subject) => subject.results.length > 0);
    const wanted = state.option('cost', 'all');
    const costs = COSTS.filter((cost) => wanted === 'all' || cost.value === wanted);
    const shown = state.option('charts', '') === 'all' ? all : all.slice(0, MOST_SUBJECTS);
    return [
      el('div', {class: 'options'}, Neuronbench.choice('cost', 'cost',
        [{value: 'all', title: 'all'}, ...COSTS], 'all')),
      all.length === 0 ? null : Neuronbench.legend(all.flatMap((subject) => subject.results), false),
      shown.map((subject) => el('section', {class: 'subject'},
        el('h3', {}, Neuronbench.name(`${subject.model} on ${subject.dataset}`)),
        el('div', {class: 'grid two'}, costs.map((cost) => figure(subject, cost))))),
      Neuronbench.more(all.length - shown.length),
      Neuronbench.table({
        id: 'pareto',
        caption: 'Accuracy and costs',
        note: data.timed ? null : 'Wall times were left out of this page.',
        columns: COLUMNS,
        groups: [{rows: all.flatMap(rows)}],
      }),
    ];
  };

  Neuronbench.views.push({
    id: 'pareto',
    title: 'Pareto fronts',
    lead: 'Each marker is a strategy with one budget: mean final top-1 against one of the costs. Up'
      + ' and to the left is better. The dashed line is the front: below it something else is as'
      + ' cheap and more accurate. Larger markers have larger budgets (of the same cost model); grey'
      + ' ones are references. What an engine did not measure is not drawn.',
    render,
  });
})();
