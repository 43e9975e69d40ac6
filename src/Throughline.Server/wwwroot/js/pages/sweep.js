// The sweep page: vary one thing and see where the best way changes.
import * as api from '../api.js';
import { changeSentences, sweepChart, sweepTable } from '../charts/sweep-chart.js';
import * as data from '../data.js';
import { byId, fill, h } from '../dom.js';
import { chipsField, numberField, selectField, textField } from '../fields.js';
import { country } from '../format.js';
import { t } from '../i18n.js';
import { planRequest } from '../request.js';
import { emptyBox, errorBox, loadingBox } from '../results/blocked.js';
import { withTable } from '../results/table.js';
import * as state from '../state.js';

/** @typedef {import('../types').SweepState} SweepState */
/** @typedef {import('../types').SweepAnswer} SweepAnswer */

const MEASURES = /** @type {const} */ (['duration', 'p50', 'p90', 'cost']);

/** Ranges that make sense for each parameter. @type {Record<string, [number, number, number]>} */
const RANGES = { 'crossing-hours': [0, 24, 1], 'per-week': [1, 14, 1], year: [2026, 2035, 1], change: [0, 24, 1] };

/** @param {string} id */
function routeName(id) {
  return data.scenarios().routes.find((row) => row.id === id)?.names[0] ?? id;
}

/** The country with most crossings that are yet to open: the one a reader is likely to ask about. */
function likelyCountry() {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const crossing of data.corridor()?.crossings ?? []) {
    if (crossing.status !== 'planned') continue;
    for (const end of [crossing.placeA, crossing.placeB]) {
      const code = data.findPlace(end)?.country ?? '';
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

/** The parts of «country=AM mode=rail». @param {string} what */
function parts(what) {
  return Object.fromEntries(what.split(/\s+/).filter((part) => part.includes('=')).map((part) => part.split('=')));
}

/** The request's part of a sweep: what is varied, filled up with what is likely meant. @returns {SweepState} */
function complete() {
  const { sweep } = state.get();
  if (sweep.vary) return sweep;
  const code = likelyCountry();
  return { ...sweep, vary: 'crossing-hours', what: code ? `country=${code}` : '' };
}

/** @param {SweepState} sweep @returns {import('../types').SweepVary} */
function varyOf(sweep) {
  const { vary, what, from, to, step } = sweep;
  const range = { parameter: vary, from, to, step };
  if (vary === 'year') return range;
  return vary === 'change' ? { ...range, change: what } : { ...range, selector: what };
}

/** @param {import('../app.js').App} app */
export function sweepPage(app) {
  /** @type {SweepAnswer | null} */
  let answer = null;
  let key = '';
  /** @type {typeof MEASURES[number]} */
  let measure = 'duration';
  /** @type {Record<string, any>} */
  let fields = {};

  /** @param {SweepState} sweep */
  function whatFields(sweep) {
    const chosen = parts(sweep.what);
    if (sweep.vary === 'crossing-hours') {
      const codes = data.countries();
      const where =
        selectField(t('sweep.country'),
        [['', t('sweep.anywhere')], ...codes.map((code) => /** @type {[string, string]} */ ([code, country(code)]))]);
      const mode =
        selectField(t('measure.mode'), [['', t('sweep.anyMode')], ['rail', t('mode.rail')], ['road', t('mode.road')]]);
      where.set(chosen.country ?? '');
      mode.set(chosen.mode ?? '');
      const get = () =>
        [where.get() && `country=${where.get()}`, mode.get() && `mode=${mode.get()}`].filter(Boolean).join(' ');
      return { elements: [h('div', { class: 'row' }, where.element, mode.element)], get, error: where.error };
    }
    if (sweep.vary === 'per-week') {
      const services = data.corridor()?.services.filter((row) => row.departuresPerWeek !== null) ?? [];
      const service =
        selectField(t('tables.service'), services.map((row) => /** @type {[string, string]} */ ([row.id, row.name])));
      if (chosen.id) service.set(chosen.id);
      return { elements: [service.element], get: () => `id=${service.get()}`, error: service.error };
    }
    if (sweep.vary === 'change') {
      const template =
        textField(t('sweep.template'), { placeholder: t('sweep.template.example') },
        { hint: t('sweep.template.hint') });
      template.set(sweep.what);
      return { elements: [template.element], get: template.get, error: template.error };
    }
    return { elements: [], get: () => '', error: () => {} };
  }

  function drawSide() {
    const sweep = complete();
    const kinds = Object.keys(RANGES).map((id) => /** @type {[string, string]} */ ([id, t(`sweep.parameter.${id}`)]));
    const vary = selectField(t('sweep.parameter'), kinds, () => {
      const [from, to, step] = RANGES[vary.get()];
      state.go({ sweep: { ...complete(), vary: vary.get(),
        what: vary.get() === 'crossing-hours' ? `country=${likelyCountry()}` : '', from, to, step } });
    });
    vary.set(sweep.vary);
    const what = whatFields(sweep);
    const from = numberField(t('sweep.from'), { step: 'any' });
    const to = numberField(t('sweep.to'), { step: 'any' });
    const step = numberField(t('sweep.step'), { step: 'any', min: 0 });
    from.set(sweep.from);
    to.set(sweep.to);
    step.set(sweep.step);
    const routes = chipsField(t('sweep.routes'), routeName, () => {});
    routes.setOptions(data.scenarios().routes.map((row) => row.id));
    routes.set(sweep.routes);
    fields = { vary, selector: what, change: what, from, to, step, values: to, routes };
    const form = h('form', { class: 'sweep-form', novalidate: true, 'aria-label': t('sweep.title') },
      h('h2', null, t('sweep.what')), vary.element, what.elements,
      h('div', { class: 'row' }, from.element, to.element, step.element), routes.element,
      h('p', { class: 'field-hint' }, t('sweep.routes.hint')),
      h('div', { class: 'form-foot' }, h('button', { type: 'submit', class: 'button primary' }, t('sweep.submit'))));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const [low, high, by] = RANGES[vary.get()];
      state.go({
        sweep: {
          vary: vary.get(), what: what.get(), from: from.get() ?? low, to: to.get() ?? high, step: step.get() ?? by,
            routes: routes.get(),
        },
      });
    });
    fill(byId('side'), form);
  }

  function drawPage() {
    if (!answer) return;
    const current = answer;
    const chart = withTable(sweepChart(current, measure, routeName), () => sweepTable(current, measure, routeName));
    const choice =
      h('div', { class: 'segmented', role: 'group', 'aria-label': t('sweep.measure') },
      MEASURES.map((id) => h('button', {
      type: 'button', 'aria-pressed': String(id === measure), onClick: () => { measure = id; drawPage(); },
    }, t(`sweep.measure.${id}`))));
    const { request } = state.get();
    fill(byId('page'), h('div', { class: 'page-body' },
      h('h2', { class: 'results-title', id: 'results-title', tabindex: -1 }, t('sweep.heading', { what: headline() })),
      h('p', { class: 'lead' },
        t('sweep.journey', { from: data.placeName(request.from), to: data.placeName(request.to) })),
      changeSentences(current, measure, routeName),
      h('div', { class: 'page-head' }, choice, chart.button), chart.element,
      h('p', { class: 'note' }, t('sweep.note'))));
  }

  function headline() {
    const sweep = complete();
    const chosen = parts(sweep.what);
    if (sweep.vary === 'year') return t('sweep.parameter.year');
    if (sweep.vary === 'per-week') {
      return t('sweep.headline.week',
        { name: data.corridor()?.services.find((row) => row.id === chosen.id)?.name ?? sweep.what });
    }
    if (sweep.vary === 'change') return sweep.what;
    const where = chosen.country ? country(chosen.country) : t('sweep.anywhere');
    return t('sweep.headline.hours', { where, mode: chosen.mode ? t(`mode.${chosen.mode}`) : t('sweep.anyMode') });
  }

  /** @param {import('../types').ProblemDetails} problem */
  function showErrors(problem) {
    let own = false;
    for (const { pointer, message, suggestions } of problem.errors ?? []) {
      const [, head, name] = pointer.split('/');
      const field = head === 'vary' ? fields[name] ?? fields.vary : head === 'routes' ? fields.routes : null;
      field?.error(message, suggestions);
      own ||= Boolean(field);
    }
    if (!own && (problem.errors ?? []).length > 0) app.form.showProblem(problem);
  }

  async function load() {
    drawSide();
    const { request, scenario } = state.get();
    const empty = (/** @type {string[]} */ hints) => {
      answer = null;
      fill(byId('page'), h('div', { class: 'page-body' }, emptyBox('sweep.empty', hints)));
    };
    if (!request.from || !request.to) {
      app.form.fold(false);
      return empty(['empty.name', 'sweep.empty.hint']);
    }
    const sweep = complete();
    if (!state.get().sweep.vary) {
      app.form.fold(true);
      return empty(['sweep.empty.hint']);
    }
    const body = planRequest(request);
    const next = JSON.stringify([body, data.complete(scenario), sweep]);
    if (next === key && answer) return drawPage();
    key = next;
    fill(byId('page'), h('div', { class: 'page-body' }, loadingBox()));
    app.form.busy(true);
    try {
      answer = await api.sweep(body, data.complete(scenario), varyOf(sweep), sweep.routes);
      app.form.fold(true);
      drawPage();
      app.say(t('sweep.said', { count: answer.points.length }));
    } catch (error) {
      if (api.isCancelled(error)) return;
      key = '';
      answer = null;
      const problem = error instanceof api.ApiError ? error.problem : { title: 'error.script', detail: String(error) };
      fill(byId('page'), h('div', { class: 'page-body' }, errorBox(problem, load)));
      showErrors(problem);
    } finally {
      app.form.busy(false);
    }
  }

  return {
    show: load, hide() {}, redraw: drawPage,
    /** @param {import('../types').AppState} now @param {import('../types').AppState} before */
    update(now, before) {
      if (now.request !== before.request || now.scenario !== before.scenario || now.sweep !== before.sweep) load();
    },
  };
}
