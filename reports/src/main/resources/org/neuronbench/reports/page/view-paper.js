// The layout of the paper's tables: rows are budgets and methods, columns datasets.
'use strict';

(() => {
  const {el, format, state} = Neuronbench;

  const METRICS = [
    {value: 'top1', title: 'final top-1 (after the last epoch)', key: 'final_top1'},
    {value: 'best', title: 'best top-1 (of any epoch)', key: 'best_top1'},
  ];

  const text = (top1) => format.accuracy(top1.mean)
    + (top1.std === undefined ? '' : ' \u00b1 ' + format.accuracy(top1.std));

  // The rows of a budget: a strategy, and its result on each dataset.
  const block = (groups) => {
    const rows = new Map();
    groups.forEach((group) => group.rows.forEach((row) => {
      const known = rows.get(row.result.strategy)
        || {strategy: row.result.strategy, reference: row.reference, budget: group.budget,
          results: new Map()};
      known.results.set(group.dataset, row.result);
      rows.set(row.result.strategy, known);
    }));
    return Array.from(rows.values());
  };

  const column = (dataset, metric) => {
    const of = (row) => (row.results.get(dataset) || {})[metric.value];
    return {
      key: dataset,
      title: dataset,
      help: `Mean of ${metric.title} over the ok cells, \u00b1 standard deviation over the seeds, in %.`,
      number: true,
      value: (row) => (of(row) ? of(row).mean : undefined),
      text: (value, row) => text(of(row)),
      parts: ['mean', 'std'].map((part) => ({
        key: `${dataset} ${metric.key}_${part}`,
        help: `Share of test images, ${part} over the seeds.`,
        value: (row) => (of(row) ? of(row)[part] : undefined),
      })),
      best: (row) => !row.reference && row.best.has(dataset),
      missing: (row) => (row.results.has(dataset) ? format.NOT_MEASURED : 'not run'),
    };
  };

  const mark = (rows, datasets, metric) => rows.forEach((row) => {
    row.best = new Set(datasets.filter((dataset) => {
      const of = (other) => ((other.results.get(dataset) || {})[metric.value] || {}).mean;
      const competing = rows.filter((other) => !other.reference && format.present(of(other)));
      const most = Math.max(...competing.map(of));
      return of(row) === most;
    }));
  });

  const budgetOf = (group) => group.costModel + ' ' + group.budget;

  const table = (model, groups, metric) => {
    const datasets = Neuronbench.distinct(groups.map((group) => group.dataset));
    const budgets = Neuronbench.distinct(groups.map(budgetOf));
    const blocks = budgets.map((one) => {
      const members = groups.filter((group) => budgetOf(group) === one);
      const {budget} = members[0];
      const rows = block(members);
      mark(rows, datasets, metric);
      return {
        budget,
        rows: rows.filter((row) => !row.reference || budget === 'unlimited'),
        references: rows.filter((row) => row.reference),
      };
    });
    const references = new Map();
    blocks.flatMap((entry) => entry.references).forEach((row) => {
      const known = references.get(row.strategy) || {...row, budget: 'unlimited'};
      known.results = new Map([...known.results, ...row.results]);
      references.set(row.strategy, known);
    });
    const framing = Array.from(references.values());
    return {
      id: 'paper-' + Neuronbench.dimensions[0].values.indexOf(model),
      style: 'paper',
      caption: `${model}: ${metric.title}, %`,
      note: 'Bold: the highest mean of its budget and dataset, references apart.',
      columns: [
        {key: 'budget', title: 'Budget', value: (row) => row.budget, text: String},
        {key: 'method', title: 'Method', header: true, value: (row) => row.strategy,
          text: Neuronbench.marked},
        ...datasets.map((dataset) => column(dataset, metric)),
      ],
      groups: [
        ...blocks.map((entry) => ({
          title: entry.budget === 'unlimited' ? 'No budget' : 'Budget ' + entry.budget,
          rows: entry.rows,
        })),
        ...(framing.length > 0 ? [{title: 'References, no budget', rows: framing}] : []),
      ],
    };
  };

  const render = (groups) => {
    const wanted = state.option('metric', 'top1');
    const metric = METRICS.find((candidate) => candidate.value === wanted) || METRICS[0];
    const models = Neuronbench.distinct(groups.map((group) => group.model));
    return [
      el('div', {class: 'options'}, Neuronbench.choice('metric', 'show', METRICS, 'top1')),
      models.length === 0 ? el('p', {class: 'empty'}, 'No row passes the filters.') : null,
      models.map((model) =>
        Neuronbench.table(table(model, groups.filter((group) => group.model === model), metric))),
    ];
  };

  Neuronbench.views.push({
    id: 'paper',
    title: 'Paper\u2019s layout',
    lead: 'As the tables of Quelennec et al. (2024) are laid out: a row for each budget and method, a'
      + ' column for each dataset, a table for each model. Mean \u00b1 standard deviation over the seeds,'
      + ' in percent.',
    render,
  });
})();
