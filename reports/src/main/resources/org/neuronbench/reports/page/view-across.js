// Strategies over several datasets: average ranks with a critical difference, wins, ties, losses.
'use strict';

(() => {
  const {el, format, state, data} = Neuronbench;

  const two = (value) => format.fixed(value, 2);

  const ranks = (entry, index) => ({
    id: 'across-' + index,
    caption: `Budget ${entry.budget}: average rank over ${entry.subjects.length} datasets`,
    note: `Ranked on ${entry.subjects.join('; ')}. `
      + (entry.leftOut.length > 0 ? `Left out, since they lack one: ${entry.leftOut.join(', ')}. ` : '')
      + (entry.criticalDifference === undefined
        ? 'Average ranks need two strategies with an accuracy on every dataset.'
        : `Average ranks that differ by ${two(entry.criticalDifference)} or more are told apart`
          + ' (Nemenyi, level 5 %); p that all are alike: '
          + (entry.p < 0.001 ? '< 0.001' : format.fixed(entry.p, 3)) + ' (Friedman, Iman and'
          + ' Davenport). Few datasets make the critical difference wide.'),
    columns: [
      {key: 'strategy', title: 'Strategy', header: true, value: (row) => row.strategy,
        text: Neuronbench.marked},
      {key: 'average_rank', title: 'Average rank', number: true, first: 'up',
        help: 'Mean over the datasets of the rank by mean final top-1; ties share the mean rank.',
        value: (row) => row.averageRank, text: two, missing: format.NOT_AVAILABLE},
      {key: 'behind_best', title: 'Behind the best', number: true, first: 'up',
        help: 'Average rank minus the best average rank.',
        value: (row) => (row.averageRank === undefined ? undefined : row.averageRank - entry.best),
        text: two, missing: format.NOT_AVAILABLE},
      {key: 'told_apart', title: 'Told apart from the best',
        help: 'Whether it is behind by the critical difference or more.',
        value: (row) => (row.averageRank === undefined ? undefined
          : row.averageRank - entry.best >= entry.criticalDifference ? 'yes' : 'no'),
        text: String, missing: format.NOT_AVAILABLE},
    ],
    groups: [{rows: [...entry.strategies]
      .sort((a, b) => (a.averageRank || 0) - (b.averageRank || 0))}],
  });

  // They are counted for the later against the earlier: the other way, losses are wins.
  const duel = (counts, of, against) => {
    const at = 3 * Neuronbench.pair(of, against);
    const found = counts.slice(at, at + 3);
    return of < against ? found.reverse() : found;
  };

  const duels = (entry, index, kind) => ({
    id: 'duels-' + index,
    style: 'heatmap',
    fixed: true,
    caption: `Budget ${entry.budget}: wins / ties / losses`,
    note: 'Of the row against the column, over the datasets: '
      + (entry.compared.length < entry.strategies.length
        ? `among the ${entry.compared.length} with the best average ranks; ` : '')
      + (kind === 'tested'
        ? 'only paired differences that are more than chance count (p corrected for the datasets,'
          + ' Holm, level 5 %); all else is a tie.'
        : 'by the means alone, chance or not.'),
    columns: [
      {key: 'strategy', title: 'Strategy', header: true, value: (row) => row.strategy,
        text: Neuronbench.marked},
      ...entry.compared.map((other, column) => ({
        key: other,
        title: Neuronbench.marked(other),
        number: true,
        value: (row) => (row.position === column ? undefined
          : duel(entry[kind], row.position, column).join(' / ')),
        text: String,
        missing: '\u2013',
      })),
    ],
    groups: [{rows: entry.compared.map((strategy, position) => ({strategy, position}))}],
  });

  const render = () => {
    const kind = state.option('duels', 'tested') === 'means' ? 'means' : 'tested';
    const shown = data.across
      .filter((entry) => state.admits({budget: entry.budget}));
    return [
      el('div', {class: 'options'}, Neuronbench.choice('duels', 'a win is', [
        {value: 'tested', title: 'a difference that is more than chance'},
        {value: 'means', title: 'any difference of the means'},
      ], 'tested')),
      shown.length === 0
        ? el('p', {class: 'empty'}, 'This needs a budget that was run on two datasets or more, or on'
          + ' one with two models.')
        : null,
      shown.flatMap((entry) => {
        entry.best = Math.min(...entry.strategies.map((row) => row.averageRank));
        const index = data.across.indexOf(entry);
        return [Neuronbench.table(ranks(entry, index)), Neuronbench.table(duels(entry, index, kind))];
      }),
    ];
  };

  Neuronbench.views.push({
    id: 'across',
    title: 'Across datasets',
    lead: 'Is a strategy good in general, or on one dataset? For each budget: ranks averaged'
      + ' over the datasets it was run on (each model\u2019s apart), and how often each strategy was'
      + ' ahead of each other. Only the filter of budgets changes what stands here.',
    render,
  });
})();
