// The corridor as tables: the twin of the map.
import * as data from '../data.js';
import { h } from '../dom.js';
import { country, distance, duration, hours, number } from '../format.js';
import { t, term } from '../i18n.js';
import { saysEstimate, estimateMark } from '../results/source.js';
import { dataTable } from '../results/table.js';

/** @typedef {import('../types').Corridor} Corridor */
/** @typedef {(kind: string, id: string) => void} Open */

/** @param {string} kind @param {string} id @param {string} text @param {Open} open */
const opener = (kind, id, text, open) =>
  h('button', { type: 'button', class: 'link-button', onClick: () => open(kind, id) }, text);

/** @param {boolean} active */
const activeText = (active) => t(active ? 'yes' : 'no');

/**
 * A table with a filter over all its text.
 * @template T
 * @param {T[]} rows
 * @param {(row: T) => string} text
 * @param {(rows: T[]) => Node} make
 */
function filtered(rows, text, make) {
  const place = h('div');
  const count = h('span', { class: 'filter-count', role: 'status' });
  const draw = () => {
    const words = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const shown =
      rows.filter(
      (row) => { const all = text(row).toLocaleLowerCase(); return words.every((word) => all.includes(word)); });
    count.textContent = t('tables.count', { shown: number(shown.length), count: rows.length });
    place.replaceChildren(make(shown));
  };
  const input =
    h('input', { type: 'search', placeholder: t('tables.filter'), 'aria-label': t('tables.filter'), onInput: draw });
  draw();
  return h('div', { class: 'filtered' }, h('div', { class: 'filter-row' }, input, count), place);
}

/** @param {Corridor} corridor @param {Open} open */
export function crossingsTable(corridor, open) {
  const name = (/** @type {import('../types').Crossing} */ row) =>
    t('details.fromTo', { from: row.postA, to: row.postB });
  const countries = (/** @type {import('../types').Crossing} */ row) =>
    [row.placeA, row.placeB].map((id) => data.findPlace(id)?.country ?? '').join(' – ');
  return filtered(corridor.crossings,
    (row) => `${name(row)} ${countries(row)} ${term('mode', row.mode)} ${term('status', row.status)} ${row.id}`,
    (rows) => dataTable({
    caption: t('tables.crossings'), captionHidden: true, rows,
    columns: [
      { label: t('tables.crossing'), head: true, cell: (row) => opener('crossing', row.id, name(row), open),
        sort: name },
      { label: t('tables.countries'), cell: countries, sort: countries },
      { label: t('measure.mode'), cell: (row) => term('mode', row.mode), sort: (row) => row.mode },
      { label: t('tables.status'), cell: (row) => term('status', row.status), sort: (row) => row.status },
      { label: t('tables.active'), cell: (row) => activeText(row.active), sort: (row) => Number(!row.active) },
      { label: t('tables.ab'), numeric: true,
        cell: (row) => [hours(row.dwellAToB.medianSeconds), ' ', h('small', null, hours(row.dwellAToB.p90Seconds))],
        sort: (row) => row.dwellAToB.medianSeconds },
      { label: t('tables.ba'), numeric: true,
        cell: (row) => [hours(row.dwellBToA.medianSeconds), ' ', h('small', null, hours(row.dwellBToA.p90Seconds))],
        sort: (row) => row.dwellBToA.medianSeconds },
      { label: t('crossing.formality'), cell: (row) => term('formality', row.formality),
        sort: (row) => row.formality ?? '' },
      { label: t('tables.hours'), cell: (row) => [row.hoursA ?? '?', row.hoursB ?? '?'].join(' / ') },
      { label: t('source.estimate.column'), cell: (row) => saysEstimate(row.dwellBasis) && estimateMark() },
    ],
  }));
}

/** @param {Corridor} corridor @param {Open} open */
export function linksTable(corridor, open) {
  const name = (/** @type {import('../types').Link} */ row) =>
    t('details.fromTo', { from: data.placeName(row.from), to: data.placeName(row.to) });
  return filtered(corridor.links,
    (row) => `${name(row)} ${term('mode', row.mode)} ${term('status', row.status)} ${row.id}`, (rows) => dataTable({
    caption: t('tables.links'), captionHidden: true, rows,
    columns: [
      { label: t('tables.link'), head: true, cell: (row) => opener('link', row.id, name(row), open), sort: name },
      { label: t('measure.mode'), cell: (row) => term('mode', row.mode), sort: (row) => row.mode },
      { label: t('measure.distance'), numeric: true, cell: (row) => distance(row.lengthMetres),
        sort: (row) => row.lengthMetres },
      { label: t('tables.basis'), cell: (row) => term('basis', row.lengthBasis), sort: (row) => row.lengthBasis },
      { label: t('link.gauge'), numeric: true, cell: (row) => row.gaugeMm ?? '', sort: (row) => row.gaugeMm },
      { label: t('link.speed'), numeric: true, cell: (row) => (row.speedKmh === null ? '' : number(row.speedKmh)),
        sort: (row) => row.speedKmh },
      { label: t('tables.status'),
        cell: (row) => [term('status', row.status), row.expectedOpen ? ` ${row.expectedOpen}` : ''],
        sort: (row) => row.status },
      { label: t('tables.active'), cell: (row) => activeText(row.active), sort: (row) => Number(!row.active) },
    ],
  }));
}

/** @param {Corridor} corridor @param {Open} open */
export function placesTable(corridor, open) {
  const names = (/** @type {import('../types').Place} */ row) => row.names.map((item) => item.name).join(', ');
  const words = (/** @type {import('../types').Place} */ row) => [
    row.name, names(row), row.country, country(row.country), row.unlocode ?? '', term('kind', row.kind), row.id,
  ].join(' ');
  return filtered(corridor.places, words, (rows) => dataTable({
    caption: t('tables.places'), captionHidden: true, rows,
    columns: [
      { label: t('tables.place'), head: true, cell: (row) => opener('place', row.id, row.name, open),
        sort: (row) => row.name },
      { label: t('tables.names'), cell: names },
      { label: t('measure.country'), cell: (row) => country(row.country), sort: (row) => country(row.country) },
      { label: t('tables.kind'), cell: (row) => term('kind', row.kind), sort: (row) => row.kind },
      { label: t('place.unlocode'), cell: (row) => row.unlocode, sort: (row) => row.unlocode },
      { label: t('tables.id'), cell: (row) => h('code', null, row.id), sort: (row) => row.id },
    ],
  }));
}

/** @param {Corridor} corridor @param {Open} open */
export function servicesTable(corridor, open) {
  return filtered(corridor.services, (row) => `${row.name} ${term('mode', row.mode)} ${row.operator ?? ''} ${row.id}`,
    (rows) => dataTable({
    caption: t('tables.services'), captionHidden: true, rows,
    columns: [
      { label: t('tables.service'), head: true, cell: (row) => opener('service', row.id, row.name, open),
        sort: (row) => row.name },
      { label: t('measure.mode'), cell: (row) => term('mode', row.mode), sort: (row) => row.mode },
      { label: t('service.perWeek'), numeric: true,
        cell: (row) => (row.departuresPerWeek === null ? '' : number(row.departuresPerWeek)),
        sort: (row) => row.departuresPerWeek },
      { label: t('service.time'), numeric: true,
        cell: (row) => (row.durationMedianSeconds === null ? '' : duration(row.durationMedianSeconds)),
        sort: (row) => row.durationMedianSeconds },
      { label: t('service.price'), numeric: true,
        cell: (row) => (row.price === null ? '' : `${number(row.price)} ${row.currency ?? ''}`),
        sort: (row) => row.price },
      { label: t('tables.status'), cell: (row) => term('status', row.status), sort: (row) => row.status },
      { label: t('tables.active'), cell: (row) => activeText(row.active), sort: (row) => Number(!row.active) },
      { label: t('source.estimate.column'), cell: (row) => saysEstimate(row.basis) && estimateMark() },
    ],
  }));
}

/** Tabs of the four tables. @param {Open} open @returns {import('../tabs.js').Tab[]} */
export function corridorTabs(open) {
  const corridor = data.corridor();
  if (!corridor) return [];
  return [
    { id: 'crossings', label: t('tables.crossings'), make: () => crossingsTable(corridor, open) },
    { id: 'links', label: t('tables.links'), make: () => linksTable(corridor, open) },
    { id: 'services', label: t('tables.services'), make: () => servicesTable(corridor, open) },
    { id: 'places', label: t('tables.places'), make: () => placesTable(corridor, open) },
  ];
}
