// The legend, which is also where layers are switched.
import { h, icon } from '../dom.js';
import { t } from '../i18n.js';
import { DWELL_HOURS } from './features.js';

const KEY = 'throughline.map-layers';
const MODES = ['rail', 'road', 'sea', 'ferry', 'air', 'pipeline'];
const STATUSES = ['open', 'building', 'planned', 'closed'];
/** What is shown at first: air lines and pipelines would hide the network. */
const FIRST = { modes: ['rail', 'road', 'sea', 'ferry'], statuses: STATUSES };

/** @returns {{ modes: string[], statuses: string[] }} */
function remembered() {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (Array.isArray(value?.modes) && Array.isArray(value?.statuses)) return value;
  } catch {
    // Somebody else's entry: start afresh.
  }
  return FIRST;
}

/** A short piece of line as the map draws it. @param {string} className */
function lineKey(className) {
  return h('span', { class: `legend-line ${className}`, 'aria-hidden': 'true' });
}

/**
 * @param {HTMLElement} root
 * @param {boolean} open
 * @param {(modes: string[], statuses: string[]) => void} onChange
 */
export function createLegend(root, open, onChange) {
  let { modes, statuses } = remembered();
  const change = () => {
    localStorage.setItem(KEY, JSON.stringify({ modes, statuses }));
    onChange(modes, statuses);
  };
  /** @param {string[]} list @param {string} value @param {boolean} on */
  const toggled = (list, value, on) => (on ? [...list, value] : list.filter((item) => item !== value));
  const check =
    (/** @type {boolean} */ checked, /** @type {(on: boolean) => void} */ set,
    /** @type {import('../dom.js').Child[]} */ ...label) =>
    h('label', { class: 'legend-row' }, h('input', {
      type: 'checkbox', checked,
      onChange: (/** @type {Event} */ event) => set(/** @type {HTMLInputElement} */ (event.target).checked),
    }), ...label);
  const modeRows =
    MODES.map((mode) => check(modes.includes(mode), (on) => { modes = toggled(modes, mode, on); change(); },
    lineKey(`line-${mode}`), h('span', null, t(`mode.${mode}`))));
  const statusRows =
    STATUSES.map((status) =>
    check(statuses.includes(status), (on) => { statuses = toggled(statuses, status, on); change(); },
    lineKey(`line-status-${status}`), h('span', null, t(`legend.status.${status}`))));
  const dwell = [...DWELL_HOURS, null]
    .map((limit, i) => h('li', null, h('span', { class: `dwell-key dwell-${i + 1}`, 'aria-hidden': 'true' }),
    limit === null
      ? t('legend.dwell.more', { hours: DWELL_HOURS[DWELL_HOURS.length - 1] })
      : t('legend.dwell.upTo', { hours: limit })));
  const body = h('div', { class: 'legend-body' },
    h('fieldset', null, h('legend', null, t('legend.modes')), modeRows),
    h('fieldset', null, h('legend', null, t('legend.statuses')), statusRows),
    h('div', null, h('p', { class: 'legend-head' }, t('legend.dwell')), h('ul', { class: 'dwell-list' }, dwell,
      h('li', null, h('span', { class: 'dwell-key dwell-0', 'aria-hidden': 'true' }), t('legend.dwell.none'))),
    h('p', { class: 'legend-shape' }, h('span', { class: 'shape-key round', 'aria-hidden': 'true' }),
      t('legend.shape.road'),
      h('span', { class: 'shape-key', 'aria-hidden': 'true' }), t('legend.shape.rail'))),
    h('p', { class: 'legend-row contested' }, lineKey('line-contested'), t('legend.contested')),
    h('p', { class: 'legend-notice' }, t('legend.notice')));
  const box = h('details', { open: open && root.parentElement !== null && root.parentElement.clientHeight > 520 },
    h('summary', null, icon('layers'), t('legend.title')), body);
  root.replaceChildren(box);
  onChange(modes, statuses);
  return box;
}
