// What was declared against what stands here: seals, containers, vehicles. Each is typed or scanned; a scanner is a
// keyboard that ends with Enter.
import { fill, h, icon, uniqueId } from '../dom.js';
import { t } from '../i18n.js';
import { transportOf } from './declaration.js';
import { normal } from './lines.js';

/** @typedef {'vehicle' | 'container' | 'seal'} Kind */
/** @typedef {{ kind: Kind, declared: string, seen: string }} Row */

/** @param {import('./lines.js').Group} record @returns {Row[]} */
function rowsOf(record) {
  const { equipment, vehicles } = transportOf(record);
  return [
    ...vehicles.map((v) => /** @type {Row} */ ({ kind: 'vehicle', declared: v.number, seen: '' })),
    ...equipment.flatMap((e) => [
      ...(e.container ? [/** @type {Row} */ ({ kind: 'container', declared: e.container, seen: '' })] : []),
      ...e.seals.map((seal) => /** @type {Row} */ ({ kind: 'seal', declared: seal, seen: '' })),
    ]),
  ];
}

/** @param {Row} row */
function standing(row) {
  if (row.seen === '') return row.declared === '' ? 'empty' : 'open';
  return normal(row.seen) === normal(row.declared) ? 'agrees' : row.declared === '' ? 'extra' : 'differs';
}

/**
 * @param {import('./lines.js').Group} record what was declared
 * @param {(result: { differences: string[], hasSeals: boolean }) => void} onChange
 */
export function comparison(record, onChange) {
  const rows = rowsOf(record);
  const body = h('tbody');
  const verdict = h('p', { class: 'compare-verdict', role: 'status' });
  const id = uniqueId('scan');
  const scan = h('input', { type: 'text', id, autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false',
    class: 'mono' });

  const differences = () => rows.filter((row) => ['differs', 'extra'].includes(standing(row))).map((row) =>
    t(`compare.told.${row.declared ? 'differs' : 'extra'}`,
      { kind: t(`compare.kind.${row.kind}`), declared: row.declared, seen: row.seen }));

  function judge() {
    const found = differences();
    const open = rows.filter((row) => standing(row) === 'open').length;
    fill(verdict, found.length > 0 ? [icon('warn'), t('compare.verdict.differs', { count: found.length })]
      : open > 0 ? t('compare.verdict.open', { count: open }) : [icon('end'), t('compare.verdict.agrees')]);
    verdict.className = `compare-verdict ${found.length > 0 ? 'bad' : open > 0 ? '' : 'good'}`;
    onChange({ differences: found,
      hasSeals: rows.some((row) => row.kind === 'seal' && ['differs', 'extra'].includes(standing(row))) });
  }

  /** @param {Row} row */
  function line(row) {
    const mark = h('td', { class: 'compare-mark' });
    const seen = h('input', { type: 'text', value: row.seen, autocomplete: 'off', class: 'mono',
      'aria-label': t('compare.seen.of', { kind: t(`compare.kind.${row.kind}`), number: row.declared }),
      onInput: () => { row.seen = seen.value.trim(); draw(); judge(); } });
    const element = h('tr', null, h('th', { scope: 'row' }, h('span', { class: 'lines' },
      h('span', { class: 'note' }, t(`compare.kind.${row.kind}`)),
      h('span', { class: 'mono' }, row.declared || '—'))), h('td', null, h('span', { class: 'compare-input' }, seen,
        row.declared && h('button', { type: 'button', class: 'button small', 'aria-label': t('compare.same.of',
          { number: row.declared }), onClick: () => {
          row.seen = seen.value = row.declared;
          draw();
          judge();
        } }, t('compare.same')))), mark);
    function draw() {
      const now = standing(row);
      element.dataset.standing = now;
      mark.textContent = t(`compare.mark.${now}`);
    }
    draw();
    return element;
  }

  function drawRows() {
    fill(body, rows.map(line));
  }

  /** A number was scanned: it is the one that agrees, or another of its kind. @param {string} text */
  function take(text) {
    const value = text.trim();
    if (value === '') return;
    const row = rows.find((one) => normal(one.declared) === normal(value));
    if (row) row.seen = value;
    else rows.push({ kind: /^[A-Z]{4}\d{7}$/.test(normal(value)) ? 'container' : 'seal', declared: '', seen: value });
    drawRows();
    judge();
  }

  scan.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    take(scan.value);
    scan.value = '';
  });
  drawRows();
  judge();
  const element = h('section', { class: 'compare', 'aria-label': t('compare.title') },
    h('h3', null, t('compare.title')),
    h('div', { class: 'field' }, h('label', { for: id }, t('compare.scan')), scan),
    h('div', { class: 'table-scroll' }, h('table', { class: 'data' }, h('thead', null, h('tr', null,
      ['declared', 'seen', 'result'].map((key) => h('th', { scope: 'col' }, t(`compare.${key}`))))), body)),
    verdict);
  return {
    element, scan, differences,
    /** What the journal is to keep of it. @returns {Record<string, string>} */
    told() {
      const seen = (/** @type {Kind} */ kind) => rows.filter((row) => row.kind === kind && row.seen)
        .map((row) => row.seen).join(',');
      const found = differences();
      return Object.fromEntries(Object.entries({
        'presented-vehicle': seen('vehicle'), 'presented-container': seen('container'),
        'presented-seals': seen('seal'), compared: found.length > 0 ? found.join(' ').slice(0, 500) : '',
      }).filter(([, value]) => value !== '').map(([name, value]) => [name, value.slice(0, 500)]));
    },
  };
}
