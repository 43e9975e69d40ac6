// What the server told us once: its name and clock, the scenarios, and the corridor under the chosen scenario.
import * as api from './api.js';

/** @typedef {import('./types').Place} Place */
/** @typedef {import('./types').Corridor} Corridor */

/** @type {import('./types').Info} */
let currentInfo;
/** @type {import('./types').Scenarios} */
let currentScenarios;
/** @type {Corridor | null} */
let currentCorridor = null;
let corridorKey = '';
/** @type {Map<string, Place>} */
let places = new Map();
/** @type {((corridor: Corridor) => void)[]} */
const listeners = [];

export async function loadBasics() {
  [currentInfo, currentScenarios] = await Promise.all([api.getInfo(), api.getScenarios()]);
}

export const info = () => currentInfo;
export const scenarios = () => currentScenarios;
export const corridor = () => currentCorridor;

/** @param {(corridor: Corridor) => void} listener */
export function onCorridor(listener) {
  listeners.push(listener);
}

/** A choice with the default scenario where it names none. @param {import('./types').ScenarioChoice} choice */
export function complete(choice) {
  return { ...choice, name: choice.name || currentScenarios.default };
}

/** Loads the corridor of a scenario, unless it is the one we have. @param {import('./types').ScenarioChoice} choice */
export async function loadCorridor(choice) {
  const full = complete(choice);
  const key = JSON.stringify(full);
  if (key === corridorKey) return;
  corridorKey = key;
  try {
    const loaded = await api.getCorridor(full);
    currentCorridor = loaded;
    places = new Map(loaded.places.map((place) => [place.id, place]));
    for (const listener of listeners) listener(loaded);
  } catch (error) {
    if (!api.isCancelled(error)) corridorKey = '';
    throw error;
  }
}

/** @param {string} id */
export const findPlace = (id) => places.get(id) ?? null;

/** Name of a place, or its id where it is unknown. @param {string} id */
export const placeName = (id) => places.get(id)?.name ?? id;

/**
 * @param {number} latitude
 * @param {number} longitude
 */
export function nearestPlace(latitude, longitude) {
  let best = null;
  let bestDistance = Infinity;
  const shrink = Math.cos((latitude * Math.PI) / 180);
  for (const place of places.values()) {
    const distance = (place.lat - latitude) ** 2 + ((place.lon - longitude) * shrink) ** 2;
    if (distance < bestDistance) [best, bestDistance] = [place, distance];
  }
  return best;
}

/** Countries that have a place, sorted by code. */
export function countries() {
  return [...new Set([...places.values()].map((place) => place.country))].sort();
}
