// The short list as cards.
import { h, icon } from '../dom.js';
import { co2e, duration, localTime, money, offset, percent } from '../format.js';
import { t } from '../i18n.js';
import { borderText, legChain } from './legs.js';
import { bandBar, bandText, barLegend, scaleEnd, timeBar } from './timebar.js';

/** @typedef {import('../types').PlanAnswer} PlanAnswer */
/** @typedef {import('../types').Itinerary} Itinerary */

/**
 * @typedef {object} CardOptions
 * @property {string} selected id of the itinerary shown in detail
 * @property {(id: string) => void} onSelect
 * @property {(id: string | null) => void} [onHover]
 * @property {(id: string) => string} colourClass
 */

/** @param {string[]} reasons */
export function badges(reasons) {
  return h('ul', { class: 'badges' },
    reasons.map((reason) => h('li', { class: `badge badge-${reason}` }, t(`reason.${reason}`))));
}

/** From departure to arrival, each in its local time. @param {Itinerary} itinerary */
export function journeyTimes(itinerary) {
  return h('p', { class: 'card-times' },
    h('time', { datetime: itinerary.ready }, localTime(itinerary.ready)), h('small', null, offset(itinerary.ready)),
    h('span', { 'aria-hidden': 'true' }, '→'), h('span', { class: 'visually-hidden' }, t('card.to')),
    h('time', { datetime: itinerary.arrival }, localTime(itinerary.arrival)),
    h('small', null, offset(itinerary.arrival)));
}

/**
 * @param {Itinerary} itinerary
 * @param {string[]} reasons
 * @param {number} end
 * @param {CardOptions} options
 */
export function card(itinerary, reasons, end, options) {
  const { id } = itinerary;
  const selected = options.selected === id;
  const late = itinerary.reliability.onTime;
  const element = h('article', {
    class: `card ${selected ? 'selected' : ''}`, dataset: { itinerary: id },
    onMouseEnter: () => options.onHover?.(id), onMouseLeave: () => options.onHover?.(null),
    onClick: (/** @type {MouseEvent} */ event) => {
      // The whole card is a target for the pointer; the button in it is the target for the keyboard.
      if (!(event.target instanceof Element && event.target.closest('button, a, input'))) options.onSelect(id);
    },
  },
  h('div', { class: 'card-head' }, h('span', { class: `series-key ${options.colourClass(id)}`, 'aria-hidden': 'true' }),
    badges(reasons),
    h('strong', { class: 'card-duration', title: t('measure.duration.long') }, duration(itinerary.durationSeconds))),
  legChain(itinerary),
  h('p', { class: 'card-borders' }, borderText(itinerary)),
  timeBar(itinerary, end), bandBar(itinerary, end), h('p', { class: 'card-band' }, bandText(itinerary)),
  journeyTimes(itinerary),
  h('p', { class: 'card-facts' },
    h('span', { class: 'fact-cost' }, money(itinerary.costMinor)),
    h('span', null, t('card.co2e', { mass: co2e(itinerary.co2eGrams) })),
    h('span', null, t('card.handlings', { count: itinerary.handlings })),
    late !== null && late !== undefined && h('span', null, t('card.onTime', { share: percent(late) })),
    h('button', {
      type: 'button', class: 'link-button', 'aria-pressed': String(selected), onClick: () => options.onSelect(id),
    }, t('card.details'), icon('down', { class: 'turn' }))));
  return element;
}

/**
 * @param {PlanAnswer} answer
 * @param {CardOptions} options
 */
export function shortList(answer, options) {
  const picked = answer.shortList.map((pick) => answer.itineraries[pick.itinerary]);
  const end = scaleEnd(picked);
  const heading = h('h2', { class: 'results-title', tabindex: -1, id: 'results-title' },
    t('results.title', { short: picked.length, count: answer.itineraries.length }));
  const cards = answer.shortList.map((pick, i) => card(picked[i], pick.reasons, end, options));
  return h('section', { class: 'short-list', 'aria-labelledby': 'results-title' }, heading,
    ...accessNotes(answer), barLegend(), cards);
}

/** Says where coordinates were taken to the network. @param {PlanAnswer} answer */
function accessNotes(answer) {
  return [answer.from, answer.to].filter((end) => end.accessMetres > 0).map((end) => h('p', { class: 'note' },
    t('results.access', { place: end.name, km: Math.round(end.accessMetres / 1000) })));
}
