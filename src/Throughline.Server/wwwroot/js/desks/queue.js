// The officer's queue: what waits for a decision, what is expected, what others act on.
import { fill, h } from '../dom.js';
import { textField } from '../fields.js';
import { t } from '../i18n.js';
import { movementBrowser } from '../movements/browser.js';
import * as calls from '../movements/calls.js';
import { officerDetail } from '../movements/officer-detail.js';
import { actionName, stateName } from '../movements/words.js';

const STAGES = /** @type {const} */ (['decide', 'expected', 'waiting', 'done']);

/** @param {import('../pages/movements.js').Desk} desk */
export function queueDesk(desk) {
  /** @type {string} */
  let stage = 'decide';
  const query = textField(t('movements.search'), { type: 'search', spellcheck: 'false',
    onKeydown: (/** @type {KeyboardEvent} */ event) => { if (event.key === 'Enter') find(); } });
  const filters = h('div', { class: 'segmented', role: 'group', 'aria-label': t('queue.filter') });
  const browser = movementBrowser({
    desk, label: t('queue.list'), none: t('queue.none'), choose: t('queue.choose'),
    load: () => calls.listMovements(query.get() ? { q: query.get() } : { stage }),
    draw: officerDetail,
    decided: (moved, action) => {
      const now = browser.shown()?.movement ?? moved[0];
      desk.say(t('movements.decide.done', { action: now ? actionName(now.role, action) : action,
        state: now ? stateName(now.role, now.state) : '' }));
    },
  });

  function drawFilters() {
    fill(filters, STAGES.map((id) => h('button', { type: 'button', 'aria-pressed': String(!query.get() && id === stage),
      onClick: () => choose(id) }, t(`stage.${id}`))));
  }

  /** @param {string} id */
  async function choose(id) {
    stage = id;
    query.set('');
    drawFilters();
    browser.empty();
    desk.opened('');
    await browser.reload();
  }

  async function find() {
    drawFilters();
    await browser.reload();
    const found = browser.list();
    // A number that was scanned names one movement: it is opened, and not only listed.
    if (query.get() && found.length === 1) await browser.open(found[0]);
  }

  /** The next one that waits for an officer. */
  async function next() {
    if (stage !== 'decide' || query.get()) await choose('decide');
    if (browser.list().length === 0) desk.say(t('movements.next.none'));
    else browser.move(1);
  }

  drawFilters();
  return {
    element: browser.element,
    side: h('div', { class: 'desk-side' }, filters, query.element,
      h('button', { type: 'button', class: 'button', onClick: find }, t('movements.find')),
      h('button', { type: 'button', class: 'button primary', onClick: next }, t('movements.next'))),
    async show() {
      await browser.reload();
      if (desk.open()) await browser.openKey(desk.open());
    },
    refresh: () => browser.reload(true),
    keys: { j: () => browser.move(1), k: () => browser.move(-1), n: next, '/': () => query.input.focus(),
      l: browser.focusList,
      d: () => /** @type {HTMLElement | null} */ (browser.element.querySelector('.decision input'))?.focus(),
      r: () => /** @type {HTMLElement | null} */ (browser.element.querySelector('.raw-button'))?.click() },
  };
}
