// The panel at the side: an itinerary in full, or an element of the corridor.
import { byId, fill, h, iconButton } from '../dom.js';
import { t } from '../i18n.js';
import { elementPage } from './elements.js';

const root = () => byId('panel');
/** What had the focus before the panel opened. @type {Element | null} */
let opener = null;

/** @param {boolean} focus */
export function openPanel(focus) {
  if (root().hidden) opener = document.activeElement;
  root().hidden = false;
  document.body.dataset.panel = 'open';
  if (focus) root().querySelector('h2')?.focus({ preventScroll: true });
  root().scrollTop = 0;
}

export function closePanel() {
  if (root().hidden) return;
  root().hidden = true;
  root().replaceChildren();
  delete document.body.dataset.panel;
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
  opener = null;
}

/**
 * @param {string} key kind:id
 * @param {object} actions
 * @param {() => void} actions.onClose
 * @param {((id: string) => void) | null} actions.onAvoid
 * @param {((field: 'from' | 'to', value: string) => void)} actions.onEndpoint
 * @returns {any[] | null} what to mark on the map, or null where there is no such element
 */
export function showElement(key, { onClose, onAvoid, onEndpoint }) {
  const page = elementPage(key);
  if (!page) return null;
  const [kind] = key.split(':');
  const id = key.slice(kind.length + 1);
  const endpoint = (/** @type {'from' | 'to'} */ field) =>
    h('button', { type: 'button', class: 'button small', onClick: () => onEndpoint(field, id) }, t(`map.set.${field}`));
  fill(root(),
    h('div', { class: 'panel-head' },
    h('div', null, h('p', { class: 'panel-kind' }, page.kind), h('h2', { tabindex: -1 }, page.title)),
    iconButton('close', 'panel.close', onClose)),
  h('div', { class: 'panel-body', dataset: { element: key } }, page.body,
    h('div', { class: 'row panel-actions' },
      kind === 'place' && [endpoint('from'), endpoint('to')],
      kind !== 'place' && onAvoid
        && h('button', { type: 'button', class: 'button small', onClick: () => onAvoid(id) }, t('element.avoid')))));
  return page.features;
}
