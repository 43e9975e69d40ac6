// The time bar: what happens when, on one scale for all itineraries, and under it the band of likely arrivals.
import { h } from '../dom.js';
import { duration } from '../format.js';
import { t } from '../i18n.js';
import { PARTS, piecesOf, splitText } from './legs.js';

/** @typedef {import('../types').Itinerary} Itinerary */

/** The end of the common scale. @param {Itinerary[]} itineraries */
export function scaleEnd(itineraries) {
  const durations = itineraries.map((item) => item.durationSeconds);
  const late = itineraries.map((item) => item.reliability.p90Seconds);
  // One itinerary with a very long tail must not squeeze all bars: its band is cut at the edge instead.
  return Math.max(1, Math.min(Math.max(...late), Math.max(...durations) * 1.25), ...durations);
}

/** @param {Itinerary} itinerary @param {number} end */
export function timeBar(itinerary, end) {
  const pieces = piecesOf(itinerary).map((piece) => h('span', {
    class: `bar-piece part-${piece.part}`,
    title: t('bar.piece', { part: t(`part.${piece.part}`), name: piece.name, time: duration(piece.seconds) }),
    style: { 'flex-grow': piece.seconds },
  }));
  const bar = h('span', { class: 'bar', style: { width: `${(itinerary.durationSeconds / end) * 100}%` } }, pieces);
  return h('div', { class: 'bar-track', role: 'img', 'aria-label': t('bar.label', { parts: splitText(itinerary) }) },
    bar);
}

/** Line from p10 to p90 with a tick at the median. @param {Itinerary} itinerary @param {number} end */
export function bandBar(itinerary, end) {
  const { p10Seconds, p50Seconds, p90Seconds } = itinerary.reliability;
  const at = (/** @type {number} */ seconds) => `${Math.min(100, (seconds / end) * 100)}%`;
  const label = bandText(itinerary);
  return h('div', { class: 'band-track', role: 'img', 'aria-label': label, title: label },
    h('span', {
      class: p90Seconds > end ? 'band band-cut' : 'band',
      style: { left: at(p10Seconds), width: at(Math.min(end, p90Seconds) - p10Seconds) },
    }),
    h('span', { class: 'band-median', style: { left: at(p50Seconds) } }));
}

/** @param {Itinerary} itinerary */
export function bandText(itinerary) {
  const { p10Seconds, p50Seconds, p90Seconds } = itinerary.reliability;
  return t('band.label', { p10: duration(p10Seconds), p50: duration(p50Seconds), p90: duration(p90Seconds) });
}

export function barLegend() {
  return h('ul', { class: 'bar-legend' }, PARTS.map((part) => h('li', null,
    h('span', { class: `bar-key part-${part}`, 'aria-hidden': 'true' }), t(`part.${part}`))),
  h('li', null, h('span', { class: 'band-key', 'aria-hidden': 'true' }), t('band.key')));
}
