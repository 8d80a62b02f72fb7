// Filters, options and other controls. Each has an id, so that it keeps the focus when the view is
// drawn again.
'use strict';

(() => {
  const {el, name, state} = Neuronbench;

  // A button that opens a panel of choices; Escape closes it.
  Neuronbench.dropdown = (id, summary, choices, ...buttons) =>
    el('details', {
      class: 'dropdown',
      id,
      onkeydown: (event) => {
        if (event.key === 'Escape' && event.currentTarget.open) {
          event.currentTarget.open = false;
          event.currentTarget.firstChild.focus();
        }
      },
    }, el('summary', {id: id + '-summary'}, summary),
    el('div', {class: 'panel'},
      el('div', {class: 'buttons'}, buttons),
      el('div', {class: 'choices'}, choices)));

  document.addEventListener('click', (event) => {
    document.querySelectorAll('details.dropdown[open]').forEach((dropdown) => {
      if (event.target.isConnected && !dropdown.contains(event.target)) {
        dropdown.open = false;
      }
    });
  });

  const summary = (dimension, chosen) =>
    chosen.length === 0
      ? `${dimension.title}: all ${dimension.values.length}`
      : chosen.length === 1
        ? `${dimension.title}: ${chosen[0]}`
        : `${dimension.title}: ${chosen.length} of ${dimension.values.length}`;

  const filter = (dimension) => {
    const chosen = state.get().filters[dimension.key];
    const toggle = (value, wanted) => state.change((current) => {
      current.filters[dimension.key] = dimension.values.filter((other) =>
        (other === value ? wanted : chosen.includes(other)));
    });
    return Neuronbench.dropdown(
      'filter-' + dimension.key,
      summary(dimension, chosen),
      dimension.values.map((value, i) => el('label', {},
        el('input', {
          type: 'checkbox',
          id: `filter-${dimension.key}-${i}`,
          checked: chosen.includes(value),
          onchange: (event) => toggle(value, event.target.checked),
        }), name(value))),
      el('button', {
        type: 'button',
        id: `filter-${dimension.key}-clear`,
        onclick: () => state.change((current) => {
          current.filters[dimension.key] = [];
        }),
      }, 'All'));
  };

  const copy = () => {
    const address = state.link();
    history.replaceState(null, '', address);
    const done = () => Neuronbench.say('The address of this view was copied.');
    const failed = () => Neuronbench.say('Copy the address from the address bar: it shows this view.');
    if (navigator.clipboard) {
      navigator.clipboard.writeText(address).then(done, failed);
    } else {
      failed();
    }
  };

  Neuronbench.filters = () =>
    el('div', {class: 'filters', role: 'group', 'aria-label': 'Filters'},
      el('span', {class: 'label'}, 'Show'),
      Neuronbench.dimensions.filter((dimension) => dimension.values.length > 1).map(filter),
      el('button', {type: 'button', id: 'reset', onclick: state.reset}, 'Reset'),
      el('button', {type: 'button', id: 'copy', onclick: copy}, 'Copy link'),
      el('button', {type: 'button', id: 'print', onclick: () => window.print()}, 'Print'));

  // A choice of one among some: [{value, title}].
  Neuronbench.choice = (option, title, values, fallback) => {
    const current = state.option(option, fallback);
    const known = values.some((entry) => entry.value === current) ? current : fallback;
    return el('label', {class: 'choice'}, title + ' ',
      el('select', {
        id: 'option-' + option,
        onchange: (event) => state.change((now) => {
          now.options[option] = event.target.value;
        }),
      }, values.map((entry) =>
        el('option', {value: entry.value, selected: entry.value === known}, entry.title))));
  };

  Neuronbench.toggle = (option, title, fallback) =>
    el('label', {class: 'choice'},
      el('input', {
        type: 'checkbox',
        id: 'option-' + option,
        checked: state.option(option, fallback) === 'yes',
        onchange: (event) => state.change((now) => {
          now.options[option] = event.target.checked ? 'yes' : 'no';
        }),
      }), ' ' + title);
})();
