// Tabs by the ARIA pattern: arrows move, the panel is made when it is first shown.
import { h, uniqueId } from './dom.js';

/** @typedef {{ id: string, label: string, make: () => Node, tools?: () => import('./dom.js').Child }} Tab */

/**
 * @param {object} options
 * @param {string} options.label
 * @param {Tab[]} options.tabs
 * @param {string} options.active id of the tab shown first
 * @param {(id: string) => void} options.onChange
 * @param {import('./dom.js').Child} [options.end] what stands at the end of the tab row
 */
export function tabs({ label, tabs: list, active, onChange, end }) {
  const id = uniqueId('tabs');
  const panel = h('div', { class: 'tab-panel', role: 'tabpanel', id: `${id}-panel`, tabindex: -1 });
  const tools = h('span', { class: 'tab-tools' });
  const buttons = list.map((tab) => h('button', {
    type: 'button', role: 'tab', id: `${id}-${tab.id}`, 'aria-controls': panel.id, dataset: { tab: tab.id },
    onClick: () => { show(tab.id); onChange(tab.id); },
  }, tab.label));
  const row = h('div', { class: 'tab-row', role: 'tablist', 'aria-label': label }, buttons);
  row.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = buttons.indexOf(/** @type {any} */ (document.activeElement));
    const next = buttons[(at + step + buttons.length) % buttons.length];
    next.focus();
    next.click();
    event.preventDefault();
  });

  /** @param {string} name */
  function show(name) {
    const tab = list.find((item) => item.id === name) ?? list[0];
    buttons.forEach((button, i) => {
      const on = list[i] === tab;
      button.setAttribute('aria-selected', String(on));
      button.tabIndex = on ? 0 : -1;
    });
    panel.setAttribute('aria-labelledby', `${id}-${tab.id}`);
    panel.replaceChildren(tab.make());
    const extra = tab.tools?.();
    tools.replaceChildren(...(extra instanceof Node ? [extra] : []));
  }

  show(active);
  return h('div', { class: 'tabs' }, h('div', { class: 'tab-head' }, row, tools, end), panel);
}
