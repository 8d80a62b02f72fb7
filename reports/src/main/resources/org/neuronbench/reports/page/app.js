// Puts the board together: views, filters, theme, and what a screen reader hears.
'use strict';

(() => {
  const {el, state, data, charts} = Neuronbench;
  const THEMES = ['system', 'light', 'dark'];
  const app = document.getElementById('app');

  const status = el('p', {class: 'status', role: 'status', 'aria-live': 'polite', id: 'status'});
  const place = el('div', {id: 'view'});
  const navigation = el('nav', {class: 'views', 'aria-label': 'Views'});
  const filters = el('div', {id: 'filters'});

  const view = () =>
    Neuronbench.views.find((candidate) => candidate.id === state.get().view) || Neuronbench.views[0];

  // Groups with the rows that pass the filters.
  const admitted = () => data.groups
    .filter((group) =>
      state.admits({model: group.model, dataset: group.dataset, budget: group.budget}))
    .map((group) => {
      const copy = {...group};
      copy.rows = group.rows
        .filter((row) => state.admits({strategy: row.result.strategy}))
        .map((row) => ({...row, group: copy}));
      return copy;
    })
    .filter((group) => group.rows.length > 0);

  const link = (candidate, current) => el('li', {}, el('a', {
    href: '#view=' + candidate.id,
    id: 'view-' + candidate.id,
    'aria-current': candidate === current ? 'page' : null,
    onclick: (event) => {
      event.preventDefault();
      state.change((now) => {
        now.view = candidate.id;
      }, `${candidate.title} is shown.`);
    },
  }, candidate.title));

  const counted = (groups) => {
    const rows = groups.reduce((sum, group) => sum + group.rows.length, 0);
    const all = data.groups.reduce((sum, group) => sum + group.rows.length, 0);
    return `${rows} of ${all} entries in ${groups.length} of ${data.groups.length} rankings pass the`
      + ' filters.';
  };

  const keepingFocus = (draw) => {
    const focused = document.activeElement ? document.activeElement.id : '';
    const open = Array.from(document.querySelectorAll('#app details[open]'), (one) =>
      ({id: one.id, scrolled: one.querySelector('.panel').scrollTop}));
    draw();
    open.forEach(({id, scrolled}) => {
      const again = document.getElementById(id);
      if (again) {
        again.open = true;
        again.querySelector('.panel').scrollTop = scrolled;
      }
    });
    const again = focused ? document.getElementById(focused) : null;
    if (again && again !== document.activeElement) {
      again.focus({preventScroll: true});
    }
  };

  Neuronbench.say = (message) => {
    status.textContent = message;
  };

  Neuronbench.show = (message) => keepingFocus(() => {
    const current = view();
    const groups = admitted();
    charts.clear();
    navigation.replaceChildren(el('ul', {},
      Neuronbench.views.map((candidate) => link(candidate, current))));
    filters.replaceChildren(Neuronbench.filters());
    place.replaceChildren(
      el('h2', {id: 'view-title'}, current.title),
      el('p', {class: 'lead'}, current.lead),
      ...current.render(groups).flat(2).filter(Boolean));
    Neuronbench.say([message, counted(groups)].filter(Boolean).join(' '));
  });

  Neuronbench.more = (left) => (left > 0
    ? el('p', {}, `Charts of ${left} more are not drawn yet; filters narrow them down. `,
      el('button', {
        type: 'button',
        id: 'charts-all',
        onclick: () => state.change((current) => {
          current.options.charts = 'all';
        }, 'All charts are shown.'),
      }, 'Show all charts'))
    : null);

  const theme = () => document.documentElement.dataset.theme || 'system';
  const setTheme = (name) => {
    if (name === 'system') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = name;
    }
    try {
      localStorage.setItem('neuronbench-theme', name);
    } catch (e) {
      // Without storage the choice holds until the page is left.
    }
    charts.recolour();
  };

  const themes = el('label', {class: 'theme choice'}, 'Colours ',
    el('select', {id: 'theme', onchange: (event) => setTheme(event.target.value)},
      THEMES.map((name) => el('option', {value: name, selected: name === theme()}, name))));

  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', charts.recolour);

  document.querySelector('header').append(themes);
  app.append(navigation, filters, status,
    el('section', {'aria-labelledby': 'view-title'}, place));
  Neuronbench.show();
  Neuronbench.ready = true;
})();
