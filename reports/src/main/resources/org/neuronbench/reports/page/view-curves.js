// Learning curves: mean over seeds, with the interval of the mean as a band.
'use strict';

(() => {
  const {el, format, state, data, charts} = Neuronbench;
  const MOST_GROUPS = 8;

  const points = (result) =>
    Neuronbench.kept(result.epochs, data.curveStride).map((epoch, i) => ({
      epoch,
      mean: result.curve[i],
      half: result.band ? result.band[i] : null,
    })).filter((point) => point.mean !== null);

  const curve = (row, bands) => {
    const {colour, marker, dash} = charts.style(row.result);
    const all = points(row.result);
    const every = Math.ceil(all.length / 10);
    const line = {
      label: row.result.strategy,
      data: all.map(({epoch, mean}) => ({x: epoch, y: 100 * mean})),
      borderColor: colour,
      backgroundColor: colour,
      borderWidth: 2,
      borderDash: dash,
      pointStyle: marker.style,
      pointRotation: marker.rotation,
      pointRadius: all.map((_, i) => (i % every === 0 || i === all.length - 1 ? 4 : 0)),
      row,
      all,
    };
    const edge = (sign, fill) => ({
      label: '',
      band: true,
      data: all.map(({epoch, mean, half}) => ({x: epoch, y: 100 * (mean + sign * half)})),
      borderWidth: 0,
      pointRadius: 0,
      pointHitRadius: 0,
      backgroundColor: charts.faint(colour, 0.13),
      fill,
    });
    const banded = bands && all.some((point) => point.half !== null);
    return banded ? [line, edge(-1, false), edge(1, '-1')] : [line];
  };

  const tooltip = (item) => {
    const {row, all} = item.dataset;
    const {mean, half} = all[item.dataIndex];
    const spread = half === null ? 'interval not available'
      : `95 % interval ${format.accuracy(mean - half)} \u2013 ${format.accuracy(mean + half)}`;
    return ` ${row.result.strategy}: ${format.accuracy(mean)} % (${spread}, n = ${row.result.ok})`;
  };

  const config = (rows, bands) => ({
    type: 'line',
    data: {datasets: rows.flatMap((row) => curve(row, bands))},
    options: {
      parsing: false,
      interaction: {mode: 'nearest', axis: 'x', intersect: false},
      scales: {
        x: {type: 'linear', max: Math.max(...rows.map((row) => row.result.epochs)) - 1,
          title: {display: true, text: 'epoch (the first is 0)'},
          ticks: {precision: 0}},
        y: charts.percentAxis('test top-1'),
      },
      plugins: {tooltip: {
        filter: (item) => !item.dataset.band,
        itemSort: (a, b) => b.parsed.y - a.parsed.y,
        callbacks: {title: (items) => (items.length ? 'epoch ' + items[0].parsed.x : ''),
          label: tooltip},
      }},
    },
  });

  const drawn = (group) =>
    group.rows.filter((row) => row.result.curve && row.result.curve.length > 1);

  const label = (group, rows) => {
    const best = rows[0];
    return `Learning curves of ${rows.length} strategies, ${group.name}. After the last epoch`
      + ` ${best.result.strategy} is highest with ${format.accuracy(best.result.top1.mean)} %.`
      + ' The table below has the numbers.';
  };

  const number = (key, title, help, value, text, missing) =>
    ({key, title, help, number: true, value, text, missing});

  const COLUMNS = [
    {key: 'model', title: 'Model', value: (row) => row.group.model, text: String},
    {key: 'dataset', title: 'Dataset', value: (row) => row.group.dataset, text: String},
    {key: 'budget', title: 'Budget', help: '"unlimited" uses none.',
      value: (row) => row.result.budget, text: String},
    {key: 'strategy', title: 'Strategy', header: true, value: (row) => row.result.strategy,
      text: Neuronbench.marked},
    number('epoch', 'Epoch', 'From 0, warm-up included.', (row) => row.epoch, format.count),
    number('test_top1_mean', 'Test top-1 %', 'Mean over the ok cells.', (row) => row.mean,
      format.accuracy),
    number('test_top1_low', 'From %', 'Lower end of the 95 % interval of the mean.',
      (row) => (row.half === null ? null : row.mean - row.half), format.accuracy,
      format.NOT_AVAILABLE),
    number('test_top1_high', 'To %', 'Upper end of the 95 % interval of the mean.',
      (row) => (row.half === null ? null : row.mean + row.half), format.accuracy,
      format.NOT_AVAILABLE),
    number('cells_ok', 'n', 'Ok cells, one a seed.', (row) => row.result.ok, format.count),
  ];

  // A reference is drawn in every group, but its numbers stand in the table once.
  const tableRows = (groups) => {
    const seen = new Set();
    return groups.flatMap((group) => group.rows
      .filter((row) => row.result.curve && !seen.has(row.result) && seen.add(row.result))
      .flatMap((row) => points(row.result).map((point) =>
        ({...point, group, result: row.result, reference: row.reference}))));
  };

  const render = (groups) => {
    const bands = state.option('bands', 'yes') === 'yes';
    const withCurves = groups.filter((group) => drawn(group).length > 0);
    const all = state.option('charts', '') === 'all';
    const shown = all ? withCurves : withCurves.slice(0, MOST_GROUPS);
    return [
      el('div', {class: 'options'}, Neuronbench.toggle('bands', 'bands of the 95 % interval', 'yes')),
      withCurves.length === 0
        ? el('p', {class: 'empty'}, 'There is no curve to draw: no cell that passes the filters ran'
          + ' two epochs and ended ok.')
        : Neuronbench.legend(withCurves.flatMap(drawn).map((row) => row.result)),
      el('div', {class: 'grid two'}, shown.map((group) => {
        const rows = drawn(group);
        return Neuronbench.chart({title: group.name, label: label(group, rows), height: 340,
          config: () => config(rows, bands)});
      })),
      Neuronbench.more(withCurves.length - shown.length),
      Neuronbench.table({
        id: 'curves',
        caption: 'Learning curves in numbers',
        note: data.curveStride > 1
          ? `To keep the page small it has every ${data.curveStride}th epoch and the last;`
            + ' epochs.csv has all.' : null,
        columns: COLUMNS,
        groups: [{rows: tableRows(groups)}],
      }),
    ];
  };

  Neuronbench.views.push({
    id: 'curves',
    title: 'Learning curves',
    lead: 'Share of test images classified right after each epoch, in percent: the mean over the ok'
      + ' cells, one a seed. The band is the 95 % interval of the mean (t interval), not of single'
      + ' runs; with one seed there is none. Grey dashed lines are references without a budget. The'
      + ' vertical axes do not start at 0 and differ from chart to chart.',
    render,
  });
})();
