// The compare page: the same request under two scenarios, side by side.
import * as api from '../api.js';
import { distanceDiagram, distanceTable } from '../charts/distance-diagram.js';
import * as data from '../data.js';
import { byId, fill, h } from '../dom.js';
import { co2e, duration, durationChange, money, moneyChange, number } from '../format.js';
import { has, t } from '../i18n.js';
import { planRequest } from '../request.js';
import { emptyBox, errorBox, loadingBox } from '../results/blocked.js';
import { card } from '../results/cards.js';
import { dataTable, withTable } from '../results/table.js';
import { barLegend, scaleEnd } from '../results/timebar.js';
import { scenarioLine, scenarioPicker } from '../scenario.js';
import * as state from '../state.js';

/** @typedef {import('../types').CompareAnswer} CompareAnswer */
/** @typedef {import('../types').Difference} Difference */

/** The other scenario where none was chosen: the first named one that is not the first choice. */
export function otherScenario() {
  const { scenario, other } = state.get();
  if (other.name || other.switches.length > 0 || other.changes.length > 0 || other.year !== null) return other;
  const first = data.complete(scenario).name;
  const named = data.scenarios().scenarios;
  const apart = named.findLast((row) => row.id !== first);
  return { ...other, name: apart?.id ?? first };
}

/** @param {number | null} value @param {string} unit @param {boolean} [change] */
function measureText(value, unit, change = false) {
  if (value === null) return t('compare.none');
  if (unit === 's') return change ? durationChange(value) : duration(value);
  if (unit === 'usd-cent') return change ? moneyChange(value) : money(value);
  if (unit === 'g') return change && value > 0 ? `+${co2e(value)}` : co2e(value);
  return number(value, { signDisplay: change ? 'exceptZero' : 'auto' });
}

/** @param {string} measure */
function measureName(measure) {
  return has(`compare.measure.${measure}`) ? t(`compare.measure.${measure}`) : measure;
}

/** @param {import('../app.js').App} app */
export function comparePage(app) {
  /** @type {CompareAnswer | null} */
  let answer = null;
  let key = '';
  let shown = 'fastest';
  const names = () => [scenarioLine(state.get().scenario), scenarioLine(otherScenario())];

  function drawSide() {
    const { scenario } = state.get();
    const picker =
      (/** @type {string} */ letter, /** @type {import('../types').ScenarioChoice} */ choice,
      /** @type {'scenario' | 'other'} */ field) =>
      h('section', { class: `scenario-side scenario-${letter}` },
        h('h3', null, h('span', { class: `letter letter-${letter}` }, letter.toUpperCase()), scenarioLine(choice)),
        scenarioPicker(choice, (next) => state.go({ [field]: next, itinerary: '' })));
    fill(byId('side'), h('div', { class: 'compare-scenarios' }, h('h2', null, t('compare.scenarios')),
      picker('a', scenario, 'scenario'), picker('b', otherScenario(), 'other')));
  }

  /** @param {CompareAnswer} current */
  function differences(current) {
    return dataTable({
      caption: t('compare.differences'), rows: current.differences,
      columns: [
        { label: t('compare.measure'), head: true, cell: (/** @type {Difference} */ row) => measureName(row.measure) },
        { label: t('compare.a'), numeric: true, cell: (row) => measureText(row.values[0], row.unit) },
        { label: t('compare.b'), numeric: true, cell: (row) => measureText(row.values[1], row.unit) },
        {
          label: t('compare.change'), numeric: true, cell: (row) => h('span', {
            class: row.change === null || row.change === 0 || row.unit === '1' ? '' : row.change < 0
              ? 'better' : 'worse',
          }, measureText(row.change, row.unit, true)),
        },
      ],
    });
  }

  /** The itinerary picked for a reason under each scenario. @param {CompareAnswer} current */
  function pairs(current) {
    return current.answers.map((side) => {
      const pick = side.shortList.find((item) => item.reasons.includes(shown)) ?? side.shortList[0];
      return pick ? { itinerary: side.itineraries[pick.itinerary], reasons: pick.reasons, answer: side }
        : { itinerary: null, reasons: [], answer: side };
    });
  }

  /** @param {CompareAnswer} current */
  function reasonChoice(current) {
    const reasons = [...new Set(current.answers.flatMap((side) => side.shortList.flatMap((pick) => pick.reasons)))];
    return h('div', { class: 'segmented', role: 'group', 'aria-label': t('compare.which') },
      reasons.map((reason) => h('button', {
      type: 'button', 'aria-pressed': String(reason === shown), onClick: () => { shown = reason; drawPage(); },
    }, t(`reason.${reason}`))));
  }

  function drawPage() {
    const page = byId('page');
    if (!answer) return;
    const current = answer;
    const both = pairs(current);
    const found = both.flatMap((side) => (side.itinerary ? [side.itinerary] : []));
    const end = scaleEnd(found);
    const columns = both.map((side, i) => h('section', { class: `compare-column scenario-${'ab'[i]}` },
      h('h3', null, h('span', { class: `letter letter-${'ab'[i]}` }, 'AB'[i]), names()[i]),
      side.itinerary ? card(side.itinerary, side.reasons, end, {
        selected: '', colourClass: () => `series-${i}`,
        onSelect: (id) =>
          state.go({ view: 'plan', scenario: i === 0 ? state.get().scenario : otherScenario(), itinerary: id }),
      }) : h('p', { class: 'note' }, side.answer.blocked?.message ?? t('compare.none'))));
    const series =
      both.flatMap((side, i) =>
      (side.itinerary ? [{ itinerary: side.itinerary, name: `${'AB'[i]} ${names()[i]}`, colour: i }] : []));
    const time = withTable(distanceDiagram(series, 'time'), () => distanceTable(series));
    const cost = withTable(distanceDiagram(series, 'cost'), () => distanceTable(series));
    fill(page, h('div', { class: 'page-body' },
      h('h2', { class: 'results-title', id: 'results-title', tabindex: -1 }, t('compare.title')),
      h('p', { class: 'lead' }, current.summary), differences(current),
      h('div', { class: 'page-head' }, h('h3', null, t('compare.best')), reasonChoice(current)),
      barLegend(), h('div', { class: 'compare-columns' }, columns),
      series.length > 0 && [
        h('div', { class: 'page-head' }, h('h3', null, t('dock.time')), time.button), time.element,
        h('div', { class: 'page-head' }, h('h3', null, t('dock.cost')), cost.button), cost.element,
      ]));
    drawMap();
  }

  function drawMap() {
    if (!app.map || !answer) return;
    const routes = pairs(answer).flatMap((side, i) => (side.itinerary
      ? [{ itinerary: side.itinerary, colour: app.map?.colours[`series-${i}`] ?? '', width: i === 0 ? 5.5 : 3 }] : []));
    app.map.setRoutes(routes, true);
    app.map.setEndpoints(state.get().request.from, state.get().request.to);
  }

  async function load() {
    drawSide();
    const { request, scenario } = state.get();
    if (!request.from || !request.to) {
      app.form.fold(false);
      answer = null;
      fill(byId('page'),
        h('div', { class: 'page-body' }, emptyBox('compare.empty', ['empty.name', 'empty.map', 'empty.position'])));
      return;
    }
    const body = planRequest(request);
    const choices = [data.complete(scenario), data.complete(otherScenario())];
    const next = JSON.stringify([body, choices]);
    if (next === key && answer) return drawPage();
    key = next;
    fill(byId('page'), h('div', { class: 'page-body' }, loadingBox()));
    app.form.busy(true);
    try {
      answer = await api.compare(body, choices);
      app.form.fold(true);
      drawPage();
      app.say(answer.summary);
    } catch (error) {
      if (api.isCancelled(error)) return;
      key = '';
      answer = null;
      const problem = error instanceof api.ApiError ? error.problem : { title: 'error.script', detail: String(error) };
      fill(byId('page'), h('div', { class: 'page-body' }, errorBox(problem, load)));
      if ((problem.errors ?? []).length > 0) app.form.showProblem(problem);
    } finally {
      app.form.busy(false);
    }
  }

  return {
    show: load, hide() { app.map?.setRoutes([], false); }, redraw: drawPage,
    /** @param {import('../types').AppState} now @param {import('../types').AppState} before */
    update(now, before) {
      if (now.request !== before.request || now.scenario !== before.scenario || now.other !== before.other) load();
    },
  };
}
