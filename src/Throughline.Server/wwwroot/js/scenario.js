// Choosing what is assumed to exist: a named scenario, another year, switches, and own changes.
import * as data from './data.js';
import { h, icon, uniqueId } from './dom.js';
import { t } from './i18n.js';

/** @typedef {import('./types').ScenarioChoice} ScenarioChoice */

/** The definition behind a choice. @param {ScenarioChoice} choice */
export function definition(choice) {
  const { scenarios } = data.scenarios();
  return scenarios.find((row) => row.id === data.complete(choice).name) ?? scenarios[0];
}

/** A choice in a few words. @param {ScenarioChoice} choice */
export function scenarioLine(choice) {
  const named = definition(choice);
  const switches = choice.switches.map((id) => data.scenarios().switches.find((row) => row.id === id)?.name ?? id);
  const name = named?.name ?? choice.name;
  const year = String(choice.year ?? named?.year ?? '');
  return [name, name.includes(year) ? '' : year, ...switches,
    choice.changes.length > 0 && t('scenario.changes.count', { count: choice.changes.length })].filter(Boolean)
      .join(' · ');
}

/**
 * @param {ScenarioChoice} choice
 * @param {(choice: ScenarioChoice) => void} onChange
 * @param {{ open?: boolean }} [options] open: show the switches at once
 */
export function scenarioPicker(choice, onChange, options = {}) {
  const basics = data.scenarios();
  const named = definition(choice);
  const id = uniqueId('scenario');
  const select = h('select', {
    id: `${id}-name`, value: named?.id,
    // Another scenario brings its own year; switches stay.
    onChange: () => onChange({ ...choice, name: select.value, year: null }),
  }, basics.scenarios.map((row) => h('option', { value: row.id }, row.name)));
  const year = h('input', {
    id: `${id}-year`, type: 'number', min: 2020, max: 2060, step: 1, value: choice.year ?? named?.year ?? '',
    onChange: () => {
      const next = year.valueAsNumber;
      onChange({ ...choice, year: Number.isNaN(next) || next === named?.year ? null : next });
    },
  });
  const switches = basics.switches.map((row) => h('label', { class: 'switch-row' },
    h('input', {
      type: 'checkbox', checked: choice.switches.includes(row.id),
      onChange: (/** @type {Event} */ event) => {
        const on = /** @type {HTMLInputElement} */ (event.target).checked;
        const rest = choice.switches.filter((item) => item !== row.id);
        onChange({ ...choice, switches: on ? [...rest, row.id] : rest });
      },
    }),
    h('span', null, row.name, row.description && h('small', null, row.description))));
  const changes = h('textarea', {
    id: `${id}-changes`, rows: 2, spellcheck: 'false', placeholder: t('scenario.changes.example'),
    value: choice.changes.join('\n'),
    onChange: () =>
      onChange({ ...choice, changes: changes.value.split('\n').map((line) => line.trim()).filter(Boolean) }),
  });
  return h('div', { class: 'scenario-picker' },
    h('div', { class: 'row' },
      h('div', { class: 'field grow' }, h('label', { for: `${id}-name` }, t('scenario.name')), select),
      h('div', { class: 'field narrow' }, h('label', { for: `${id}-year` }, t('scenario.year')), year)),
    named?.description && h('p', { class: 'field-hint' }, named.description),
    switches.length > 0 && h('details', { class: 'more', open: options.open === true || choice.switches.length > 0 },
      h('summary', null, t('scenario.switches'), h('span', { class: 'count' }, choice.switches.length || null)),
      h('div', { class: 'switches', role: 'group', 'aria-label': t('scenario.switches') }, switches)),
    h('details', { class: 'more', open: choice.changes.length > 0 }, h('summary', null, t('scenario.changes')),
      h('div', { class: 'field' }, h('label', { for: `${id}-changes` }, t('scenario.changes.label')), changes,
        h('p', { class: 'field-hint' }, t('scenario.changes.hint')))));
}

/**
 * The scenario in the head of the page: a button that opens the picker.
 * @param {() => ScenarioChoice} get
 * @param {(choice: ScenarioChoice) => void} onChange
 */
export function scenarioButton(get, onChange) {
  const popover =
    h('div', { class: 'scenario-popover', popover: 'auto', id: 'scenario-popover', 'aria-label': t('scenario.title') });
  const text = h('span', { class: 'scenario-text' });
  const button = h('button', { type: 'button', class: 'scenario-button', popovertarget: 'scenario-popover' },
    icon('layers'), h('span', { class: 'visually-hidden' }, t('scenario.title')), text, icon('down'));
  let key = '';
  function sync() {
    const choice = get();
    text.textContent = scenarioLine(choice);
    // The picker is made again only when the choice changed, so that the focus stays where it is while typing.
    if (key === JSON.stringify(choice)) return;
    const inside = popover.contains(document.activeElement) ? focusPath(popover) : -1;
    key = JSON.stringify(choice);
    popover.replaceChildren(h('h2', null, t('scenario.title')), scenarioPicker(choice, onChange, { open: true }));
    if (inside >= 0) /** @type {HTMLElement | undefined} */ (
      popover.querySelectorAll('input,select,textarea')[inside])?.focus();
  }
  return { element: h('div', { class: 'scenario-box' }, button, popover), sync };
}

/** @param {HTMLElement} root */
function focusPath(root) {
  return [...root.querySelectorAll('input,select,textarea')].indexOf(/** @type {any} */ (document.activeElement));
}
