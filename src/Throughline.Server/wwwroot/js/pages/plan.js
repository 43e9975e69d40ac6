// The plan page: ask, see the short list, open one in full, compare in the diagrams.
import * as api from '../api.js';
import { distanceDiagram, distanceTable } from '../charts/distance-diagram.js';
import * as data from '../data.js';
import { byId, fill } from '../dom.js';
import { t } from '../i18n.js';
import { planRequest } from '../request.js';
import { emptyBox, errorBox, loadingBox, blockedBox } from '../results/blocked.js';
import { shortList } from '../results/cards.js';
import { showDetails } from '../results/details.js';
import { paretoTable, reasonsOf } from '../results/pareto.js';
import { withTable } from '../results/table.js';
import * as state from '../state.js';
import { tabs } from '../tabs.js';
import { closePanel, openPanel } from '../panel/panel.js';
import { lift } from './relaxing.js';
import { colourOf, drawnIds, drawnSeries } from './drawn.js';
import { corridorTabs } from './corridor-tables.js';

/** @typedef {import('../types').PlanAnswer} PlanAnswer */
/** @typedef {import('../app.js').App} App */

/** @param {App} app */
export function planPage(app) {
  /** @type {PlanAnswer | null} */
  let answer = null;
  let key = '';
  let routesKey = '';
  /** @type {string | null} */
  let hovered = null;
  const side = byId('side');

  /** @param {string} id */
  const find = (id) => answer?.itineraries.find((item) => item.id === id) ?? null;
  const select = (/** @type {string} */ id) =>
    state.go({ itinerary: state.get().itinerary === id ? '' : id, element: '' });

  async function load() {
    const { request, scenario } = state.get();
    if (!request.from || !request.to) {
      app.form.fold(false);
      answer = null;
      key = '';
      fill(side, emptyBox('empty.title', ['empty.name', 'empty.map', 'empty.position']));
      return draw();
    }
    const body = planRequest(request);
    const next = JSON.stringify([body, data.complete(scenario)]);
    if (next === key) return draw();
    key = next;
    answer = null;
    fill(side, loadingBox());
    app.form.clearErrors();
    app.form.busy(true);
    app.say(t('results.loading'));
    draw();
    try {
      answer = await api.plan(body, data.complete(scenario));
      app.form.fold(true);
      app.say(t('results.said', { count: answer.itineraries.length }));
      draw();
      byId('results-title').focus({ preventScroll: true });
    } catch (error) {
      if (api.isCancelled(error)) return;
      key = '';
      fail(error);
    } finally {
      if (JSON.stringify([body, data.complete(scenario)]) === next) app.form.busy(false);
    }
  }

  /** @param {unknown} error */
  function fail(error) {
    const problem = error instanceof api.ApiError ? error.problem : { title: 'error.script', detail: String(error) };
    fill(side, errorBox(problem, load));
    if ((problem.errors ?? []).length > 0) app.form.showProblem(problem);
    app.say(problem.detail ?? t(problem.title));
  }

  function draw() {
    drawSide();
    drawPanel();
    drawDock();
    drawMap();
  }

  function drawSide() {
    if (!answer) return;
    if (answer.blocked && answer.itineraries.length === 0) {
      fill(side, blockedBox(answer.blocked, (relaxation) => lift(relaxation)));
      return;
    }
    const current = answer;
    fill(side, shortList(current, {
      selected: state.get().itinerary, onSelect: select,
      colourClass: (id) => `series-${colourOf(current, id)}`,
      onHover: (id) => { hovered = id; drawMap(); },
    }));
  }

  function drawPanel() {
    const { itinerary, element } = state.get();
    if (element) return;
    const shown = find(itinerary);
    if (!shown || !answer) {
      if (!itinerary || answer) closePanel();
      return;
    }
    const panel = byId('panel');
    if (panel.querySelector('.details')?.getAttribute('data-itinerary') === shown.id && !panel.hidden) return;
    showDetails(panel, shown, {
      reasons: reasonsOf(answer, shown.id), onClose: () => state.go({ itinerary: '' }),
      onElement: (kind, id) => state.go({ element: `${kind}:${id}` }),
    });
    openPanel(document.activeElement !== document.body);
  }

  /** @param {'time' | 'cost'} measure */
  function diagram(measure) {
    const series = answer ? drawnSeries(answer, state.get().drawn) : [];
    return withTable(distanceDiagram(series, measure, document.body.dataset.dock === 'high' ? 460 : 272),
      () => distanceTable(series));
  }

  function drawDock() {
    const dock = byId('dock');
    const corridor = corridorTabs((kind, id) => state.go({ element: `${kind}:${id}` }));
    /** @type {import('../tabs.js').Tab[]} */
    const list = [];
    if (answer && answer.itineraries.length > 0) {
      const current = answer;
      const twins = { time: diagram('time'), cost: diagram('cost') };
      list.push(
        { id: 'time', label: t('dock.time'), make: () => twins.time.element, tools: () => twins.time.button },
        { id: 'cost', label: t('dock.cost'), make: () => twins.cost.element, tools: () => twins.cost.button },
        {
          id: 'all', label: t('dock.all', { count: current.itineraries.length }),
          make: () => paretoTable(current, {
            selected: state.get().itinerary, drawn: drawnIds(current, state.get().drawn), onSelect: select,
            onDraw: (id, on) => {
              const ids = drawnIds(current, state.get().drawn).filter((item) => item !== id);
              state.go({ drawn: on ? [...ids, id] : ids }, { replace: true });
            },
          }),
        });
    }
    if (list.length === 0) list.push(...corridor);
    else list.push(
      { id: 'corridor', label: t('dock.corridor'),
      make: () => tabs({ label: t('dock.corridor'), tabs: corridor, active: 'crossings', onChange: () => {} }) });
    if (list.length === 0) return fill(dock);
    fill(dock, tabs({
      label: t('dock.label'), tabs: list, active: state.get().dock || list[0].id,
      onChange: (id) => state.go({ dock: id }, { replace: true }), end: app.dockButton(),
    }));
  }

  function drawMap() {
    if (!app.map) return;
    const { itinerary, drawn, request } = state.get();
    const current = answer;
    const ids = current ? (itinerary ? [itinerary] : drawnIds(current, drawn)) : [];
    const top = hovered && !ids.includes(hovered) ? [...ids, hovered] : ids;
    const routes = top.toReversed().flatMap((id) => {
      const found = find(id);
      const colour = current ? app.map?.colours[`series-${colourOf(current, id)}`] ?? '' : '';
      return found ? [{ itinerary: found, colour, width: id === hovered || itinerary === id ? 5 : 3.2 }] : [];
    });
    const next = JSON.stringify([key, ids]);
    app.map.setRoutes(routes, next !== routesKey && ids.length > 0);
    routesKey = next;
    app.map.setEndpoints(request.from, request.to);
  }

  return {
    show: load,
    hide() { closePanel(); app.map?.setRoutes([], false); routesKey = ''; },
    redraw: draw,
    /** @param {import('../types').AppState} now @param {import('../types').AppState} before */
    update(now, before) {
      if (now.request !== before.request || now.scenario !== before.scenario) return load();
      if (now.itinerary !== before.itinerary || now.element !== before.element) {
        for (const card of side.querySelectorAll('.card')) {
          const on = card.getAttribute('data-itinerary') === now.itinerary;
          card.classList.toggle('selected', on);
          card.querySelector('[aria-pressed]')?.setAttribute('aria-pressed', String(on));
        }
        drawPanel();
        drawMap();
        for (const row of byId('dock').querySelectorAll('tr[data-itinerary]')) {
          row.classList.toggle('selected', row.getAttribute('data-itinerary') === now.itinerary);
        }
      }
      if (now.drawn !== before.drawn && now.drawn.join() !== before.drawn.join()) {
        drawMap();
        if (now.dock !== 'all') drawDock();
      }
    },
  };
}

