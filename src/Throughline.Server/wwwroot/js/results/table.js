// Tables of facts: sortable by any column, the twin of every picture.
import { h, uniqueId } from '../dom.js';
import { t } from '../i18n.js';

/**
 * @template T
 * @typedef {object} Column
 * @property {string} label
 * @property {(row: T) => import('../dom.js').Child | import('../dom.js').Child[]} cell
 * @property {(row: T) => number | string | null} [sort] value to sort by; none: not sortable
 * @property {boolean} [numeric]
 * @property {boolean} [head] the cell names its row
 */

/**
 * @template T
 * @param {object} options
 * @param {string} options.caption
 * @param {Column<T>[]} options.columns
 * @param {T[]} options.rows
 * @param {(row: T) => Record<string, any>} [options.rowProps]
 * @param {boolean} [options.captionHidden]
 */
export function dataTable({ caption, columns, rows, rowProps, captionHidden = false }) {
  const body = h('tbody');
  let sorted = -1;
  let descending = false;
  const heads = columns.map((column, i) => h('th', { scope: 'col', class: column.numeric ? 'num' : '' },
    column.sort ? h('button', { type: 'button', class: 'sort', onClick: () => sortBy(i) }, column.label)
      : column.label));

  function draw() {
    const column = columns[sorted];
    const list = column?.sort
      ? rows.toSorted((a, b) => compare(column.sort?.(a), column.sort?.(b)) * (descending ? -1 : 1)) : rows;
    body.replaceChildren(...list.map((row) => h('tr', rowProps?.(row) ?? null, columns.map((item) => h(
      item.head ? 'th' : 'td', { ...(item.head ? { scope: 'row' } : {}), class: item.numeric ? 'num' : '' },
      item.cell(row))))));
    heads.forEach((head, i) => {
      if (i === sorted) head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
  }

  /** @param {number} index */
  function sortBy(index) {
    descending = sorted === index ? !descending : false;
    sorted = index;
    draw();
  }

  draw();
  const id = uniqueId('table');
  return h('div', { class: 'table-scroll', role: 'region', 'aria-labelledby': id, tabindex: 0 },
    h('table', { class: 'data' }, h('caption', { id, class: captionHidden ? 'visually-hidden' : '' }, caption),
      h('thead', null, h('tr', null, heads)), body));
}

/**
 * @param {number | string | null | undefined} a
 * @param {number | string | null | undefined} b
 */
function compare(a, b) {
  // Unknown goes last, whichever way it is sorted first.
  if (a === null || a === undefined) return b === null || b === undefined ? 0 : 1;
  if (b === null || b === undefined) return -1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}

/**
 * A picture and its table: one is shown, a button changes to the other; both are printed.
 * @param {Node} picture
 * @param {() => Node} makeTable
 */
export function withTable(picture, makeTable) {
  const pictureBox = h('div', { class: 'twin-picture' }, picture);
  const tableBox = h('div', { class: 'twin-table', hidden: true });
  const button =
    h('button', { type: 'button', class: 'button small quiet twin-toggle', 'aria-pressed': 'false' }, t('twin.table'));
  button.addEventListener('click', () => {
    const showTable = tableBox.hidden;
    if (showTable && tableBox.childElementCount === 0) tableBox.append(makeTable());
    tableBox.hidden = !showTable;
    pictureBox.hidden = showTable;
    button.setAttribute('aria-pressed', String(showTable));
    button.textContent = t(showTable ? 'twin.picture' : 'twin.table');
  });
  return { element: h('div', { class: 'twin' }, pictureBox, tableBox), button };
}
