// Which neurons were chosen: the share of each layer, and how alike choices are.
'use strict';

(() => {
  const {el, format, state, data, charts} = Neuronbench;

  const layers = (result) => data.networks[result.network];
  const known = (row) => row.result.chosen !== undefined;
  // What a strategy chooses: neurons (output channels) or input channels.
  const what = (row) => layers(row.result).what;
  const kinds = (rows) => Neuronbench.distinct(rows.map(what));

  // A name for a group or strategy that is in an address: its position would change with the cells.
  const pick = (option, title, things, nameOf) => {
    const wanted = state.option(option, '');
    const thing = things.find((candidate) => nameOf(candidate) === wanted) || things[0];
    return {
      thing,
      control: Neuronbench.choice(option, title,
        things.map((candidate) => ({value: nameOf(candidate), title: nameOf(candidate)})),
        nameOf(things[0])),
    };
  };

  const profile = (rows) => ({
    type: 'line',
    data: {
      labels: layers(rows[0].result).layers,
      datasets: rows.map((row) => {
        const {colour, marker, dash} = charts.style(row.result);
        return {
          label: row.result.strategy,
          data: Neuronbench.shares(row.result.chosen).map((share) => 100 * share),
          borderColor: colour,
          backgroundColor: colour,
          borderWidth: 1.5,
          borderDash: dash,
          pointStyle: marker.style,
          pointRotation: marker.rotation,
          pointRadius: 4,
        };
      }),
    },
    options: {
      interaction: {mode: 'index', intersect: false},
      scales: {
        x: {title: {display: true, text: 'convolution, from input to output'},
          ticks: {maxRotation: 60, autoSkipPadding: 6}},
        y: {...charts.percentAxis(`of the layer's ${what(rows[0])}`), min: 0},
      },
      plugins: {tooltip: {
        itemSort: (a, b) => b.parsed.y - a.parsed.y,
        callbacks: {label: (item) => ` ${item.dataset.label}: ${format.percent(item.parsed.y)} %`},
      }},
    },
  });

  const figure = (group, kind, rows) => Neuronbench.chart({
    title: `${group.name}: share of each layer's ${kind} chosen, mean over epochs and seeds`,
    label: `Share of each layer's ${kind} chosen by ${rows.length} strategies, ${group.name}.`
      + ' The table below has the numbers of one of them.',
    height: 360,
    config: () => profile(rows),
  });

  const heat = (row) => {
    const {layers: names, neurons} = layers(row.result);
    const shares = Neuronbench.shares(row.result.shares);
    const epochs = Neuronbench.kept(row.result.epochs, data.shareStride);
    const most = Math.max(...shares, 1e-9);
    return {
      id: 'layers',
      style: 'heatmap',
      fixed: epochs.length > 0,
      caption: `Share of each layer's ${what(row)} chosen by ${Neuronbench.marked(row.result.strategy)}, %`,
      note: 'Rows are convolutions from input to output, columns epochs; the stronger the colour, the larger the share. Mean over'
        + ` ${row.result.ok} ok cells.`
        + (data.shareStride > 1 ? ` To keep the page small it has every ${data.shareStride}th epoch and the last;`
          + ' epochs.csv has all.' : ''),
      columns: [
        {key: 'layer', title: 'Layer', header: true, value: (layer) => names[layer.index],
          text: String},
        {key: 'neurons', title: what(row)[0].toUpperCase() + what(row).slice(1), number: true, value: (layer) => neurons[layer.index],
          text: format.grouped},
        ...epochs.map((epoch, i) => ({
          key: 'epoch_' + epoch,
          title: String(epoch),
          help: `Share of the layer's ${what(row)} chosen in epoch ${epoch}, in percent.`,
          number: true,
          value: (layer) => 100 * shares[i * names.length + layer.index],
          text: (value) => format.fixed(value, 0),
          shade: (layer) => shares[i * names.length + layer.index] / most,
        })),
      ],
      groups: [{rows: names.map((_, index) => ({index}))}],
    };
  };

  const two = (value) => format.fixed(value, 2);
  const recorded = 'not recorded';

  const stability = (group, rows) => ({
    id: 'stability',
    caption: `How stable the choices are, ${group.name}`,
    note: `Jaccard index: ${kinds(rows).join(' or ')} in both choices over those in either, from 0`
      + ' (nothing in common) to 1 (the same).',
    columns: [
      {key: 'strategy', title: 'Strategy', header: true, value: (row) => row.result.strategy,
        text: Neuronbench.marked},
      {key: 'overlap_between_seeds', title: 'Between seeds', number: true,
        help: 'Mean over all pairs of seeds and all epochs.',
        value: (row) => row.seedOverlap, text: two,
        missing: (row) => (row.result.ok < 2 ? 'needs two seeds' : recorded),
        shade: (row) => row.seedOverlap},
      {key: 'overlap_between_epochs', title: 'From epoch to epoch', number: true,
        help: 'Mean over successive epochs: 1 if the choice never changes.',
        value: (row) => row.epochOverlap, text: two,
        missing: (row) => (row.result.epochs < 2 ? 'needs two epochs' : recorded),
        shade: (row) => row.epochOverlap},
    ],
    groups: [{rows}],
  });

  const overlap = (group, one, other) => (one.position === other.position ? undefined
    : group.overlaps[Neuronbench.pair(one.position, other.position)]);

  const matrix = (group, rows, left) => ({
    id: 'overlap',
    style: 'heatmap',
    fixed: true,
    caption: `Overlap between strategies, ${group.name}`,
    note: `Mean Jaccard index of the ${kinds(rows).join(' or ')} chosen by two strategies in the same epoch`
      + ' with the same seed. Two random choices of a share p have p / (2 \u2212 p) on average.'
      + (kinds(rows).length > 1 ? ' Neurons and input channels have nothing in common to count.' : '')
      + (left > 0 ? ` Only the ${data.mostCompared} most accurate strategies are compared: ${left} are left out.`
        : ''),
    columns: [
      {key: 'strategy', title: 'Strategy', header: true, value: (row) => row.result.strategy,
        text: Neuronbench.marked},
      ...rows.map((other) => ({
        key: other.result.strategy,
        title: Neuronbench.marked(other.result.strategy),
        number: true,
        value: (row) => (row === other ? undefined : overlap(group, row, other)),
        text: two,
        missing: (row) => (row === other ? '\u2013' : what(row) === what(other) ? recorded : 'other unit'),
        shade: (row) => overlap(group, row, other),
      })),
    ],
    groups: [{rows}],
  });

  const render = (groups) => {
    const usable = groups.filter((group) => group.rows.some(known));
    if (usable.length === 0) {
      return [el('p', {class: 'empty'}, 'Nothing is recorded of chosen neurons in the cells that pass'
        + ' the filters.')];
    }
    const group = pick('group', 'ranking', usable, (candidate) => candidate.name);
    const rows = group.thing.rows.filter(known);
    const own = rows.filter((row) => !row.reference);
    const strategy = pick('chosen', 'strategy', own.length > 0 ? own : rows,
      (row) => row.result.strategy);
    const chosen = strategy.thing;
    const compared = own.filter((row) => row.position < data.mostCompared);
    return [
      el('div', {class: 'options'}, group.control, strategy.control),
      Neuronbench.legend(own.map((row) => row.result)),
      kinds(own).map((kind) => figure(group.thing, kind, own.filter((row) => what(row) === kind))),
      chosen.result.shares ? Neuronbench.table(heat(chosen)) : null,
      data.shareStride > 0 ? null : el('p', {class: 'notice'}, 'To keep the page small it has no shares epoch by'
        + ' epoch, only their means above; epochs.csv has all.'),
      own.length === 0 ? null : Neuronbench.table(stability(group.thing, own)),
      compared.length < 2 ? null
        : Neuronbench.table(matrix(group.thing, compared, own.length - compared.length)),
    ];
  };

  Neuronbench.views.push({
    id: 'neurons',
    title: 'Neurons',
    lead: 'A neuron is one output channel of a convolution; some strategies choose input channels'
      + ' instead. Which ones did a strategy update, layer by layer and epoch by epoch, and would it'
      + ' choose the same again with another seed? Cells written before choices were recorded say'
      + ' \u201cnot recorded\u201d.',
    render,
  });
})();
