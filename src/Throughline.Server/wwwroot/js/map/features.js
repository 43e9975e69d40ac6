// The corridor and itineraries as GeoJSON.
import { number, shortName } from '../format.js';
import { t } from '../i18n.js';
import * as data from '../data.js';
import { wayLine } from './geometry.js';

/** @typedef {import('./geometry.js').Point} Point */
/** @typedef {import('../types').Corridor} Corridor */
/** @typedef {import('../types').Itinerary} Itinerary */

/** How a status is drawn: solid, long dashes, short dashes or faint. @param {string} status */
export function shownAs(status) {
  if (status === 'open') return 'open';
  if (status === 'under-construction') return 'building';
  return status === 'planned' ? 'planned' : 'closed';
}

/** Upper bounds of the dwell classes, in hours. */
export const DWELL_HOURS = [3, 8, 24];

/** @param {import('../types').Crossing} crossing */
function dwellClass(crossing) {
  if (!crossing.active) return 0;
  const hours = Math.max(crossing.dwellAToB.medianSeconds, crossing.dwellBToA.medianSeconds) / 3600;
  const index = DWELL_HOURS.findIndex((limit) => hours <= limit);
  return index < 0 ? 4 : index + 1;
}

/** @param {string} id @returns {Point | null} */
export function pointOf(id) {
  const place = data.findPlace(id);
  return place ? [place.lon, place.lat] : null;
}

/** @param {any} geometry @param {Record<string, any>} properties */
const feature = (geometry, properties) => ({ type: 'Feature', properties, geometry });

/** @param {any[]} features */
const collection = (features) => ({ type: 'FeatureCollection', features });

/** @param {import('../types').Link} link */
export function linkLine(link) {
  const [a, b] = [pointOf(link.from), pointOf(link.to)];
  if (!a || !b) return null;
  // West to east, so that the offset of rail and road falls on the same side whichever way the row was written.
  const line = wayLine(link.mode, a, b);
  return line[0][0] <= line[line.length - 1][0] ? line : line.toReversed();
}

/** @param {Corridor} corridor */
export function linkFeatures(corridor) {
  return collection(corridor.links.flatMap((link) => {
    const line = linkLine(link);
    if (!line) return [];
    const properties = { id: link.id, mode: link.mode, shown: shownAs(link.status), active: link.active };
    return [feature({ type: 'LineString', coordinates: line }, properties)];
  }));
}

/** @param {import('../types').Crossing} crossing @returns {Point | null} */
export function crossingPoint(crossing) {
  const [a, b] = [pointOf(crossing.placeA), pointOf(crossing.placeB)];
  return a && b ? [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] : null;
}

/** @param {Corridor} corridor */
export function crossingFeatures(corridor) {
  const hours = (/** @type {number} */ seconds) => number(seconds / 3600);
  return collection(corridor.crossings.flatMap((crossing) => {
    const at = crossingPoint(crossing);
    if (!at) return [];
    const [ab, ba] = [hours(crossing.dwellAToB.medianSeconds), hours(crossing.dwellBToA.medianSeconds)];
    const dwell = t(ab === ba ? 'map.dwell.same' : 'map.dwell.both', { ab, ba });
    return [feature({ type: 'Point', coordinates: at }, {
      id: crossing.id, mode: crossing.mode, active: crossing.active,
      icon: `${crossing.mode === 'rail' ? 'rail' : 'road'}-${dwellClass(crossing)}`,
      dwell: Math.max(crossing.dwellAToB.medianSeconds, crossing.dwellBToA.medianSeconds),
      label: crossing.active ? dwell : t('map.dwell.inactive'),
    })];
  }));
}

/** @param {Corridor} corridor */
export function placeFeatures(corridor) {
  /** @type {Map<string, number>} */
  const degree = new Map();
  for (const link of corridor.links) {
    for (const end of [link.from, link.to]) degree.set(end, (degree.get(end) ?? 0) + 1);
  }
  const bonus = /** @type {Record<string, number>} */ ({ city: 3, 'sea-port': 3, airport: -3 });
  return collection(corridor.places.map((place) => {
    const weight = (degree.get(place.id) ?? 0) + (bonus[place.kind] ?? 0);
    const minZoom = weight >= 11 ? 3 : weight >= 8 ? 4 : weight >= 6 ? 5 : weight >= 4 ? 6 : 7;
    return feature({ type: 'Point', coordinates: [place.lon, place.lat] },
      { id: place.id, name: shortName(place.name), kind: place.kind, weight, minZoom });
  }));
}

/**
 * Where the corridor is densest in borders: the middle of its open crossings, so that the first view shows where the
 * questions are rather than half a continent.
 * @param {Corridor} corridor
 * @returns {Point[]}
 */
export function heart(corridor) {
  const points = corridor.crossings.filter((row) => row.active).map(crossingPoint).filter((point) => point !== null);
  if (points.length < 4) return corridor.places.map((place) => [place.lon, place.lat]);
  const middle = (/** @type {number} */ axis) => points.map((point) => point[axis]).sort((a, b) => a - b);
  const at = (/** @type {number[]} */ sorted, /** @type {number} */ share) =>
    sorted[Math.round((sorted.length - 1) * share)];
  const [lon, lat] = [middle(0), middle(1)];
  return [[at(lon, 0.22), at(lat, 0.12)], [at(lon, 0.68), at(lat, 0.7)]];
}

/**
 * Lines of one itinerary.
 * @param {Itinerary} itinerary
 * @param {string} colour
 * @param {number} width
 */
export function routeFeatures(itinerary, colour, width) {
  const features = [];
  for (const step of itinerary.steps) {
    if (!step.mode) continue;
    const path = step.path.length > 1 ? step.path : step.fromPlace !== step.toPlace
      ? [step.fromPlace, step.toPlace] : [];
    /** @type {Point[]} */
    const line = [];
    for (let i = 1; i < path.length; i += 1) {
      const [a, b] = [pointOf(path[i - 1]), pointOf(path[i])];
      if (a && b) line.push(...wayLine(step.mode, a, b));
    }
    if (line.length > 1) {
      const dashed = step.mode === 'sea' || step.mode === 'ferry' || step.mode === 'air';
      features.push(feature({ type: 'LineString', coordinates: line }, { colour, width, dashed, id: itinerary.id }));
    }
  }
  return features;
}

/**
 * Where something happens on an itinerary: its ends, borders and transfers, named whatever the zoom.
 * @param {Itinerary} itinerary
 */
export function stopFeatures(itinerary) {
  /** @type {Map<string, any>} */
  const stops = new Map();
  for (const step of itinerary.steps) {
    const kind = step.kind.toLowerCase();
    if (!['start', 'end', 'crossing', 'transfer', 'wait'].includes(kind)) continue;
    const at = pointOf(step.fromPlace);
    if (!at || stops.has(step.fromPlace)) continue;
    const weight = kind === 'crossing' ? 2 : kind === 'transfer' ? 1 : 0;
    stops.set(step.fromPlace, feature({ type: 'Point', coordinates: at },
      { name: shortName(step.fromName), kind: kind === 'crossing' ? 'border' : 'stop', weight }));
  }
  return collection([...stops.values()]);
}

/** @param {any[]} features @returns {Point[]} */
export function pointsOf(features) {
  return features.flatMap((item) => (item.geometry.type === 'Point'
    ? [item.geometry.coordinates] : item.geometry.coordinates));
}
