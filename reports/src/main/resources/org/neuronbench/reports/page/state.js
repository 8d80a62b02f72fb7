// What is shown: view, filters, sort, columns, options. It lives in the address after #, so that an
// address shows the same again.
'use strict';

(() => {
  const LISTS = ['model', 'dataset', 'budget', 'strategy'];

  const empty = () => ({
    view: 'ranking',
    filters: {model: [], dataset: [], budget: [], strategy: []},
    // Keys come from the address: an object without a prototype has no names of its own.
    sort: Object.create(null),
    columns: Object.create(null),
    options: Object.create(null),
  });

  const parse = (hash) => {
    const state = empty();
    const parameters = new URLSearchParams(hash.replace(/^#/, ''));
    for (const [name, value] of parameters) {
      const [kind, key] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)];
      if (name === 'view') {
        state.view = value;
      } else if (LISTS.includes(name)) {
        state.filters[name].push(value);
      } else if (kind === 'sort') {
        state.sort[key] = {column: value.replace(/^-/, ''), down: value.startsWith('-')};
      } else if (kind === 'columns') {
        state.columns[key] = value.split(' ').filter(Boolean);
      } else if (kind === 'option') {
        state.options[key] = value;
      }
    }
    return state;
  };

  const write = (state) => {
    const parameters = new URLSearchParams();
    parameters.append('view', state.view);
    LISTS.forEach((list) => state.filters[list].forEach((value) => parameters.append(list, value)));
    Object.keys(state.sort).sort().forEach((table) => {
      const {column, down} = state.sort[table];
      parameters.append('sort.' + table, (down ? '-' : '') + column);
    });
    Object.keys(state.columns).sort().forEach((table) =>
      parameters.append('columns.' + table, state.columns[table].join(' ')));
    Object.keys(state.options).sort().forEach((option) =>
      parameters.append('option.' + option, state.options[option]));
    return '#' + parameters;
  };

  const plain = (hash) => hash !== '' && !hash.startsWith('#view=');
  const store = {current: parse(plain(location.hash) ? '' : location.hash)};

  Neuronbench.state = {
    get: () => store.current,
    link: () => location.href.replace(/#.*$/, '') + write(store.current),
    // Changes the state, keeps the address in step, and shows it.
    change: (edit, message) => {
      edit(store.current);
      history.replaceState(null, '', write(store.current));
      Neuronbench.show(message);
    },
    reset: () => {
      const view = store.current.view;
      store.current = empty();
      store.current.view = view;
      history.replaceState(null, '', write(store.current));
      Neuronbench.show('Everything is shown as at first.');
    },
    option: (name, fallback) => store.current.options[name] || fallback,
    // Whether the filters admit something with these properties.
    admits: (thing) =>
      LISTS.every((list) => {
        const wanted = store.current.filters[list];
        return wanted.length === 0 || !(list in thing) || wanted.includes(thing[list]);
      }),
  };

  window.addEventListener('hashchange', () => {
    if (!plain(location.hash)) {
      store.current = parse(location.hash);
      Neuronbench.show();
    }
  });
})();
