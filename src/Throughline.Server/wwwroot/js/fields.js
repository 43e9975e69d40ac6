// The fields of forms. Each knows its element, its value, and how to show what is wrong with it.
import { h, icon, uniqueId } from './dom.js';
import { t } from './i18n.js';

/**
 * @template T
 * @typedef {object} Field
 * @property {HTMLElement} element
 * @property {() => T} get
 * @property {(value: T) => void} set
 * @property {(message: string | null, suggestions?: string[]) => void} error
 */

/**
 * @param {HTMLElement} control
 * @param {string} label
 * @param {{ hint?: string, unit?: string, class?: string }} [options]
 */
function frame(control, label, options = {}) {
  const id = uniqueId('field');
  control.id = id;
  const note = h('p', { class: 'field-error', id: `${id}-error`, hidden: true });
  const hint = options.hint ? h('p', { class: 'field-hint', id: `${id}-hint` }, options.hint) : null;
  control.setAttribute('aria-describedby', `${id}-error${hint ? ` ${id}-hint` : ''}`);
  const box = options.unit
    ? h('span', { class: 'with-unit' }, control, h('span', { class: 'unit' }, options.unit)) : control;
  const element = h('div', { class: `field ${options.class ?? ''}` }, h('label', { for: id }, label), box, hint, note);
  return {
    element, hint,
    /** @param {string | null} message @param {string[]} [suggestions] */
    error(message, suggestions = []) {
      note.hidden = message === null;
      const untold = suggestions.filter((text) => !message?.includes(text));
      note.textContent =
        [message ?? '', untold.length > 0 ? t('field.perhaps', { names: untold.join(', ') }) : ''].join(' ').trim();
      if (message === null) control.removeAttribute('aria-invalid');
      else control.setAttribute('aria-invalid', 'true');
    },
  };
}

/**
 * @param {string} label
 * @param {Record<string, any>} [props]
 * @param {{ hint?: string, unit?: string, class?: string }} [options]
 * @returns {Field<string> & { input: HTMLInputElement, hint: HTMLElement | null }}
 */
export function textField(label, props = {}, options = {}) {
  const input = h('input', { type: 'text', autocomplete: 'off', ...props });
  return { ...frame(input, label, options), input, get: () => input.value.trim(),
    set: (value) => { input.value = value; } };
}

/**
 * @param {string} label
 * @param {Record<string, any>} [props]
 * @param {{ hint?: string, unit?: string, class?: string }} [options]
 * @returns {Field<number | null> & { input: HTMLInputElement }}
 */
export function numberField(label, props = {}, options = {}) {
  const input = h('input', { type: 'number', inputmode: 'decimal', autocomplete: 'off', ...props });
  return {
    ...frame(input, label, options), input,
    get: () => (input.value.trim() === '' || Number.isNaN(input.valueAsNumber) ? null : input.valueAsNumber),
    set: (value) => { input.value = value === null ? '' : String(value); },
  };
}

/**
 * @param {string} label
 * @param {[string, string][]} options value and text
 * @param {() => void} [changed]
 * @param {string} [className]
 * @returns {Field<string> & { select: HTMLSelectElement, setOptions: (options: [string, string][]) => void }}
 */
export function selectField(label, options, changed, className = '') {
  const select = h('select', { onChange: () => changed?.() });
  const setOptions = (/** @type {[string, string][]} */ next) => {
    const value = select.value;
    select.replaceChildren(...next.map(([key, text]) => h('option', { value: key }, text)));
    select.value = value;
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  };
  setOptions(options);
  const framed = frame(select, label, { class: className });
  const textOf = (/** @type {string} */ value) =>
    [...select.options].find((option) => option.value === value)?.text ?? value;
  return {
    ...framed, select, setOptions,
    error: (message, suggestions = []) => framed.error(message, suggestions.map(textOf)),
    get: () => select.value,
    set: (value) => { select.value = value; },
  };
}

/**
 * @param {string} label
 * @param {() => void} [changed]
 * @returns {Field<boolean> & { input: HTMLInputElement }}
 */
export function checkField(label, changed) {
  const input = h('input', { type: 'checkbox', onChange: () => changed?.() });
  const note = h('p', { class: 'field-error', hidden: true });
  return {
    element: h('div', { class: 'field check' }, h('label', null, input, h('span', null, label)), note),
    input,
    get: () => input.checked,
    set: (value) => { input.checked = value; },
    error: (message) => { note.hidden = message === null; note.textContent = message ?? ''; },
  };
}

/**
 * Values picked one by one from a list, shown as chips.
 * @param {string} label
 * @param {(value: string) => string} text
 * @param {() => void} changed
 * @returns {Field<string[]> & { setOptions: (values: string[]) => void }}
 */
export function chipsField(label, text, changed) {
  /** @type {string[]} */
  let values = [];
  /** @type {string[]} */
  let options = [];
  const chips = h('ul', { class: 'chips' });
  const select = h('select', {
    onChange: () => {
      if (select.value) values = [...values, select.value];
      draw();
      changed();
    },
  });
  const base = frame(select, label);
  base.element.append(chips);
  function draw() {
    const free = options.filter((value) => !values.includes(value))
      .sort((a, b) => text(a).localeCompare(text(b)));
    select.replaceChildren(h('option', { value: '' }, t('form.add')),
      ...free.map((value) => h('option', { value }, text(value))));
    chips.replaceChildren(...values.map((value) => h('li', { class: 'chip' }, text(value), h('button', {
      type: 'button', class: 'chip-remove', 'aria-label': t('form.remove', { name: text(value) }),
      onClick: () => { values = values.filter((item) => item !== value); draw(); changed(); },
    }, icon('close')))));
    chips.hidden = values.length === 0;
  }
  draw();
  return {
    ...base, get: () => values,
    set: (next) => { values = [...next]; draw(); },
    setOptions: (next) => { options = next; draw(); },
  };
}

/**
 * Per mode: any, avoid or require. Two lists in one small table of radio buttons.
 * @param {string[]} modes
 * @param {() => void} changed
 * @returns {Field<{ avoid: string[], require: string[] }>}
 */
export function modesField(modes, changed) {
  const choices = ['any', 'avoid', 'require'];
  const name = uniqueId('modes');
  /** @type {Record<string, Record<string, HTMLInputElement>>} */
  const radios = {};
  const rows = modes.map((mode) => {
    radios[mode] = {};
    return h('tr', null, h('th', { scope: 'row' }, icon(mode), ' ', t(`mode.${mode}`)), choices.map((choice) => {
      const radio = h('input', {
        type: 'radio', name: `${name}-${mode}`, value: choice, checked: choice === 'any', onChange: changed,
        'aria-label': `${t(`mode.${mode}`)}: ${t(`form.mode.${choice}`)}`,
      });
      radios[mode][choice] = radio;
      return h('td', null, radio);
    }));
  });
  const note = h('p', { class: 'field-error', hidden: true });
  const head = h('tr', null, h('td'), choices.map((choice) => h('th', { scope: 'col' }, t(`form.mode.${choice}`))));
  const pick = (/** @type {string} */ choice) => modes.filter((mode) => radios[mode][choice].checked);
  return {
    element: h('div', { class: 'field' }, h('table', { class: 'modes-table' },
      h('caption', null, t('form.modes')), h('thead', null, head), h('tbody', null, rows)), note),
    get: () => ({ avoid: pick('avoid'), require: pick('require') }),
    set({ avoid, require }) {
      for (const mode of modes) {
        const choice = avoid.includes(mode) ? 'avoid' : require.includes(mode) ? 'require' : 'any';
        radios[mode][choice].checked = true;
      }
    },
    error: (message) => { note.hidden = message === null; note.textContent = message ?? ''; },
  };
}
