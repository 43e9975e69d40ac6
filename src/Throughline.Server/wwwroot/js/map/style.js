// The MapLibre style: which layers there are and how they look. No glyphs URL: text is drawn from local fonts.

/** @typedef {import('./palette.js').Palette} Palette */
/** @typedef {any} Expression */

const EMPTY = { type: 'FeatureCollection', features: [] };
const REGULAR = ['system-ui', 'Noto Sans', 'Noto Sans Armenian', 'Noto Sans Georgian'];
const STRONG = ['Console Semibold', 'system-ui', 'Noto Sans', 'Noto Sans Armenian', 'Noto Sans Georgian'];

/** @param {Palette} colours @returns {Expression} */
function modeColour(colours) {
  const modes = ['road', 'rail', 'sea', 'ferry', 'air', 'pipeline'];
  return ['match', ['get', 'mode'], ...modes.flatMap((mode) => [mode, colours[`mode-${mode}`]]), colours['map-label']];
}

/** Rail and road between the same places would hide one another: they are drawn side by side. @type {Expression} */
const OFFSET = ['interpolate', ['linear'], ['zoom'],
  4, ['match', ['get', 'mode'], 'rail', -0.7, 'road', 0.7, 0],
  9, ['match', ['get', 'mode'], 'rail', -2.2, 'road', 2.2, 0]];

/** @param {number} factor @returns {Expression} */
function width(factor) {
  const at = (/** @type {number} */ size) => ['match', ['get', 'mode'],
    'rail', size * 1.25 * factor, 'road', size * factor, 'pipeline', size * 0.6 * factor, size * 0.8 * factor];
  return ['interpolate', ['linear'], ['zoom'], 3, at(0.7), 6, at(1.5), 10, at(3)];
}

/** @param {number} strong @param {number} faint @returns {Expression} */
function activeOpacity(strong, faint) {
  return ['case', ['get', 'active'], strong, faint];
}

/**
 * @param {Palette} colours
 * @param {boolean} focus an itinerary is shown: the network steps back
 */
export function linkPaint(colours, focus) {
  const dim = focus ? 0.4 : 1;
  return {
    'links-open': {
      'line-color': modeColour(colours), 'line-width': width(1), 'line-offset': OFFSET,
      'line-opacity': ['*', dim,
        ['match', ['get', 'mode'], 'air', 0.28, 'pipeline', 0.5, ['case', ['get', 'active'], 0.85, 0.18]]],
    },
    'links-building': {
      'line-color': modeColour(colours), 'line-width': width(1.25), 'line-offset': OFFSET, 'line-dasharray': [5, 1.2],
      'line-opacity': ['*', dim, activeOpacity(1, 0.6)],
    },
    'links-planned': {
      'line-color': modeColour(colours), 'line-width': width(1.25), 'line-offset': OFFSET, 'line-dasharray': [2, 1.4],
      'line-opacity': ['*', dim, activeOpacity(1, 0.55)],
    },
    'links-closed': {
      'line-color': modeColour(colours), 'line-width': width(0.9), 'line-offset': OFFSET, 'line-dasharray': [0.6, 2],
      'line-opacity': ['*', dim, activeOpacity(0.9, 0.45)],
    },
  };
}

/** @param {string[]} modes @param {string[]} statuses @returns {Record<string, Expression>} */
export function linkFilters(modes, statuses) {
  /** @type {Record<string, Expression>} */
  const filters = {};
  for (const status of ['open', 'building', 'planned', 'closed']) {
    filters[`links-${status}`] = ['all', ['==', ['get', 'shown'], status], ['in', ['get', 'mode'], ['literal', modes]],
      statuses.includes(status)];
  }
  return filters;
}

/** @param {Palette} colours */
function routeLayers(colours) {
  const size = (/** @type {number} */ extra) => ['interpolate', ['linear'], ['zoom'],
    3, ['+', ['get', 'width'], extra * 0.5], 9, ['+', ['*', ['get', 'width'], 1.6], extra]];
  return [
    {
      id: 'routes-casing', type: 'line', source: 'routes', layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': colours['map-halo'], 'line-width': size(4), 'line-opacity': 0.9 },
    },
    {
      id: 'routes', type: 'line', source: 'routes', filter: ['!', ['get', 'dashed']],
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': ['get', 'colour'], 'line-width': size(0) },
    },
    {
      id: 'routes-service', type: 'line', source: 'routes', filter: ['get', 'dashed'], layout: { 'line-join': 'round' },
      paint: { 'line-color': ['get', 'colour'], 'line-width': size(0), 'line-dasharray': [1.6, 0.9] },
    },
  ];
}

/** @param {Palette} colours */
function labelLayers(colours) {
  const halo = { 'text-halo-color': colours['map-halo'], 'text-halo-width': 1.4 };
  return [
    {
      id: 'places', type: 'circle', source: 'places', filter: ['<=', ['get', 'minZoom'], ['zoom']],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 3, 1.8, 8, 4], 'circle-color': colours['map-land'],
        'circle-stroke-color': colours['map-place'],
        'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 3, 1, 8, 1.6],
      },
    },
    {
      id: 'stops', type: 'circle', source: 'stops',
      paint: {
        'circle-radius': ['match', ['get', 'kind'], 'border', 4.5, 3.5], 'circle-color': colours['map-land'],
        'circle-stroke-color': ['match', ['get', 'kind'], 'border', colours['part-border'], colours['map-label']],
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'crossings', type: 'symbol', source: 'crossings', minzoom: 3.5,
      layout: {
        'icon-image': ['get', 'icon'], 'icon-allow-overlap': true, 'icon-ignore-placement': false,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 3.5, 0.32, 6, 0.6, 9, 0.9],
        'symbol-sort-key': ['get', 'dwell'],
      },
      paint: { 'icon-opacity': activeOpacity(1, 0.6) },
    },
    {
      id: 'crossing-labels', type: 'symbol', source: 'crossings', minzoom: 6.3,
      layout: {
        'text-field': ['get', 'label'], 'text-font': REGULAR, 'text-size': 10.5, 'text-max-width': 9, 'text-padding': 3,
        'text-variable-anchor': ['top', 'bottom', 'left', 'right'], 'text-radial-offset': 0.9, 'text-justify': 'auto',
      },
      paint: { 'text-color': colours['map-label'], 'text-opacity': activeOpacity(1, 0.75), ...halo },
    },
    {
      id: 'stop-labels', type: 'symbol', source: 'stops',
      layout: {
        'text-field': ['get', 'name'], 'text-font': STRONG, 'text-size': 11.5, 'text-max-width': 9, 'text-padding': 3,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'], 'text-radial-offset': 0.7, 'text-justify': 'auto',
        'symbol-sort-key': ['-', 0, ['get', 'weight']],
      },
      paint: { 'text-color': colours['map-label'], ...halo },
    },
    {
      id: 'place-labels', type: 'symbol', source: 'places', filter: ['<=', ['get', 'minZoom'], ['zoom']],
      layout: {
        'text-field': ['get', 'name'], 'text-font': STRONG, 'text-padding': 4, 'text-max-width': 10,
        'text-size': ['interpolate', ['linear'], ['zoom'], 3, 10.5, 8, 12.5],
        'symbol-sort-key': ['-', 0, ['get', 'weight']],
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'], 'text-radial-offset': 0.55, 'text-justify': 'auto',
      },
      paint: { 'text-color': colours['map-label'], ...halo },
    },
  ];
}

/**
 * @param {Palette} colours
 * @param {import('./basemap.js').Basemap} base
 * @returns {any}
 */
export function buildStyle(colours, base) {
  const line = { 'line-join': 'round' };
  const links = linkPaint(colours, false);
  const source = (/** @type {any} */ data) => ({ type: 'geojson', data });
  return {
    version: 8,
    sources: {
      land: { ...source(base.land), attribution: 'Natural Earth' }, coast: source(base.coast),
      borders: source(base.borders), contested: source(base.contested), countries: source(base.labels),
      links: source(EMPTY), crossings: source(EMPTY), places: source(EMPTY), routes: source(EMPTY),
      stops: source(EMPTY),
      selected: source(EMPTY),
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colours['map-sea'] } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colours['map-land'] } },
      { id: 'coast', type: 'line', source: 'coast', paint: { 'line-color': colours['map-coast'], 'line-width': 0.7 } },
      {
        id: 'borders', type: 'line', source: 'borders', layout: line,
        paint: { 'line-color': colours['map-border'],
          'line-width': ['interpolate', ['linear'], ['zoom'], 3, 0.6, 8, 1.4] },
      },
      {
        id: 'contested', type: 'line', source: 'contested', layout: line,
        paint: {
          'line-color': colours['map-border'], 'line-dasharray': [3, 2.5],
          'line-width': ['interpolate', ['linear'], ['zoom'], 3, 0.7, 8, 1.5],
        },
      },
      {
        id: 'country-labels', type: 'symbol', source: 'countries', maxzoom: 8,
        layout: {
          'text-field': ['get', 'name'], 'text-font': REGULAR, 'text-letter-spacing': 0.14, 'text-max-width': 7,
          'text-transform': 'uppercase', 'text-size': ['interpolate', ['linear'], ['zoom'], 3, 9.5, 7, 15],
        },
        paint: { 'text-color': colours['map-country'], 'text-halo-color': colours['map-land'], 'text-halo-width': 1 },
      },
      { id: 'links-closed', type: 'line', source: 'links', layout: line, paint: links['links-closed'] },
      { id: 'links-open', type: 'line', source: 'links', layout: line, paint: links['links-open'] },
      { id: 'links-building', type: 'line', source: 'links', layout: line, paint: links['links-building'] },
      { id: 'links-planned', type: 'line', source: 'links', layout: line, paint: links['links-planned'] },
      ...routeLayers(colours),
      {
        id: 'selected-line', type: 'line', source: 'selected', filter: ['==', ['geometry-type'], 'LineString'],
        layout: { 'line-cap': 'round' },
        paint: { 'line-color': colours['map-route'], 'line-width': 9, 'line-opacity': 0.35 },
      },
      {
        id: 'selected-point', type: 'circle', source: 'selected', filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-radius': 14, 'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-color': colours['map-route'],
          'circle-stroke-width': 3,
        },
      },
      ...labelLayers(colours),
    ],
  };
}
