// Choosing a place by its name in any script, by a code, or by coordinates: an ARIA combobox.
import * as api from './api.js';
import * as data from './data.js';
import { h, icon, uniqueId } from './dom.js';
import { country } from './format.js';
import { t, term } from './i18n.js';
import { readPosition } from './request.js';

/** @typedef {{ value: string, title: string, detail: string, extra: string }} Option */

/** @param {import('./types').PlaceMatch} place @returns {Option} */
function placeOption(place) {
  const extra = place.matched && place.matched !== place.name ? place.matched : '';
  const detail = [country(place.country), term('kind', place.kind), place.unlocode].filter(Boolean).join(' · ');
  return { value: place.id, title: place.name, detail, extra };
}

/** What the field shows for a value. @param {string} value */
export function placeText(value) {
  return readPosition(value) ? value : data.findPlace(value)?.name ?? value;
}

/**
 * @param {object} options
 * @param {string} options.label text of the label
 * @param {string} [options.placeholder]
 * @param {(value: string) => void} options.onChange a place id, «latitude, longitude», or the text as typed
 * @param {boolean} [options.clearOnChoose] for fields that collect several places
 */
export function placeField({ label, placeholder, onChange, clearOnChoose = false }) {
  const id = uniqueId('place');
  const listId = `${id}-list`;
  const errorId = `${id}-error`;
  /** @type {Option[]} */
  let options = [];
  let active = -1;
  let value = '';
  /** @type {number | undefined} */
  let timer;

  const list = h('ul', { id: listId, role: 'listbox', class: 'combo-list', 'aria-label': label, hidden: true });
  const input = h('input', {
    id, type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false', placeholder,
    'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': listId, 'aria-describedby': errorId,
  });
  const note = h('p', { class: 'field-error', id: errorId, hidden: true });
  const element = h('div', { class: 'field combo' }, h('label', { for: id }, label), input, list, note);

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  /** @param {string} next */
  function choose(next) {
    value = next;
    input.value = clearOnChoose ? '' : placeText(next);
    error(null);
    close();
    onChange(next);
  }

  /** @param {number} index */
  function activate(index) {
    active = index;
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === active)));
    const item = list.children[active];
    if (item) {
      input.setAttribute('aria-activedescendant', item.id);
      item.scrollIntoView({ block: 'nearest' });
    }
  }

  /** @param {Option[]} found */
  function show(found) {
    options = found;
    active = -1;
    list.replaceChildren(...found.map((option, i) => h('li', {
      id: `${listId}-${i}`, role: 'option', 'aria-selected': 'false',
      // Before the field loses the focus, which would close the list.
      onMouseDown: (/** @type {MouseEvent} */ event) => { event.preventDefault(); choose(option.value); },
    }, h('span', { class: 'combo-title' }, option.title,
      option.extra && h('span', { class: 'combo-match' }, option.extra)),
    h('span', { class: 'combo-detail' }, option.detail))));
    if (found.length === 0) list.replaceChildren(h('li', { class: 'combo-empty' }, t('search.none')));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    if (found.length > 0) activate(0);
  }

  async function search() {
    const text = input.value.trim();
    if (text === '') return close();
    const position = readPosition(text);
    if (position) {
      const near = data.nearestPlace(position.latitude, position.longitude);
      const detail = near ? t('search.near', { place: near.name }) : '';
      return show([{ value: `${position.latitude}, ${position.longitude}`, title: text, detail, extra: '' }]);
    }
    try {
      const found = await api.findPlaces(id, text);
      if (document.activeElement === input && input.value.trim() === text) show(found.map(placeOption));
    } catch (failure) {
      if (!api.isCancelled(failure)) close();
    }
  }

  /** @param {KeyboardEvent} event */
  function key(event) {
    const open = !list.hidden && options.length > 0;
    if (event.key === 'ArrowDown' && !open) search();
    else if (event.key === 'ArrowDown') activate((active + 1) % options.length);
    else if (event.key === 'ArrowUp' && open) activate((active - 1 + options.length) % options.length);
    else if (event.key === 'Enter' && open && active >= 0) choose(options[active].value);
    else if (event.key === 'Escape' && open) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function leave() {
    close();
    const text = input.value.trim();
    if (clearOnChoose) input.value = '';
    else if (text !== placeText(value)) {
      // Taken as it is: the server answers an unknown name with suggestions, shown under the field.
      const position = readPosition(text);
      value = position ? `${position.latitude}, ${position.longitude}` : exact(text);
      if (value !== text && !position) input.value = placeText(value);
      onChange(value);
    }
  }

  /** The place whose name was typed in full, or the text. @param {string} text */
  function exact(text) {
    const folded = text.toLocaleLowerCase();
    return options.find((option) => [option.title, option.extra].some((name) => name.toLocaleLowerCase() === folded))
      ?.value ?? text;
  }

  /** @param {string | null} message @param {string[]} [suggestions] */
  function error(message, suggestions = []) {
    note.hidden = message === null;
    if (message === null) input.removeAttribute('aria-invalid');
    else input.setAttribute('aria-invalid', 'true');
    note.replaceChildren(message ?? '', ...suggestions.slice(0, 5).map((suggestion) => h('button', {
      type: 'button', class: 'suggestion', onClick: () => choose(suggestion),
    }, placeText(suggestion))));
  }

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(search, 120);
  });
  input.addEventListener('keydown', key);
  input.addEventListener('focus', () => input.select());
  input.addEventListener('blur', leave);

  return {
    element, input, error,
    get: () => value,
    /** @param {string} next */
    set(next) {
      value = next;
      if (document.activeElement !== input) input.value = placeText(next);
    },
  };
}

/** @param {string} side */
export function endpointSign(side) {
  return h('span', { class: `endpoint-sign endpoint-sign-${side}`, 'aria-hidden': 'true' }, t(`map.endpoint.${side}`));
}

/** Several places, each a chip that can be taken away. @param {string} label @param {() => void} changed */
export function placeChips(label, changed) {
  /** @type {string[]} */
  let values = [];
  const chips = h('ul', { class: 'chips' });
  const field = placeField({
    label, placeholder: t('form.place.add'), clearOnChoose: true,
    onChange: (value) => {
      if (value && !values.includes(value)) values = [...values, value];
      draw();
      changed();
    },
  });
  function draw() {
    chips.replaceChildren(...values.map((value) => h('li', { class: 'chip' }, placeText(value), h('button', {
      type: 'button', class: 'chip-remove', 'aria-label': t('form.remove', { name: placeText(value) }),
      onClick: () => { values = values.filter((item) => item !== value); draw(); changed(); },
    }, icon('close')))));
    chips.hidden = values.length === 0;
  }
  field.element.append(chips);
  draw();
  return {
    element: field.element, error: field.error,
    get: () => values,
    /** @param {string[]} next */
    set(next) { values = [...next]; draw(); },
  };
}
