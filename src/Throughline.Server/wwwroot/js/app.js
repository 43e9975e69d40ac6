// Start: texts, basics, corridor, map; then each page draws itself from the address.
import * as api from './api.js';
import * as data from './data.js';
import { byId, fill, h, icon, iconButton } from './dom.js';
import { fillTexts, LANGUAGES, language, loadTexts, t } from './i18n.js';
import { createLegend } from './map/legend.js';
import { createMap } from './map/map.js';
import { comparePage } from './pages/compare.js';
import { corridorPage } from './pages/corridor.js';
import { declarationsPage } from './pages/declarations.js';
import { frontOfficePage } from './pages/front-office.js';
import { movementsPage } from './pages/movements.js';
import { planPage } from './pages/plan.js';
import { sweepPage } from './pages/sweep.js';
import { closePanel, openPanel, showElement } from './panel/panel.js';
import { createRequestForm } from './request-form.js';
import { errorBox } from './results/blocked.js';
import { scenarioButton } from './scenario.js';
import * as state from './state.js';
import { onTheme, startTheme, themeButton } from './theme.js';

/**
 * @typedef {object} App
 * @property {import('./map/map.js').CorridorMap | null} map
 * @property {ReturnType<typeof createRequestForm>} form
 * @property {(text: string) => void} say
 * @property {() => HTMLElement} dockButton
 */

/** @typedef {{ show: () => any, hide: () => void, redraw: () => void, update: (now: any, before: any) => any }} Page */

/** @type {import('./types').View | null} */
let shownView = null;
/** @type {Record<string, Page>} */
let pages = {};
/** @type {App} */
let app;
let announced = 0;

/** Reads a sentence out to those who do not see the page change. @param {string} text */
function say(text) {
  announced += 1;
  byId('status').textContent = text + (announced % 2 === 0 ? '\u00a0' : '');
}

/** The button that makes the dock higher or lower. */
function dockButton() {
  const sizes = ['low', 'high', 'closed'];
  return iconButton('down', 'dock.size', () => {
    const now = document.body.dataset.dock ?? 'low';
    document.body.dataset.dock = sizes[(sizes.indexOf(now) + 1) % sizes.length];
  }, { class: 'icon-button dock-size' });
}

function drawNavigation() {
  fill(byId('views'), state.VIEWS.map((view) => h('a', {
    href: state.write({ ...state.get(), view, element: '', dock: '' }),
      'aria-current': view === state.get().view ? 'page' : null,
    onClick: (/** @type {MouseEvent} */ event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      state.go({ view, element: '', dock: '' });
    },
  }, t(`view.${view}`))));
  byId('views').querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  document.title = t('page.title', { view: t(`view.${state.get().view}`) });
}

function showView() {
  const { view } = state.get();
  if (shownView && shownView !== view) {
    pages[shownView].hide();
    byId('page').replaceChildren();
    byId('dock').replaceChildren();
    byId('side').replaceChildren();
  }
  shownView = view;
  document.body.dataset.view = view;
  byId('page').hidden = view === 'plan' || view === 'corridor';
  const isPaper = ['declarations', 'movements', 'front-office'].includes(view);
  byId('stage').hidden = view === 'sweep' || isPaper;
  byId('request').hidden = view === 'corridor' || isPaper;
  pages[view].show();
}

function drawElement() {
  const { element } = state.get();
  if (!element) {
    app.map?.setSelected([], false);
    return;
  }
  const features = showElement(element, {
    onClose: () => state.go({ element: '' }),
    onAvoid: state.get().view === 'corridor' ? null : (id) => {
      const { request } = state.get();
      if (!request.avoidElements.includes(id)) state.go(
        { element: '', itinerary: '', request: { ...request, avoidElements: [...request.avoidElements, id] } });
    },
    onEndpoint: setEndpoint,
  });
  if (!features) return;
  openPanel(true);
  app.map?.setSelected(features, state.get().view === 'corridor');
}

/** @param {'from' | 'to'} field @param {string} value */
function setEndpoint(field, value) {
  const { view, request } = state.get();
  if (view === 'corridor') state.go({ view: 'plan', element: '', request: { ...request, [field]: value } });
  app.form.fold(false);
  app.form.setEndpoint(field, value);
  const { from, to } = app.form.read();
  app.map?.setEndpoints(from, to);
  byId('sidebar').scrollTop = 0;
}

/** @param {import('./types').AppState} now @param {import('./types').AppState} before */
async function update(now, before) {
  drawNavigation();
  header.sync();
  if (JSON.stringify(now.scenario) !== JSON.stringify(before.scenario)) await loadCorridor();
  if (now.request !== before.request) app.form.sync(now.request);
  if (now.element !== before.element) {
    if (!now.element) closePanel();
    drawElement();
  }
  if (now.view !== shownView) showView();
  else pages[now.view].update(now, before);
}

async function loadCorridor() {
  try {
    await data.loadCorridor(state.get().scenario);
  } catch (error) {
    if (!api.isCancelled(error)) fail(error);
  }
}

/** @param {unknown} error */
function fail(error) {
  const problem = error instanceof api.ApiError ? error.problem : { title: 'error.script', detail: String(error) };
  fill(byId('side'), errorBox(problem, () => location.reload()));
}

/** @type {ReturnType<typeof scenarioButton>} */
let header;

function drawHeader() {
  header = scenarioButton(() => state.get().scenario, (scenario) => state.go({ scenario, itinerary: '', drawn: [] }));
  const languages = LANGUAGES.length > 1 && h('select', {
    'aria-label': t('language'), value: language(),
    onChange: (/** @type {Event} */ event) => {
      localStorage.setItem('throughline.language', /** @type {HTMLSelectElement} */ (event.target).value);
      location.reload();
    },
  }, LANGUAGES.map((code) =>
    h('option', { value: code }, new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code)));
  const reference =
    h('a', { class: 'icon-button', href: 'reference', title: t('reference'), 'aria-label': t('reference') },
    icon('info'));
  byId('tools').append(header.element, ...(languages ? [languages] : []), themeButton(), reference);
  header.sync();
}

/** A demonstration says so on every page. */
function drawBanner() {
  const banner = byId('banner');
  banner.hidden = !data.info().isDemonstration;
  document.body.classList.toggle('demonstration', data.info().isDemonstration);
  if (!banner.hidden) fill(banner, icon('info'), ' ', h('strong', null, t('demo.banner')), ' ', t('demo.banner.what'));
}

async function start() {
  startTheme();
  await loadTexts();
  fillTexts(document.body);
  drawNavigation();
  await data.loadBasics();
  drawHeader();
  drawBanner();
  const form =
    createRequestForm(byId('request'), (request) => state.go({ request, itinerary: '', drawn: [], element: '' }));
  app = { map: null, form, say, dockButton };
  pages = {
    plan: planPage(app), compare: comparePage(app), sweep: sweepPage(app), corridor: corridorPage(app),
    declarations: declarationsPage(app), movements: movementsPage(app),
    'front-office': frontOfficePage(app),
  };
  await loadCorridor();
  form.sync(state.get().request);
  // The address that the first start prints: whoever has it sets the first password.
  if (location.hash.startsWith('#/first')) state.go({ view: 'movements' }, { replace: true, keepHash: true });
  state.listen(update);
  showView();
  app.map = await createMap(byId('map'),
    { showElement: (kind, id) => state.go({ element: `${kind}:${id}` }), setEndpoint });
  if (app.map) {
    const { map } = app;
    data.onCorridor((corridor) => map.setCorridor(corridor));
    const corridor = data.corridor();
    if (corridor) map.setCorridor(corridor);
    createLegend(byId('legend'), state.get().view === 'corridor', (modes, statuses) => map.setLayers(modes, statuses));
    onTheme(() => { map.applyTheme(); pages[state.get().view].redraw(); });
    pages[state.get().view].redraw();
  }
  drawElement();
  document.documentElement.dataset.ready = 'yes';
}

addEventListener('beforeprint', () => {
  for (const section of document.querySelectorAll('details.detail-section')) section.setAttribute('open', '');
});
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector(':popover-open')) return;
  if (state.get().element) state.go({ element: '' });
  else if (state.get().itinerary) state.go({ itinerary: '' });
});

start().catch(fail);
