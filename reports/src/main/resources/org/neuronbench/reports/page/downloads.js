// Writes the columns and rows of a table as CSV, JSON, LaTeX or Markdown. Names of users and
// plug-ins are hostile until escaped for the format.
'use strict';

(() => {
  const {el, format} = Neuronbench;

  const raw = (column, row) => {
    const value = column.value(row);
    return format.present(value) ? value : null;
  };

  const shown = (column, row) => {
    const value = column.value(row);
    return format.present(value) ? column.text(value, row) : format.missing(column, row);
  };

  // A spreadsheet runs a text that starts like a formula; an apostrophe keeps it a text.
  const guarded = (text) =>
    /^[\t\r\n]/.test(text) || /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) ? "'" + text : text;

  const csvField = (value) => {
    if (value === null) {
      return '';
    }
    const text = typeof value === 'string' ? guarded(value) : String(value);
    return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  };

  // A column for people that shows several values, such as an interval, is one column a value here.
  const values = (table) => table.columns.flatMap((column) => column.parts || [column]);

  const csv = (table) =>
    [values(table).map((column) => csvField(column.key)),
      ...table.rows.map((row) => values(table).map((column) => csvField(raw(column, row))))]
      .map((fields) => fields.join(',') + '\r\n')
      .join('');

  const json = (table) =>
    JSON.stringify({
      title: Neuronbench.data.title,
      table: table.caption,
      filters: Neuronbench.state.get().filters,
      columns: values(table).map(({key, title, help}) =>
        ({key, title: title || key, meaning: help || ''})),
      rows: table.rows.map((row) =>
        Object.fromEntries(values(table).map((column) => [column.key, raw(column, row)]))),
    }, null, 2) + '\n';

  const LATEX = {
    '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', '$': '\\$', '&': '\\&', '#': '\\#',
    '%': '\\%', '_': '\\_', '^': '\\textasciicircum{}', '~': '\\textasciitilde{}',
    '<': '\\textless{}', '>': '\\textgreater{}', '|': '\\textbar{}', '"': '\\textquotedbl{}',
    '\u00b1': '$\\pm$', '\u2212': '$-$', '\u2013': '--', '\u2020': '\\dag{}',
    '-': '{-}', "'": '\\textquotesingle{}', '`': '\\textasciigrave{}',
  };
  const oneLine = (text) => String(text).replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
  const latexText = (text) => oneLine(text).replace(/[\\{}$&#%_^~<>|"\u00b1\u2212\u2013\u2020\-'`]/g, (c) => LATEX[c]);
  const latexNumber = (text) => oneLine(text).replace(/[\\{}$&#%_^~<>|"\u00b1\u2212\u2013\u2020]/g, (c) => LATEX[c]).replace(/^-(?=\d)/, '$-$');

  const latexCell = (column, row) => {
    const text = column.number ? latexNumber(shown(column, row)) : latexText(shown(column, row));
    return column.best && column.best(row) ? '\\textbf{' + text + '}' : text;
  };

  const latex = (table) => [
    '% needs \\usepackage{booktabs}, \\usepackage[T1]{fontenc} and \\usepackage{textcomp}',
    '\\begin{table}',
    '\\centering',
    '\\caption{' + latexText(table.caption) + '}',
    '\\begin{tabular}{' + table.columns.map((column) => (column.number ? 'r' : 'l')).join('') + '}',
    '\\toprule',
    table.columns.map((column) => latexText(column.title)).join(' & ') + ' \\\\',
    '\\midrule',
    ...table.rows.map((row) =>
      table.columns.map((column) => latexCell(column, row)).join(' & ') + ' \\\\'),
    '\\bottomrule',
    '\\end{tabular}',
    '\\end{table}',
    '',
  ].join('\n');

  const HTML = {'&': '&amp;', '<': '&lt;', '>': '&gt;'};
  const markdownText = (text) => oneLine(text)
    .replace(/[\\`*_{}[\]()#+!|~$@:-]/g, (c) => '\\' + c)
    .replace(/[&<>]/g, (c) => HTML[c]);
  const markdownNumber = (text) => oneLine(text).replace(/[|\\`*_<>&]/g, (c) => HTML[c] || '\\' + c);

  const markdownCell = (column, row) => {
    const text = column.number
      ? markdownNumber(shown(column, row)) : markdownText(shown(column, row));
    return column.best && column.best(row) ? '**' + text + '**' : text;
  };

  const markdown = (table) => [
    table.columns.map((column) => markdownText(column.title)),
    table.columns.map((column) => (column.number ? '---:' : '---')),
    ...table.rows.map((row) => table.columns.map((column) => markdownCell(column, row))),
  ].map((cells) => '| ' + cells.join(' | ') + ' |\n').join('');

  const FORMATS = [
    {title: 'CSV', ending: 'csv', type: 'text/csv', write: csv},
    {title: 'JSON', ending: 'json', type: 'application/json', write: json},
    {title: 'LaTeX', ending: 'tex', type: 'application/x-tex', write: latex},
    {title: 'Markdown', ending: 'md', type: 'text/markdown', write: markdown},
  ];

  const save = (name, type, text) => {
    const address = URL.createObjectURL(new Blob([text], {type: type + ';charset=utf-8'}));
    const link = el('a', {href: address, download: name});
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };

  Neuronbench.formats = FORMATS;
  // Buttons that download a table; the table is asked for when one is pressed.
  Neuronbench.downloads = (caption, id, table) =>
    el('div', {class: 'downloads', role: 'group', 'aria-label': 'Download: ' + caption},
      el('span', {}, 'Download'),
      FORMATS.map((kind) => el('button', {
        type: 'button',
        'data-download': id + '.' + kind.ending,
        onclick: () => {
          const name = 'leaderboard-' + id + '.' + kind.ending;
          save(name, kind.type, kind.write(table()));
          Neuronbench.say(name + ' was given to the browser.');
        },
      }, kind.title)));
})();
