// The corridor map: made once, then told what to show.
import { Map as MapView, Marker, NavigationControl, Popup, ScaleControl, AttributionControl }
  from '../../vendor/maplibre-gl/maplibre-gl.mjs';
import { h } from '../dom.js';
import { t } from '../i18n.js';
import { loadBasemap } from './basemap.js';
import { crossingIcons } from './crossing-icons.js';
import { crossingFeatures, heart, linkFeatures, placeFeatures, pointOf, pointsOf, routeFeatures,
  stopFeatures } from './features.js';
import { bounds, loadSeaways } from './geometry.js';
import { describe, hitLayers } from './hover.js';
import { readPalette } from './palette.js';
import { buildStyle, linkFilters, linkPaint } from './style.js';
import { readPosition } from '../request.js';

/** @typedef {import('./geometry.js').Point} Point */
/** @typedef {{ itinerary: import('../types').Itinerary, colour: string, width: number }} Route */
/**
 * @typedef {object} Actions
 * @property {(kind: string, id: string) => void} showElement
 * @property {(field: 'from' | 'to', value: string) => void} setEndpoint
 */

/** The whole sheet, until the corridor says where it lies. */
const SHEET = /** @type {[Point, Point]} */ ([[-10, 5], [140, 65]]);

/**
 * Says to the page, and to tests, whether the map has drawn everything it was told.
 * @param {'yes' | 'no' | 'none'} value
 */
function mark(value) {
  document.documentElement.dataset.mapReady = value;
}

function locale() {
  const keys = ['NavigationControl.ZoomIn', 'NavigationControl.ZoomOut', 'NavigationControl.ResetBearing',
    'AttributionControl.ToggleAttribution', 'Map.Title', 'Popup.Close', 'Marker.Title',
    'CooperativeGesturesHandler.WindowsHelpText', 'CooperativeGesturesHandler.MacHelpText',
    'CooperativeGesturesHandler.MobileHelpText'];
  return Object.fromEntries(keys.map((key) => [key, t(`maplibre.${key}`)]));
}

export class CorridorMap {
  /**
   * @param {HTMLElement} container
   * @param {import('./basemap.js').Basemap} base
   * @param {Actions} actions
   */
  constructor(container, base, actions) {
    this.actions = actions;
    this.colours = readPalette();
    this.base = base;
    this.focus = false;
    /** @type {Marker[]} */
    this.markers = [];
    this.endpointKey = '';
    this.placed = false;
    /** @type {[string[], string[]]} */
    this.shown = [[], []];
    const narrow = matchMedia('(max-width: 800px)').matches;
    this.view = new MapView({
      container, style: buildStyle(this.colours, base), bounds: SHEET, minZoom: 1.5, maxZoom: 12, locale: locale(),
      attributionControl: false, dragRotate: false, pitchWithRotate: false, renderWorldCopies: false,
      cooperativeGestures: narrow, canvasContextAttributes: { preserveDrawingBuffer: true }, fadeDuration: 0,
    });
    this.view.touchZoomRotate.disableRotation();
    this.view.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    this.view.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-right');
    this.view.addControl(new AttributionControl({ compact: true }), 'bottom-right');
    this.view.on('idle', () => mark('yes'));
    for (const [name, image] of crossingIcons(this.colours)) this.view.addImage(name, image, { pixelRatio: 2 });
    this.loaded = new Promise((resolve) => { this.view.once('load', () => resolve(undefined)); });
    this.popup = new Popup({ closeButton: true, maxWidth: '260px', offset: 8 });
    this.tip = new Popup(
      { closeButton: false, closeOnClick: false, className: 'map-tip', offset: 10, maxWidth: '260px' });
    this.view.on('mousemove', (event) => this.hover(event));
    this.view.on('mouseout', () => this.tip.remove());
    this.view.on('click', (event) => this.click(event));
  }

  /** @param {string} source @param {any} features */
  setData(source, features) {
    mark('no');
    /** @type {any} */ (this.view.getSource(source))?.setData(features);
    this.view.triggerRepaint();
  }

  /** @param {import('../types').Corridor} corridor */
  setCorridor(corridor) {
    if (!this.placed) this.fit(heart(corridor), 0);
    this.placed = true;
    this.setData('links', linkFeatures(corridor));
    this.setData('crossings', crossingFeatures(corridor));
    this.setData('places', placeFeatures(corridor));
  }

  /** @param {string[]} modes @param {string[]} statuses */
  setLayers(modes, statuses) {
    this.shown = [modes, statuses];
    for (const [layer, filter] of Object.entries(linkFilters(modes, statuses))) this.view.setFilter(layer, filter);
    const crossingModes = ['in', ['get', 'mode'], ['literal', modes]];
    this.view.setFilter('crossings', /** @type {any} */ (crossingModes));
    this.view.setFilter('crossing-labels', /** @type {any} */ (crossingModes));
  }

  /**
   * Draws itineraries, the last on top, and moves so that all are in view.
   * @param {Route[]} routes
   * @param {boolean} fit
   */
  setRoutes(routes, fit) {
    const features = routes.flatMap((route) => routeFeatures(route.itinerary, route.colour, route.width));
    this.setData('routes', { type: 'FeatureCollection', features });
    const top = routes[routes.length - 1];
    this.setData('stops', top ? stopFeatures(top.itinerary) : { type: 'FeatureCollection', features: [] });
    if (this.focus !== routes.length > 0) {
      this.focus = routes.length > 0;
      this.paintLinks();
    }
    if (fit) this.fit(pointsOf(features));
  }

  paintLinks() {
    for (const [layer, paint] of Object.entries(linkPaint(this.colours, this.focus))) {
      for (const [name, value] of Object.entries(paint)) this.view.setPaintProperty(layer, name, value);
    }
  }

  /** @param {Point[]} points @param {number} [milliseconds] */
  fit(points, milliseconds = 500) {
    const box = bounds(points);
    if (!box) return;
    mark('no');
    const motion = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : milliseconds;
    // The panel may just have opened: the room is that of now, not of the last frame.
    this.view.resize();
    const room = Math.min(70, this.view.getContainer().clientWidth / 8);
    this.view.fitBounds(box, { padding: room, maxZoom: 8.5, duration: motion });
    this.view.triggerRepaint();
  }

  /** Marks origin and destination. @param {string} from @param {string} to */
  setEndpoints(from, to) {
    const key = `${from}|${to}`;
    if (key === this.endpointKey) return;
    this.endpointKey = key;
    for (const marker of this.markers) marker.remove();
    this.markers = [];
    for (const [value, name] of [[from, 'from'], [to, 'to']]) {
      const position = readPosition(value);
      const at = position ? /** @type {Point} */ ([position.longitude, position.latitude]) : pointOf(value);
      if (!at) continue;
      const element = h('div', { class: `endpoint endpoint-${name}` }, h('span', null, t(`map.endpoint.${name}`)));
      this.markers.push(new Marker({ element, anchor: 'bottom' }).setLngLat(at).addTo(this.view));
    }
  }

  /** Rings or lines around the element shown in the panel. @param {any[]} features @param {boolean} move */
  setSelected(features, move) {
    this.setData('selected', { type: 'FeatureCollection', features });
    if (move && features.length > 0) this.fit(pointsOf(features));
  }

  /** Takes over the colours of the theme in force. */
  applyTheme() {
    this.colours = readPalette();
    const style = buildStyle(this.colours, this.base);
    for (const layer of style.layers) {
      for (const [name, value] of Object.entries(layer.paint)) this.view.setPaintProperty(layer.id, name, value);
    }
    for (const [name, image] of crossingIcons(this.colours)) this.view.updateImage(name, image);
    this.paintLinks();
  }

  /** @param {import('../../vendor/maplibre-gl/maplibre-gl.mjs').MapMouseEvent} event */
  hits(event) {
    const { x, y } = event.point;
    /** @type {[[number, number], [number, number]]} */
    const box = [[x - 4, y - 4], [x + 4, y + 4]];
    return this.view.queryRenderedFeatures(box, { layers: hitLayers });
  }

  /** @param {import('../../vendor/maplibre-gl/maplibre-gl.mjs').MapMouseEvent} event */
  hover(event) {
    const text = describe(this.hits(event)[0]);
    this.view.getCanvas().style.cursor = text ? 'pointer' : '';
    if (!text) this.tip.remove();
    else this.tip.setLngLat(event.lngLat).setDOMContent(h('div', null, text)).addTo(this.view);
  }

  /** @param {import('../../vendor/maplibre-gl/maplibre-gl.mjs').MapMouseEvent} event */
  click(event) {
    this.tip.remove();
    const hit = this.hits(event)[0];
    const kind = hit?.source.replace(/s$/, '') ?? '';
    const id = String(hit?.properties.id ?? '');
    if (kind === 'crossing' || kind === 'link') {
      this.actions.showElement(kind, id);
      return;
    }
    const value = kind === 'place' ? id : `${event.lngLat.lat.toFixed(4)}, ${event.lngLat.lng.toFixed(4)}`;
    const choose = (/** @type {'from' | 'to'} */ field) => h('button', {
      type: 'button', class: 'button small',
      onClick: () => { this.popup.remove(); this.actions.setEndpoint(field, value); },
    }, t(`map.set.${field}`));
    const more = kind === 'place' && h('button', {
      type: 'button', class: 'button small quiet',
      onClick: () => { this.popup.remove(); this.actions.showElement('place', id); },
    }, t('map.details'));
    this.popup.setLngLat(event.lngLat).setDOMContent(h('div', { class: 'map-popup' },
      h('strong', null, kind === 'place' ? String(hit.properties.name) : value),
      h('div', { class: 'row' }, choose('from'), choose('to'), more))).addTo(this.view);
  }
}

/**
 * Makes the map, or returns null where the browser cannot draw one: everything else works without it.
 * @param {HTMLElement} container
 * @param {Actions} actions
 */
export async function createMap(container, actions) {
  try {
    const [base] = await Promise.all([loadBasemap(), loadSeaways()]);
    const map = new CorridorMap(container, base, actions);
    await map.loaded;
    return map;
  } catch (error) {
    console.warn(error);
    container.replaceChildren(h('p', { class: 'map-missing' }, t('map.missing')));
    mark('none');
    return null;
  }
}
