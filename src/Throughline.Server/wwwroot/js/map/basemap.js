// Land and boundaries from the shapes file that basemap.json names; an operator may put another one there.
import feature from '../../vendor/topojson-client/feature.js';
import mesh from '../../vendor/topojson-client/mesh.js';
import { country } from '../format.js';

/**
 * @typedef {object} Settings
 * @property {string} shapes file of shapes, TopoJSON
 * @property {string} object name of the object in it
 * @property {string[]} omit areas without a boundary of their own
 * @property {[string, string][]} contested pairs of areas whose boundary is drawn dashed
 * @property {Record<string, [number, number]>} labels where the name of a country stands
 */

/** @typedef {{ land: any, borders: any, contested: any, coast: any, labels: any }} Basemap */

/** @returns {Promise<Basemap>} */
export async function loadBasemap() {
  /** @type {Settings} */
  const settings = await (await fetch('basemap/basemap.json')).json();
  const topology = await (await fetch(settings.shapes)).json();
  const shapes = topology.objects[settings.object];
  const omit = new Set(settings.omit);
  const contested = new Set(settings.contested.map((pair) => pair.toSorted().join('|')));
  const name = (/** @type {any} */ area) => area.properties?.name ?? '';
  const isContested = (/** @type {any} */ a, /** @type {any} */ b) =>
    contested.has([name(a), name(b)].toSorted().join('|'));
  const isBorder = (/** @type {any} */ a, /** @type {any} */ b) => a !== b && !omit.has(name(a)) && !omit.has(name(b));
  const line = (/** @type {any} */ geometry) => ({ type: 'Feature', properties: {}, geometry });
  return {
    land: feature(topology, shapes),
    borders: line(mesh(topology, shapes, (a, b) => isBorder(a, b) && !isContested(a, b))),
    contested: line(mesh(topology, shapes, (a, b) => isBorder(a, b) && isContested(a, b))),
    coast: line(mesh(topology, shapes, (a, b) => a === b)),
    labels: {
      type: 'FeatureCollection',
      features: Object.entries(settings.labels).map(([code, at]) => ({
        type: 'Feature', properties: { name: country(code) }, geometry: { type: 'Point', coordinates: at },
      })),
    },
  };
}
