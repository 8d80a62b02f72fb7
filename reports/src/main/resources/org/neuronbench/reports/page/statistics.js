// How sure a ranking is: intervals, tiers, ranks if the seeds were drawn again, and differences to a
// reference that the reader chooses. All were computed when the page was made.
'use strict';

(() => {
  const {format, state, data} = Neuronbench;
  const USUAL = ['static-random', 'random', 'full', 'head-only'];

  const part = (name) => (top1) => (top1 ? top1[name] : undefined);

  const intervalText = (top1) =>
    (top1 && top1.low !== undefined
      ? `${format.accuracy(top1.low)} \u2013 ${format.accuracy(top1.high)}`
      : format.NOT_AVAILABLE);

  // Everything that some group was compared with.
  const references = () => {
    const found = new Set(data.groups.flatMap((group) =>
      group.comparisons.map((comparison) => data.results[comparison.to].strategy)));
    return Array.from(found).sort();
  };
  const usual = () => {
    const all = references();
    return USUAL.find((name) => all.includes(name)) || all[0] || '';
  };
  const chosen = () => {
    const wanted = state.option('reference', usual());
    return references().includes(wanted) ? wanted : usual();
  };

  // The comparison of a row with the reference in its group.
  const against = (row) => {
    const name = chosen();
    return row.group.comparisons.find((comparison) =>
      comparison.of === row.entryResult && data.results[comparison.to].strategy === name);
  };

  // Computed against the usual reference of each group only.
  const byImage = (name) => (row) => (chosen() === row.group.reference ? row[name] : undefined);

  const why = (row) =>
    (row.result.strategy === chosen() ? 'the reference' : format.NOT_AVAILABLE);
  const p = (value) => (value < 0.001 ? '< 0.001' : format.fixed(value, 3));

  Neuronbench.statistics = {
    low: part('low'),
    high: part('high'),
    intervalText,
    chooser: () => (references().length === 0 ? null : Neuronbench.choice(
      'reference', 'differences to', references().map((name) => ({value: name, title: name})),
      usual())),
    rankColumns: [
      {key: 'rank_interval', title: 'Ranks', number: true, first: 'up',
        help: data.help['Ranks'],
        value: (row) => row.rankLow,
        text: (value, row) => (row.rankLow === row.rankHigh
          ? String(row.rankLow) : `${row.rankLow}\u2013${row.rankHigh}`),
        parts: [
          {key: 'rank_low', help: 'The best of these ranks.', value: (row) => row.rankLow},
          {key: 'rank_high', help: 'The worst of these ranks.', value: (row) => row.rankHigh},
        ],
        missing: (row) => (row.reference ? '' : format.NOT_AVAILABLE)},
      {key: 'tier', title: 'Tier', number: true, first: 'up',
        help: data.help['Tier'],
        value: (row) => row.tier, text: format.count,
        missing: (row) => (row.reference ? '' : format.NOT_AVAILABLE)},
    ],
    differenceColumns: () => [
      {key: 'difference', title: `Difference to ${chosen()}`, number: true,
        help: `Mean difference of final top-1 to ${chosen()} in percentage points, on common seeds;`
          + ' below it its 95 % interval (paired t).',
        value: (row) => (against(row) || {}).mean, text: format.signed, missing: why,
        sub: (row) => {
          const comparison = against(row);
          return !format.present(comparison.low) ? 'interval not available'
            : `${format.signed(comparison.low)} to ${format.signed(comparison.high)}`;
        }},
      {key: 'difference_low', title: 'Difference from', number: true, hidden: true,
        help: 'Lower end of the 95 % interval of the difference, in percentage points.',
        value: (row) => (against(row) || {}).low, text: format.signed, missing: why},
      {key: 'difference_high', title: 'Difference to', number: true, hidden: true,
        help: 'Upper end of the 95 % interval of the difference, in percentage points.',
        value: (row) => (against(row) || {}).high, text: format.signed, missing: why},
      {key: 'p_value', title: 'p (Holm)', number: true, first: 'up',
        help: 'How often chance alone would make a difference as large, two-sided, corrected for the'
          + ' number of comparisons in the group (Holm).',
        value: (row) => (against(row) || {}).p, text: p,
        missing: (row) => (row.result.strategy === chosen() ? '\u2013' : format.NOT_AVAILABLE)},
      {key: 'effect_size', title: 'Effect g', number: true, hidden: true,
        help: "Hedges' g: the mean difference in standard deviations of the differences, corrected"
          + ' for few seeds.',
        value: (row) => (against(row) || {}).effect, text: (value) => format.fixed(value, 2),
        missing: why},
      {key: 'mcnemar_p', title: 'p by image', number: true, first: 'up', hidden: true,
        help: 'How often chance alone would make a difference as large on other test images:'
          + " McNemar's test against the reference of the group, clustered by image over the seeds."
          + ' Not corrected. Not available for another reference.',
        value: byImage('imagesP'), text: p, missing: why},
      {key: 'difference_images_low', title: 'Seeds and images from', number: true, hidden: true,
        help: 'Lower end of the 95 % interval of the difference if seeds and test images were both'
          + ' drawn again (bootstrap), in percentage points.',
        value: byImage('imagesLow'), text: format.signed, missing: why},
      {key: 'difference_images_high', title: 'Seeds and images to', number: true, hidden: true,
        help: 'Upper end of that interval, in percentage points.',
        value: byImage('imagesHigh'), text: format.signed, missing: why},
    ],
  };
})();
