// Which itineraries are drawn together, and in which colour.
import { t } from '../i18n.js';
import { legText } from '../results/legs.js';

/** @typedef {import('../types').PlanAnswer} PlanAnswer */
/** @typedef {import('../charts/distance-diagram.js').Drawn} Drawn */

export const COLOURS = 6;

/** Ids in the order of their colours: the short list, then the rest. @param {PlanAnswer} answer */
function order(answer) {
  const picked = answer.shortList.map((pick) => answer.itineraries[pick.itinerary].id);
  return [...picked, ...answer.itineraries.map((item) => item.id).filter((id) => !picked.includes(id))];
}

/** @param {PlanAnswer} answer @param {string} id */
export function colourOf(answer, id) {
  return Math.max(0, order(answer).indexOf(id)) % COLOURS;
}

/**
 * Ids drawn: those chosen, else the first three of the short list.
 * @param {PlanAnswer} answer
 * @param {string[]} chosen
 */
export function drawnIds(answer, chosen) {
  const known = chosen.filter((id) => answer.itineraries.some((item) => item.id === id));
  return known.length > 0 ? known : order(answer).slice(0, Math.min(3, answer.shortList.length));
}

/** A name for a line in a chart: its reason, or its way. @param {PlanAnswer} answer @param {string} id */
export function lineName(answer, id) {
  const index = answer.itineraries.findIndex((item) => item.id === id);
  const reasons = answer.shortList.find((pick) => pick.itinerary === index)?.reasons ?? [];
  return reasons.length > 0 ? t(`reason.${reasons[0]}`) : legText(answer.itineraries[index]);
}

/** @param {PlanAnswer} answer @param {string[]} chosen @returns {Drawn[]} */
export function drawnSeries(answer, chosen) {
  return drawnIds(answer, chosen).flatMap((id) => {
    const itinerary = answer.itineraries.find((item) => item.id === id);
    return itinerary ? [{ itinerary, name: lineName(answer, id), colour: colourOf(answer, id) }] : [];
  });
}
