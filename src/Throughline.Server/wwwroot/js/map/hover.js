// What the pointer says about the thing under it.
import { hours } from '../format.js';
import { t, term } from '../i18n.js';
import * as data from '../data.js';

/** Layers that answer to the pointer, uppermost first. */
export const hitLayers = ['crossings', 'crossing-labels', 'places', 'place-labels', 'links-open',
  'links-building', 'links-planned', 'links-closed'];

/** @param {any} hit */
export function describe(hit) {
  const corridor = data.corridor();
  if (!hit || !corridor) return '';
  const id = hit.properties.id;
  if (hit.source === 'places') return hit.properties.name;
  if (hit.source === 'crossings') {
    const crossing = corridor.crossings.find((row) => row.id === id);
    return crossing ? t('map.tip.crossing', {
      a: crossing.postA, b: crossing.postB, mode: term('mode', crossing.mode),
      ab: hours(crossing.dwellAToB.medianSeconds), ba: hours(crossing.dwellBToA.medianSeconds),
    }) : '';
  }
  const link = corridor.links.find((row) => row.id === id);
  return link ? t('map.tip.link', {
    a: data.placeName(link.from), b: data.placeName(link.to), mode: term('mode', link.mode),
    status: term('status', link.status),
  }) : '';
}
