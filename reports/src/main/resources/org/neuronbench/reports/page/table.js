// Shows columns and rows as a table that can be sorted, with a chooser of columns and downloads.
//
// A table is {id, caption, columns, groups: [{title, notes, rows}], note, foot}; a column is {key,
// title, help, value(row), text(value, row), number, wide, hidden, first, missing, best(row), shade(row)}.
'use strict';

(() => {
  const {el, name, format, state} = Neuronbench;
  const MOST_ROWS = 150;

  const compare = (a, b) =>
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : String(a).localeCompare(String(b), 'en', {numeric: true});

  const sorted = (rows, column, down) => {
    const keyed = rows.map((row, index) => ({row, index, value: column.value(row)}));
    // What was not measured stays last either way; equals keep their order.
    keyed.sort((a, b) => {
      const [aHas, bHas] = [format.present(a.value), format.present(b.value)];
      if (!aHas || !bHas) {
        return bHas - aHas || a.index - b.index;
      }
      return (down ? -1 : 1) * compare(a.value, b.value) || a.index - b.index;
    });
    return keyed.map((entry) => entry.row);
  };

  const visible = (table) => {
    const chosen = state.get().columns[table.id];
    const columns = table.columns.filter((column) =>
      chosen ? chosen.includes(column.key) : !column.hidden);
    return columns.length > 0 ? columns : table.columns.slice(0, 1);
  };

  const order = (table) => {
    const sort = state.get().sort[table.id];
    const column = sort && table.columns.find((candidate) => candidate.key === sort.column);
    return column ? {column, down: sort.down} : null;
  };

  const groups = (table) => {
    const by = order(table);
    return table.groups.map((group) =>
      ({...group, rows: by ? sorted(group.rows, by.column, by.down) : group.rows}));
  };

  // First click: the better or the greater first; second: the other way; third: as at first.
  const next = (column, by) => {
    const first = column.first ? column.first === 'down' : Boolean(column.number);
    if (!by || by.column !== column) {
      return {column: column.key, down: first};
    }
    return by.down === first ? {column: column.key, down: !first} : null;
  };

  const sortBy = (table, column) => {
    const to = next(column, order(table));
    const how = to ? `by ${column.title}, ${to.down ? 'descending' : 'ascending'}` : 'as at first';
    state.change((current) => {
      delete current.sort[table.id];
      if (to) {
        current.sort[table.id] = to;
      }
    }, `${table.caption}: sorted ${how}.`);
  };

  const head = (table, columns) => {
    const by = order(table);
    return el('thead', {}, el('tr', {}, columns.map((column) => {
      const direction = by && by.column === column ? (by.down ? 'descending' : 'ascending') : null;
      return el('th', {
        scope: 'col',
        class: column.number ? 'number' : 'text',
        'aria-sort': direction,
        'data-column': column.key,
      }, el('button', {
        type: 'button',
        id: 'sort-' + table.id + '-' + column.key,
        title: column.help,
        onclick: () => sortBy(table, column),
      }, column.title));
    })));
  };

  const content = (column, row) => {
    const value = column.value(row);
    if (!format.present(value)) {
      return {text: el('span', {class: 'missing'}, format.missing(column, row))};
    }
    const text = column.text(value, row);
    return {
      text: column.draw ? column.draw(value, row) : column.number ? text : name(text),
      sub: column.sub ? column.sub(row) : null,
    };
  };

  const cell = (column, row, isFirstText) => {
    const {text, sub} = content(column, row);
    const element = el(isFirstText ? 'th' : 'td', {
      class: column.number ? 'number' : column.wide ? 'text wide' : 'text',
      scope: isFirstText ? 'row' : null,
    }, column.best && column.best(row) ? el('strong', {}, text) : text,
    sub ? el('small', {}, sub) : null);
    if (column.shade && format.present(column.value(row))) {
      const share = Math.max(0, Math.min(1, column.shade(row)));
      element.classList.add('heat');
      // Never so dark that the number on it is hard to read.
      element.style.setProperty('--heat', Math.round(75 * share) + '%');
    }
    return element;
  };

  const line = (table, columns, row) => {
    const header = columns.find((column) => column.header) || columns.find((column) => !column.number);
    return el('tr', {class: row.reference ? 'reference' : null},
      columns.map((column) => cell(column, row, column === header)));
  };

  const body = (table, columns, group) =>
    el('tbody', {},
      group.title
        ? el('tr', {class: 'group'}, el('th', {scope: 'rowgroup', colspan: columns.length},
          el('div', {class: 'grouphead'}, name(group.title),
            (group.notes || []).map((note) => el('small', {class: note.kind || null}, note.text)))))
        : null,
      group.rows.map((row) => line(table, columns, row)));

  // The first so many rows of the groups, unless all are wanted.
  const limited = (table, all) => {
    if (state.option('rows', '') === 'all') {
      return {groups: all, left: 0};
    }
    let room = MOST_ROWS;
    const kept = [];
    for (const group of all) {
      if (room > 0) {
        kept.push({...group, rows: group.rows.slice(0, room)});
        room -= group.rows.length;
      }
    }
    return {groups: kept, left: Math.max(0, -room) + all.slice(kept.length)
      .reduce((sum, group) => sum + group.rows.length, 0)};
  };

  const chooser = (table) => {
    const shown = visible(table).map((column) => column.key);
    const toggle = (column, wanted) => state.change((current) => {
      const keys = table.columns.map((other) => other.key)
        .filter((key) => (key === column.key ? wanted : shown.includes(key)));
      current.columns[table.id] = keys.length > 0 ? keys : shown;
    }, `Column ${column.title} is ${wanted ? 'shown' : 'hidden'}.`);
    return Neuronbench.dropdown(
      'columns-' + table.id,
      `Columns: ${shown.length} of ${table.columns.length}`,
      table.columns.map((column) => el('label', {title: column.help},
        el('input', {
          type: 'checkbox',
          id: 'column-' + table.id + '-' + column.key,
          checked: shown.includes(column.key),
          onchange: (event) => toggle(column, event.target.checked),
        }), column.title)),
      el('button', {
        type: 'button',
        id: 'columns-' + table.id + '-all',
        onclick: () => state.change((current) => {
          current.columns[table.id] = table.columns.map((column) => column.key);
        }, 'Every column is shown.'),
      }, 'All'),
      el('button', {
        type: 'button',
        id: 'columns-' + table.id + '-usual',
        onclick: () => state.change((current) => {
          delete current.columns[table.id];
        }, 'The usual columns are shown.'),
      }, 'Usual'));
  };

  const caption = (table) => {
    const by = order(table);
    const how = by ? `Sorted by ${by.column.title}, ${by.down ? 'descending' : 'ascending'}.` : '';
    return el('caption', {class: 'visually-hidden'},
      `${table.caption}. Press a column's heading to sort. ${how}`);
  };

  // What a download of the table holds: the visible columns, and those that name its rows.
  const downloaded = (table) => {
    const keys = new Set(visible(table));
    return {
      caption: table.caption,
      columns: [...(table.keys || []).filter((column) => !keys.has(column)), ...visible(table)],
      rows: groups(table).flatMap((group) => group.rows),
    };
  };

  Neuronbench.table = (table) => {
    const columns = visible(table);
    const all = groups(table);
    const {groups: shown, left} = limited(table, all);
    const count = all.reduce((sum, group) => sum + group.rows.length, 0);
    return el('div', {class: 'tableblock', 'data-table': table.id},
      el('div', {class: 'tablebar'},
        el('h3', {}, table.caption),
        table.fixed ? null : chooser(table),
        Neuronbench.downloads(table.caption, table.id, () => downloaded(table))),
      table.note ? el('p', {class: 'note'}, table.note) : null,
      count === 0
        ? el('p', {class: 'empty'}, table.empty || 'No row passes the filters.')
        : el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': table.caption},
          el('table', {class: table.style}, caption(table), head(table, columns),
            shown.filter((group) => group.rows.length > 0)
              .map((group) => body(table, columns, group)),
            table.foot ? table.foot(columns) : null)),
      left > 0
        ? el('p', {}, `${left} more rows are not drawn yet; downloads have them. `,
          el('button', {
            type: 'button',
            id: 'rows-' + table.id,
            onclick: () => state.change((current) => {
              current.options.rows = 'all';
            }, 'All rows are shown.'),
          }, 'Show all rows'))
        : null);
  };
})();
