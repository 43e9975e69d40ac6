// The state of the console is its address: every page can be linked to, reloaded, and left with Back.

/** @typedef {import('./types').AppState} AppState */
/** @typedef {import('./types').RequestState} RequestState */
/** @typedef {import('./types').ScenarioChoice} ScenarioChoice */

/** @type {import('./types').View[]} */
export const VIEWS = ['plan', 'compare', 'sweep', 'corridor', 'declarations', 'movements', 'front-office'];
export const MODES = ['road', 'rail', 'ferry', 'sea', 'air'];

/** @returns {RequestState} */
export function emptyRequest() {
  return {
    from: '', to: '', unit: 'container40', count: 1, mass: 20000, hs: '', un: '', dg: '', temperature: false,
    oversize: false, value: null, depart: '', arrive: '', avoidCountries: [], requireCountries: [], avoidModes: [],
    requireModes: [], avoidPlaces: [], requirePlaces: [], avoidElements: [], handlings: null, twoDrivers: false,
    timeValue: null, tolerance: 0,
  };
}

/** @returns {ScenarioChoice} */
export function emptyScenario() {
  return { name: '', switches: [], year: null, changes: [] };
}

/**
 * How each field of the request stands in the address.
 * @type {{ key: keyof RequestState, param: string, kind: 'text' | 'number' | 'flag' | 'list' }[]}
 */
const REQUEST_PARAMS = [
  { key: 'from', param: 'from', kind: 'text' },
  { key: 'to', param: 'to', kind: 'text' },
  { key: 'unit', param: 'unit', kind: 'text' },
  { key: 'count', param: 'count', kind: 'number' },
  { key: 'mass', param: 'mass', kind: 'number' },
  { key: 'hs', param: 'hs', kind: 'text' },
  { key: 'un', param: 'un', kind: 'text' },
  { key: 'dg', param: 'dg', kind: 'text' },
  { key: 'temperature', param: 'temperature', kind: 'flag' },
  { key: 'oversize', param: 'oversize', kind: 'flag' },
  { key: 'value', param: 'value', kind: 'number' },
  { key: 'depart', param: 'depart', kind: 'text' },
  { key: 'arrive', param: 'arrive', kind: 'text' },
  { key: 'avoidCountries', param: 'avoid-country', kind: 'list' },
  { key: 'requireCountries', param: 'via-country', kind: 'list' },
  { key: 'avoidModes', param: 'avoid-mode', kind: 'list' },
  { key: 'requireModes', param: 'via-mode', kind: 'list' },
  { key: 'avoidPlaces', param: 'avoid-place', kind: 'list' },
  { key: 'requirePlaces', param: 'via-place', kind: 'list' },
  { key: 'avoidElements', param: 'avoid', kind: 'list' },
  { key: 'handlings', param: 'handlings', kind: 'number' },
  { key: 'twoDrivers', param: 'two-drivers', kind: 'flag' },
  { key: 'timeValue', param: 'time-value', kind: 'number' },
  { key: 'tolerance', param: 'tolerance', kind: 'number' },
];

/** @param {string | null} text */
function finite(text) {
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/**
 * @param {URLSearchParams} params
 * @param {string} prefix
 * @returns {ScenarioChoice}
 */
function readScenario(params, prefix) {
  return {
    name: params.get(`${prefix}scenario`) ?? '',
    switches: params.getAll(`${prefix}switch`),
    year: finite(params.get(`${prefix}year`)),
    changes: params.getAll(`${prefix}change`),
  };
}

/**
 * @param {URLSearchParams} params
 * @param {string} prefix
 * @param {ScenarioChoice} choice
 */
function writeScenario(params, prefix, choice) {
  if (choice.name) params.set(`${prefix}scenario`, choice.name);
  for (const id of choice.switches) params.append(`${prefix}switch`, id);
  if (choice.year !== null) params.set(`${prefix}year`, String(choice.year));
  for (const change of choice.changes) params.append(`${prefix}change`, change);
}

/**
 * Reads an address; what it does not understand it leaves at the default.
 * @param {string} search
 * @returns {AppState}
 */
export function read(search) {
  const params = new URLSearchParams(search);
  const request = emptyRequest();
  for (const { key, param, kind } of REQUEST_PARAMS) {
    if (!params.has(param)) continue;
    /** @type {any} */
    let value = params.get(param);
    if (kind === 'number') value = finite(value) ?? request[key];
    if (kind === 'flag') value = value === 'yes';
    if (kind === 'list') value = params.getAll(param);
    /** @type {any} */ (request)[key] = value;
  }
  const view = VIEWS.find((name) => name === params.get('view')) ?? 'plan';
  return {
    view, request,
    scenario: readScenario(params, ''),
    other: readScenario(params, 'b.'),
    sweep: {
      vary: params.get('vary') ?? '',
      what: params.get('vary-what') ?? '',
      from: finite(params.get('vary-from')) ?? 0,
      to: finite(params.get('vary-to')) ?? 24,
      step: finite(params.get('vary-step')) ?? 1,
      routes: params.getAll('route'),
    },
    itinerary: params.get('itinerary') ?? '',
    drawn: params.getAll('draw'),
    element: params.get('show') ?? '',
    dock: params.get('tab') ?? '',
    desk: params.get('desk') ?? '',
    open: params.get('open') ?? '',
  };
}

/** The address of a state, without what is at its default. @param {AppState} state */
export function write(state) {
  const params = new URLSearchParams();
  if (state.view !== 'plan') params.set('view', state.view);
  const defaults = emptyRequest();
  for (const { key, param, kind } of REQUEST_PARAMS) {
    const value = state.request[key];
    if (kind === 'list') {
      for (const item of /** @type {string[]} */ (value)) params.append(param, item);
    } else if (value !== defaults[key] && value !== null && value !== '') {
      params.set(param, kind === 'flag' ? 'yes' : String(value));
    }
  }
  writeScenario(params, '', state.scenario);
  if (state.view === 'compare') writeScenario(params, 'b.', state.other);
  if (state.view === 'sweep') {
    if (state.sweep.vary) params.set('vary', state.sweep.vary);
    if (state.sweep.what) params.set('vary-what', state.sweep.what);
    params.set('vary-from', String(state.sweep.from));
    params.set('vary-to', String(state.sweep.to));
    params.set('vary-step', String(state.sweep.step));
    for (const route of state.sweep.routes) params.append('route', route);
  }
  if (state.itinerary) params.set('itinerary', state.itinerary);
  for (const id of state.drawn) params.append('draw', id);
  if (state.element) params.set('show', state.element);
  if (state.dock) params.set('tab', state.dock);
  if (state.view === 'movements' && state.desk) params.set('desk', state.desk);
  if (state.view === 'movements' && state.open) params.set('open', state.open);
  const text = params.toString();
  return text === '' ? location.pathname : `?${text}`;
}

/** @typedef {(now: AppState, before: AppState) => void} Listener */

/** @type {AppState} */
let state = read(location.search);
/** @type {Listener[]} */
const listeners = [];

export function get() {
  return state;
}

/** @param {Listener} listener */
export function listen(listener) {
  listeners.push(listener);
}

/** @param {AppState} next */
function change(next) {
  const before = state;
  state = next;
  for (const listener of listeners) listener(state, before);
}

/**
 * Goes to a changed state. Small moves replace the entry of the browser's history instead of adding one.
 * @param {Partial<AppState>} patch
 * @param {{ replace?: boolean, keepHash?: boolean }} [options]
 */
export function go(patch, options = {}) {
  const next = { ...state, ...patch };
  const url = write(next);
  const lang = new URLSearchParams(location.search).get('lang');
  const full = lang ? `${url}${url.includes('?') ? '&' : '?'}lang=${encodeURIComponent(lang)}` : url;
  const hash = options.keepHash ? location.hash : '';
  if (options.replace || url === write(state)) history.replaceState(null, '', full + hash);
  else history.pushState(null, '', full);
  change(next);
}

/** @param {Partial<RequestState>} patch */
export function goRequest(patch) {
  go({ request: { ...state.request, ...patch }, itinerary: '', drawn: [] });
}

addEventListener('popstate', () => change(read(location.search)));
