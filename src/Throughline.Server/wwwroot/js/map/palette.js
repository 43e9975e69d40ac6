// Colours for canvas and WebGL from the custom properties of the style sheet, so that there is one place for them.

const NAMES = [
  'map-sea', 'map-land', 'map-coast', 'map-border', 'map-country', 'map-label', 'map-halo', 'map-place', 'map-route',
  'mode-road', 'mode-rail', 'mode-sea', 'mode-ferry', 'mode-air', 'mode-pipeline', 'dwell-0', 'dwell-1', 'dwell-2',
  'dwell-3', 'dwell-4', 'series-0', 'series-1', 'series-2', 'series-3', 'series-4', 'series-5',
];

/** @typedef {Record<string, string>} Palette */

/** The colours as the browser computes them under the theme in force. @returns {Palette} */
export function readPalette() {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  /** @type {Palette} */
  const palette = {};
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    palette[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return palette;
}
