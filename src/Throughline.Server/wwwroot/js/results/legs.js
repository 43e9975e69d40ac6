// An itinerary told shortly: its legs, its borders, its parts by what happens in them.
import { duration, shortName } from '../format.js';
import * as data from '../data.js';
import { h, icon } from '../dom.js';
import { t, term } from '../i18n.js';

/** @typedef {import('../types').Itinerary} Itinerary */
/** @typedef {import('../types').Step} Step */
/** @typedef {{ mode: string, from: string, to: string, metres: number }} Leg */

/** Legs: what one vehicle does from loading to unloading. @param {Itinerary} itinerary @returns {Leg[]} */
export function legsOf(itinerary) {
  /** @type {Leg[]} */
  const legs = [];
  let open = false;
  for (const step of itinerary.steps) {
    if (isKind(step, 'transfer', 'start', 'end')) open = false;
    if (!step.mode || !isKind(step, 'run', 'ride', 'access')) continue;
    const last = legs[legs.length - 1];
    if (open && last?.mode === step.mode && isKind(step, 'run')) {
      last.to = shortName(step.toName);
      last.metres += step.distanceMetres;
    } else {
      legs.push({
        mode: step.mode, from: shortName(step.fromName), to: shortName(step.toName), metres: step.distanceMetres,
      });
    }
    open = isKind(step, 'run');
  }
  return legs;
}

/** @param {Step} step @param {...string} kinds */
export function isKind(step, ...kinds) {
  return kinds.includes(step.kind.toLowerCase());
}

/** Names of the borders in their order, those that a service passes on its way too. @param {Itinerary} itinerary */
export function bordersOf(itinerary) {
  return itinerary.borders.map((border) => {
    const step = itinerary.steps[border.step];
    return { name: border.insideService ? border.name : crossingName(step) };
  });
}

/** Name of a crossing by its posts, as people call it. @param {Step} step */
export function crossingName(step) {
  const crossing = data.corridor()?.crossings.find((row) => row.id === step.elements[0]);
  if (!crossing) return shortName(step.fromName);
  return shortName(crossing.placeA === step.fromPlace ? crossing.postA : crossing.postB);
}

/** @param {Itinerary} itinerary */
export function legChain(itinerary) {
  const legs = legsOf(itinerary);
  return h('ol', { class: 'legs', 'aria-label': legText(itinerary) }, legs.map((leg, i) => h('li', null,
    i === 0 && h('span', { class: 'leg-place' }, leg.from),
    h('span', { class: `leg-mode mode-${leg.mode}`, title: term('mode', leg.mode) },
      icon(leg.mode, { label: term('mode', leg.mode) })),
    h('span', { class: 'leg-place' }, leg.to))));
}

/** @param {Itinerary} itinerary */
export function legText(itinerary) {
  return legsOf(itinerary).map((leg) => t('legs.one', { mode: term('mode', leg.mode), from: leg.from, to: leg.to }))
    .join(', ');
}

/** «3 borders: Red Bridge, …». @param {Itinerary} itinerary */
export function borderText(itinerary) {
  const borders = bordersOf(itinerary);
  if (borders.length === 0) return t('legs.borders.none');
  return t('legs.borders', { count: borders.length, names: borders.map((border) => border.name).join(', ') });
}

export const PARTS = /** @type {const} */ (['moving', 'waiting', 'border', 'handling', 'rest']);
/** @typedef {typeof PARTS[number]} Part */

/** Pieces of an itinerary in time: what happens for how long. @param {Itinerary} itinerary */
export function piecesOf(itinerary) {
  /** @type {{ part: Part, seconds: number, name: string }[]} */
  const pieces = [];
  const add = (/** @type {Part} */ part, /** @type {number} */ seconds, /** @type {string} */ name) => {
    if (seconds <= 0) return;
    const last = pieces[pieces.length - 1];
    if (last && last.part === part && part === 'moving') last.seconds += seconds;
    else pieces.push({ part, seconds, name });
  };
  for (const step of itinerary.steps) {
    if (isKind(step, 'run', 'ride', 'access')) add('moving', step.seconds, term('mode', step.mode));
    else if (isKind(step, 'crossing')) {
      add('waiting', step.closedSeconds, step.fromName);
      add('border', step.seconds - step.closedSeconds, step.fromName);
    } else if (isKind(step, 'wait')) add('waiting', step.seconds, step.fromName);
    else if (isKind(step, 'rest')) add('rest', step.seconds, step.fromName);
    else {
      add('waiting', step.closedSeconds, step.fromName);
      add('handling', step.seconds - step.closedSeconds, step.fromName);
    }
  }
  return pieces;
}

/**
 * The five parts with their seconds, as the answer gives them.
 * @param {Itinerary} itinerary
 * @returns {[Part, number][]}
 */
export function splitOf(itinerary) {
  const { movingSeconds, waitingSeconds, borderSeconds, handlingSeconds, restSeconds } = itinerary.time;
  return [['moving', movingSeconds], ['waiting', waitingSeconds], ['border', borderSeconds],
    ['handling', handlingSeconds], ['rest', restSeconds]];
}

/** @param {Itinerary} itinerary */
export function splitText(itinerary) {
  return splitOf(itinerary).filter(([, seconds]) => seconds > 0)
    .map(([part, seconds]) => `${t(`part.${part}`)} ${duration(seconds)}`).join(', ');
}
