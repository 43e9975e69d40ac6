// From the form's state to the planner's request, and from the planner's complaints back to the form's fields.
import { localReading, zonedTime } from './format.js';
import * as data from './data.js';

/** @typedef {import('./types').RequestState} RequestState */
/** @typedef {import('./types').Endpoint} Endpoint */

const POSITION = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/;

/**
 * A position written as «latitude, longitude», or null.
 * @param {string} text
 */
export function readPosition(text) {
  const match = POSITION.exec(text);
  if (!match) return null;
  const latitude = Number(match[1]);
  const longitude = Number(match[2]);
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  return { latitude, longitude };
}

/** @param {string} text @returns {Endpoint} */
function endpoint(text) {
  return readPosition(text) ?? { place: text };
}

/** Time zone of an endpoint: that of the place, or of the nearest one. @param {string} text */
export function zoneOf(text) {
  const position = readPosition(text);
  const place = position ? data.nearestPlace(position.latitude, position.longitude) : data.findPlace(text);
  return place?.timeZone ?? 'UTC';
}

/** The next full hour at a place, as a clock reading. @param {string} from */
export function nextHour(from) {
  const now = Date.parse(data.info().now);
  const next = new Date(Math.ceil(now / 3_600_000) * 3_600_000).toISOString();
  return localReading(next, zoneOf(from));
}

/** @param {number | null} dollars */
function cents(dollars) {
  return dollars === null ? undefined : Math.round(dollars * 100);
}

/** @param {RequestState} form @returns {import('./types').PlanRequest} */
export function planRequest(form) {
  const depart = form.depart || (form.arrive ? '' : nextHour(form.from));
  return {
    from: endpoint(form.from),
    to: endpoint(form.to),
    cargo: {
      unit: form.unit, count: form.count, grossMassKg: form.mass,
      hsCode: form.hs || undefined, unNumber: form.un || undefined, dangerousGoodsClass: form.dg || undefined,
      temperatureControlled: form.temperature, oversize: form.oversize, valueMinor: cents(form.value),
    },
    departAfter: depart ? zonedTime(depart, zoneOf(form.from)) : undefined,
    arriveBy: form.arrive ? zonedTime(form.arrive, zoneOf(form.to)) : undefined,
    constraints: {
      avoidCountries: form.avoidCountries, requireCountries: form.requireCountries,
      avoidModes: form.avoidModes, requireModes: form.requireModes,
      avoidPlaces: form.avoidPlaces, requirePlaces: form.requirePlaces,
      avoidElements: form.avoidElements, maxHandlings: form.handlings ?? undefined,
    },
    valueOfTimeMinorPerHour: cents(form.timeValue),
    twoDrivers: form.twoDrivers,
    tolerance: form.tolerance,
  };
}

/** Last telling part of a JSON pointer to the field of the form that it is about. @type {Record<string, string>} */
const FIELDS = {
  from: 'from', to: 'to', unit: 'unit', count: 'count', grossMassKg: 'mass', hsCode: 'hs', unNumber: 'un',
  dangerousGoodsClass: 'dg', temperatureControlled: 'temperature', oversize: 'oversize', valueMinor: 'value',
  departAfter: 'depart', arriveBy: 'arrive', avoidCountries: 'avoidCountries', requireCountries: 'requireCountries',
  avoidModes: 'avoidModes', requireModes: 'requireModes', avoidPlaces: 'avoidPlaces',
  requirePlaces: 'requirePlaces', avoidElements: 'avoidElements', maxHandlings: 'handlings',
  twoDrivers: 'twoDrivers', valueOfTimeMinorPerHour: 'timeValue', tolerance: 'tolerance',
};

/** The field of the form that a JSON pointer names, or null. @param {string} pointer */
export function fieldOf(pointer) {
  for (const part of pointer.split('/').reverse()) {
    if (part in FIELDS) return FIELDS[part];
  }
  return null;
}

/**
 * A request with constraints of the user's own lifted.
 * @param {RequestState} form
 * @param {string[]} ids JSON pointers into the request, such as /constraints/avoidModes/0
 * @returns {RequestState}
 */
export function relax(form, ids) {
  const next = { ...form };
  for (const id of ids) {
    const [field, index] = id.split('/').filter((part) => part !== '' && part !== 'constraints' && part !== 'request');
    const name = FIELDS[field];
    if (name === 'handlings') next.handlings = null;
    else if (name === 'arrive') next.arrive = '';
    else if (name === 'depart') next.depart = '';
    else if (Array.isArray(/** @type {any} */ (form)[name])) {
      const lifted = /** @type {any} */ (form)[name][Number(index)];
      const rest = /** @type {any} */ (next)[name].filter((/** @type {string} */ item) => item !== lifted);
      /** @type {any} */ (next)[name] = rest;
    }
  }
  return next;
}
