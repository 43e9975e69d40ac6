// The request form: built once, filled from the address, sent by writing the address.
import * as data from './data.js';
import { h, icon, iconButton } from './dom.js';
import { checkField, chipsField, modesField, numberField, selectField, textField } from './fields.js';
import { country, localDate, number } from './format.js';
import { t, term } from './i18n.js';
import { fieldOf, nextHour, zoneOf } from './request.js';
import { endpointSign, placeChips, placeField, placeText } from './search.js';
import { emptyRequest, MODES } from './state.js';

/** @typedef {import('./types').RequestState} RequestState */

const DG_CLASSES = ['1', '2.1', '2.2', '2.3', '3', '4.1', '4.2', '4.3', '5.1', '5.2', '6.1', '6.2', '7', '8', '9'];

function buildFields() {
  const later = () => {};
  const from = placeField({ label: t('form.from'), placeholder: t('form.place.hint'), onChange: () => dates() });
  const to = placeField({ label: t('form.to'), placeholder: t('form.place.hint'), onChange: () => dates() });
  const unit = selectField(t('form.unit'), [], later, 'grow');
  const count = numberField(t('form.count'), { min: 1, max: 1000, step: 1, required: true }, { class: 'few' });
  const mass = numberField(t('form.mass'), { min: 1, max: 10_000_000, step: 1, required: true }, { unit: 'kg' });
  const depart = textField(t('form.depart'), { type: 'datetime-local' }, { hint: ' ' });
  const arrive = textField(t('form.arrive'), { type: 'datetime-local' }, { hint: ' ' });
  const hs = textField(t('form.hs'), { pattern: '[0-9]{2,10}', inputmode: 'numeric', placeholder: t('form.hs.hint') });
  const un = textField(t('form.un'), { pattern: '[0-9]{4}', inputmode: 'numeric', placeholder: t('form.un.hint') });
  /** @type {[string, string][]} */
  const classes = [['', t('form.none')], ...DG_CLASSES.map((id) => /** @type {[string, string]} */ ([id, id]))];
  const dg = selectField(t('form.dg'), classes, later);
  const temperature = checkField(t('form.temperature'));
  const oversize = checkField(t('form.oversize'));
  const value = numberField(t('form.value'), { min: 0, step: 'any' }, { unit: 'USD' });
  const avoidCountries = chipsField(t('form.avoidCountries'), country, later);
  const requireCountries = chipsField(t('form.requireCountries'), country, later);
  const modes = modesField(MODES, later);
  const avoidPlaces = placeChips(t('form.avoidPlaces'), later);
  const requirePlaces = placeChips(t('form.requirePlaces'), later);
  const avoidElements = chipsField(t('form.avoidElements'), (id) => id, later);
  const handlings =
    numberField(t('form.handlings'), { min: 0, max: 20, step: 1, placeholder: t('form.handlings.any') });
  const twoDrivers = checkField(t('form.twoDrivers'));
  const timeValue = numberField(t('form.timeValue'), { min: 0, step: 'any' }, { unit: t('form.timeValue.unit') });
  const tolerance =
    numberField(t('form.tolerance'), { min: 0, max: 50, step: 1 }, { unit: '%', hint: t('form.tolerance.hint') });

  /** Says in whose local time the two dates are meant. */
  function dates() {
    for (const [field, end] of /** @type {const} */ ([[depart, from], [arrive, to]])) {
      const place = placeText(end.get());
      if (field.hint) field.hint.textContent = end.get()
        ? t('form.localTime', { place, zone: zoneOf(end.get()) }) : t('form.localTime.unknown');
    }
    if (!depart.get() && !arrive.get() && from.get()) depart.set(nextHour(from.get()));
  }
  return {
    from, to, unit, count, mass, depart, arrive, hs, un, dg, temperature, oversize, value, avoidCountries,
    requireCountries, modes, avoidPlaces, requirePlaces, avoidElements, handlings, twoDrivers, timeValue, tolerance,
    dates,
  };
}

/** @param {RequestState} request */
function countGoods(request) {
  return [request.hs, request.un, request.dg, request.temperature, request.oversize, request.value].filter(Boolean)
    .length;
}

/** @param {RequestState} request */
function countLimits(request) {
  const lists = request.avoidCountries.length + request.requireCountries.length + request.avoidModes.length
    + request.requireModes.length + request.avoidPlaces.length + request.requirePlaces.length
    + request.avoidElements.length;
  return lists + [request.handlings, request.twoDrivers, request.timeValue, request.tolerance]
    .filter((item) => item !== null && item !== false && item !== 0).length;
}

/** The request in one line. @param {RequestState} request */
export function requestLine(request) {
  const unit = data.scenarios().loadUnits.find((row) => row.id === request.unit);
  const limits = countLimits(request) + countGoods(request);
  const when = request.arrive ? t('form.line.arrive', { date: localDate(request.arrive) })
    : request.depart ? t('form.line.depart', { date: localDate(request.depart) }) : '';
  return [
    t('form.line.unit',
      { count: number(request.count),
      unit: term('unit.load', request.unit) === request.unit ? unit?.name
      ?? request.unit : term('unit.load', request.unit) }),
    t('unit.tonne.plain', { n: number(request.mass / 1000) }), when,
    limits > 0 && t('form.line.limits', { count: limits }),
  ].filter(Boolean).join(' · ');
}

/**
 * @param {HTMLElement} root
 * @param {(request: RequestState) => void} submit
 */
export function createRequestForm(root, submit) {
  const fields = buildFields();
  const goodsCount = h('span', { class: 'count' });
  const limitsCount = h('span', { class: 'count' });
  const goods = h('details', { class: 'more' }, h('summary', null, t('form.goods'), goodsCount),
    h('div', { class: 'more-body' },
      h('div', { class: 'row' }, fields.hs.element, fields.un.element, fields.dg.element),
      h('div', { class: 'row' }, fields.value.element,
        h('div', { class: 'stack' }, fields.temperature.element, fields.oversize.element))));
  const limits = h('details', { class: 'more' }, h('summary', null, t('form.limits'), limitsCount),
    h('div', { class: 'more-body' }, fields.modes.element,
      h('div', { class: 'row' }, fields.avoidCountries.element, fields.requireCountries.element),
      h('div', { class: 'row' }, fields.avoidPlaces.element, fields.requirePlaces.element),
      fields.avoidElements.element,
      h('div', { class: 'row' }, fields.handlings.element, fields.timeValue.element, fields.tolerance.element),
      fields.twoDrivers.element));
  const swap = iconButton('swap', 'form.swap', () => {
    const [a, b] = [fields.from.get(), fields.to.get()];
    fields.from.set(b);
    fields.to.set(a);
    fields.dates();
  }, { class: 'icon-button swap' });
  const general = h('p', { class: 'form-error', role: 'alert', hidden: true });
  const button = h('button', { type: 'submit', class: 'button primary' }, t('form.submit'));
  const form = h('form', { class: 'request-form', novalidate: true, 'aria-label': t('form.title') },
    h('div', { class: 'endpoints' },
      h('div', { class: 'endpoint-row' }, endpointSign('from'), fields.from.element),
      h('div', { class: 'endpoint-row' }, endpointSign('to'), fields.to.element), swap),
    h('div', { class: 'row' }, fields.unit.element, fields.count.element, fields.mass.element),
    h('div', { class: 'row' }, fields.depart.element, fields.arrive.element),
    goods, limits, general, h('div', { class: 'form-foot' }, button));
  const line = h('p', { class: 'request-line' });
  const ends = h('p', { class: 'request-ends' });
  const summary = h('div', { class: 'request-summary', hidden: true }, h('div', null, ends, line),
    h('button', { type: 'button', class: 'button small', onClick: () => { fold(false); fields.from.input.focus(); } },
      icon('edit'), t('form.edit')));
  root.replaceChildren(summary, form);

  /** @param {boolean} closed */
  function fold(closed) {
    summary.hidden = !closed;
    form.hidden = closed;
  }

  /** @returns {RequestState} */
  function readForm() {
    const empty = emptyRequest();
    const { avoid, require } = fields.modes.get();
    return {
      from: fields.from.get(), to: fields.to.get(), unit: fields.unit.get(), count: fields.count.get() ?? 0,
      mass: fields.mass.get() ?? 0, hs: fields.hs.get(), un: fields.un.get(), dg: fields.dg.get(),
      temperature: fields.temperature.get(), oversize: fields.oversize.get(), value: fields.value.get(),
      depart: fields.depart.get(), arrive: fields.arrive.get(), avoidCountries: fields.avoidCountries.get(),
      requireCountries: fields.requireCountries.get(), avoidModes: avoid, requireModes: require,
      avoidPlaces: fields.avoidPlaces.get(), requirePlaces: fields.requirePlaces.get(),
      avoidElements: fields.avoidElements.get(), handlings: fields.handlings.get(),
      twoDrivers: fields.twoDrivers.get(), timeValue: fields.timeValue.get(),
      tolerance: (fields.tolerance.get() ?? empty.tolerance * 100) / 100,
    };
  }

  function clearErrors() {
    for (const field of Object.values(fields)) if (typeof field === 'object') field.error(null);
    general.hidden = true;
  }

  /** @param {import('./types').ProblemDetails} problem */
  function showProblem(problem) {
    clearErrors();
    const rest = [];
    /** @type {string | null} */
    let first = null;
    for (const { pointer, message, suggestions } of problem.errors ?? []) {
      const name = fieldOf(pointer);
      const field = name?.endsWith('Modes') ? fields.modes : /** @type {any} */ (fields)[name ?? ''];
      if (!field) rest.push(message);
      else {
        field.error(message, suggestions ?? []);
        first ??= name;
      }
    }
    if ((problem.errors ?? []).length === 0) rest.push(problem.detail ?? t(problem.title));
    general.hidden = rest.length === 0;
    general.textContent = rest.join(' ');
    fold(false);
    for (const section of [goods, limits]) if (section.querySelector('[aria-invalid]')) section.open = true;
    /** @type {HTMLElement | null} */ (form.querySelector('[aria-invalid]'))?.focus();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearErrors();
    const request = readForm();
    for (const name of /** @type {('from' | 'to')[]} */ (['to', 'from'])) {
      if (request[name]) continue;
      fields[name].error(t('form.missing'));
      fields[name].input.focus();
    }
    if (request.from && request.to) submit(request);
  });

  return {
    form, fold, showProblem, clearErrors, read: readForm,
    /** @param {boolean} on */
    busy(on) { button.disabled = on; button.textContent = t(on ? 'form.busy' : 'form.submit'); },
    /** @param {string} key */
    submitText(key) { button.textContent = t(key); },
    /** @param {'from' | 'to'} name @param {string} value */
    setEndpoint(name, value) {
      fields[name].set(value);
      fields[name].input.value = placeText(value);
      fields[name].error(null);
      fields.dates();
    },
    /** Fills the form from the address. @param {RequestState} request */
    sync(request) {
      const basics = data.scenarios();
      fields.unit.setOptions(basics.loadUnits.map((row) => {
        const name = term('unit.load', row.id);
        return [row.id, name === row.id ? row.name : name];
      }));
      fields.avoidCountries.setOptions(data.countries());
      fields.requireCountries.setOptions(data.countries());
      const corridor = data.corridor();
      fields.avoidElements.setOptions(corridor
        ? [...corridor.crossings, ...corridor.services].map((row) => row.id) : []);
      for (const [name, value] of Object.entries(request)) {
        if (name === 'tolerance') fields.tolerance.set(Math.round(request.tolerance * 100) || null);
        else if (!name.endsWith('Modes')) /** @type {any} */ (fields)[name].set(value);
      }
      fields.modes.set({ avoid: request.avoidModes, require: request.requireModes });
      fields.dates();
      goodsCount.textContent = countGoods(request) > 0 ? number(countGoods(request)) : '';
      limitsCount.textContent = countLimits(request) > 0 ? number(countLimits(request)) : '';
      ends.textContent = t('form.line.ends', { from: placeText(request.from), to: placeText(request.to) });
      line.textContent = requestLine(request);
    },
  };
}
