// All itineraries that nothing dominates, in one table.
import { h } from '../dom.js';
import { co2e, duration, localTime, money } from '../format.js';
import { t } from '../i18n.js';
import { badges } from './cards.js';
import { bordersOf, legChain } from './legs.js';
import { dataTable } from './table.js';
import { timeBar, scaleEnd } from './timebar.js';

/** @typedef {import('../types').PlanAnswer} PlanAnswer */
/** @typedef {import('../types').Itinerary} Itinerary */

/** @param {PlanAnswer} answer @param {string} id */
export function reasonsOf(answer, id) {
  const index = answer.itineraries.findIndex((item) => item.id === id);
  return answer.shortList.find((pick) => pick.itinerary === index)?.reasons ?? [];
}

/**
 * @param {PlanAnswer} answer
 * @param {object} options
 * @param {string} options.selected
 * @param {string[]} options.drawn
 * @param {(id: string) => void} options.onSelect
 * @param {(id: string, on: boolean) => void} options.onDraw
 */
export function paretoTable(answer, { selected, drawn, onSelect, onDraw }) {
  const end = scaleEnd(answer.itineraries);
  const drawBox = (/** @type {Itinerary} */ row) => h('input', {
    type: 'checkbox', checked: drawn.includes(row.id), 'aria-label': t('pareto.draw.label'),
    onChange: (/** @type {Event} */ event) => onDraw(row.id, /** @type {HTMLInputElement} */ (event.target).checked),
  });
  /** @type {import('./table.js').Column<Itinerary>[]} */
  const columns = [
    { label: t('pareto.draw'), cell: drawBox },
    {
      label: t('pareto.way'), head: true,
      cell: (row) =>
        [h('button', { type: 'button', class: 'row-button', onClick: () => onSelect(row.id) }, legChain(row)),
        badges(reasonsOf(answer, row.id))],
    },
    { label: t('pareto.time'), cell: (row) => timeBar(row, end) },
    { label: t('measure.arrival'), cell: (row) => localTime(row.arrival), sort: (row) => Date.parse(row.arrival),
      numeric: true },
    { label: t('measure.duration'), cell: (row) => duration(row.durationSeconds), sort: (row) => row.durationSeconds,
      numeric: true },
    {
      label: t('measure.band'), numeric: true, sort: (row) => row.reliability.p90Seconds,
      cell: (row) =>
        t('band.short', { p10: duration(row.reliability.p10Seconds), p90: duration(row.reliability.p90Seconds) }),
    },
    { label: t('measure.cost'), cell: (row) => money(row.costMinor), sort: (row) => row.costMinor, numeric: true },
    { label: t('measure.co2e'), cell: (row) => co2e(row.co2eGrams), sort: (row) => row.co2eGrams, numeric: true },
    { label: t('measure.handlings'), cell: (row) => row.handlings, sort: (row) => row.handlings, numeric: true },
    { label: t('measure.borders'), cell: (row) => bordersOf(row).length, sort: (row) => bordersOf(row).length,
      numeric: true },
  ];
  return dataTable({
    caption: t('pareto.caption', { count: answer.itineraries.length }), columns, rows: answer.itineraries,
    rowProps: (row) => ({ class: row.id === selected ? 'selected' : '', dataset: { itinerary: row.id } }),
  });
}
