// Makes the columns of tables sortable. The page is complete without it.
'use strict';

document.querySelectorAll('table.sortable').forEach((table) => {
  const heads = Array.from(table.tHead.rows[0].cells);
  const body = table.tBodies[0];

  const key = (row, column) => {
    const cell = row.cells[column];
    return cell && cell.hasAttribute('data-sort') ? cell.getAttribute('data-sort') : null;
  };

  const compare = (a, b) => {
    const numbers = [Number(a), Number(b)];
    return numbers.every(Number.isFinite)
      ? numbers[0] - numbers[1]
      : a.localeCompare(b, 'en', {numeric: true});
  };

  const sort = (column, direction) => {
    const rows = Array.from(body.rows);
    rows.sort((first, second) => {
      const a = key(first, column);
      const b = key(second, column);
      // What was not measured stays last either way.
      if (a === null || b === null) {
        return (a === null) - (b === null);
      }
      return direction * compare(a, b);
    });
    body.append(...rows);
  };

  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const ascending = head.getAttribute('aria-sort') !== 'ascending';
      heads.forEach((other) => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
      sort(column, ascending ? 1 : -1);
    });
  });
});
