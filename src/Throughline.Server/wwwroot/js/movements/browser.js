// A list of movements beside the one that is open. The list keeps itself up to date; what is open is never taken away
// from under somebody's hands.
import { fill, h, icon } from '../dom.js';
import { number } from '../format.js';
import { t } from '../i18n.js';
import * as calls from './calls.js';
import { dueIn, moment, tell } from './parts.js';
import { numberOf, officeName, phase, stateName } from './words.js';

/** @typedef {import('../types').Movement} Movement */
/** @typedef {import('../types').MovementDetail} MovementDetail */

/** @param {{ country: string, number: number }} movement */
export const keyOf = (movement) => `${movement.country}/${movement.number}`;

/** @param {Movement} movement @param {boolean} isOfficial @param {import('../dom.js').Child} [mark] */
function rowContent(movement, isOfficial, mark) {
  return [h('span', { class: 'mono movement-number' }, numberOf(movement)),
    movement.mrn && movement.lrn && h('span', { class: 'note mono' }, movement.lrn),
    h('span', { class: phase(movement, isOfficial) }, stateName(movement.role, movement.state)),
    h('span', { class: 'note' }, `${officeName(movement.role)} ${movement.office}`),
    movement.due ? h('span', { class: 'note' }, icon('wait'), ' ', dueIn(movement.due.at))
      : h('span', { class: 'note' }, moment(movement.changedAt)), mark];
}

/**
 * @param {object} options
 * @param {import('../pages/movements.js').Desk} options.desk
 * @param {string} options.label
 * @param {() => Promise<{ movements: Movement[] }>} options.load
 * @param {(detail: MovementDetail, on: { decided: (moved: Movement[], action: string) => void, renew: () => void }) =>
 *   Node} options.draw
 * @param {(movement: Movement) => import('../dom.js').Child} [options.mark]
 * @param {string} options.none
 * @param {string} options.choose
 * @param {(moved: Movement[], action: string) => void} [options.decided]
 */
export function movementBrowser({ desk, label, load, draw, mark, none, choose, decided }) {
  /** @type {Movement[]} */
  let movements = [];
  /** @type {MovementDetail | null} */
  let shown = null;
  let at = -1;
  const count = h('p', { class: 'note', role: 'status' });
  const list = h('ul', { class: 'movement-list', 'aria-label': label });
  const newer = h('div', { class: 'newer', role: 'status' });
  const body = h('div');
  const pane = h('div', { class: 'movement-pane' }, newer, body);
  const element = h('div', { class: 'movements' }, h('div', { class: 'movement-queue' }, count, list), pane);

  const rows = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll('.movement-row')]);
  const place = () => movements.findIndex((m) => shown && keyOf(m) === keyOf(shown.movement));

  function drawList() {
    const focused = rows().indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const key = rows()[focused]?.dataset.key;
    at = shown ? place() : -1;
    count.textContent = movements.length === 0 ? none
      : t('movements.count', { count: movements.length, n: number(movements.length) });
    fill(list, movements.map((movement, i) => h('li', null, h('button', {
      type: 'button', class: 'movement-row', 'aria-current': i === at ? 'true' : null,
      tabindex: i === Math.max(at, 0) ? 0 : -1, dataset: { key: keyOf(movement) }, onClick: () => open(movement),
    }, rowContent(movement, desk.me.kind === 'customs', mark?.(movement))))));
    if (key) rows().find((row) => row.dataset.key === key)?.focus({ preventScroll: true });
  }

  function empty() {
    shown = null;
    fill(newer);
    fill(body, h('p', { class: 'lead' }, choose));
  }

  /** Shows something else than a movement. @param {Node} node */
  function showOther(node) {
    empty();
    drawList();
    fill(body, node);
    pane.scrollTop = 0;
    if (matchMedia('(max-width: 800px)').matches) pane.scrollIntoView();
  }

  /** Reads the list again; what is open stays. @param {boolean} [quiet] whether a failure is not worth a word */
  async function reload(quiet = false) {
    try {
      movements = (await load()).movements;
    } catch (error) {
      if (!desk.isOut(error) && !quiet) tell(error, body, () => reload());
      return;
    }
    drawList();
    const now = shown && movements.find((m) => shown && keyOf(m) === keyOf(shown.movement));
    const open = shown;
    if (now && open && now.version !== open.movement.version) {
      fill(newer, icon('info'), ' ', t('movements.newer', { state: stateName(now.role, now.state) }), ' ',
        h('button', { type: 'button', class: 'button small', onClick: () => openKey(keyOf(now)) },
          t('movements.renew')));
    }
  }

  /** @param {{ country: string, number: number }} movement @param {boolean} [reach] whether the keyboard goes there */
  async function open(movement, reach = true) {
    try {
      shown = await calls.getMovement(movement.country, movement.number);
    } catch (error) {
      if (!desk.isOut(error)) tell(error, body, () => open(movement, reach));
      return;
    }
    desk.opened(keyOf(movement));
    drawList();
    fill(newer);
    fill(body, draw(shown, { decided: onDecided, renew: () => open(movement) }));
    pane.scrollTop = 0;
    rows()[at]?.scrollIntoView({ block: 'nearest' });
    if (!reach) return;
    if (matchMedia('(max-width: 800px)').matches) pane.scrollIntoView();
    /** @type {HTMLElement | null} */ (body.querySelector('#movement-title'))?.focus({ preventScroll: true });
  }

  /** @param {Movement[]} moved @param {string} action */
  async function onDecided(moved, action) {
    const before = shown?.movement;
    await reload(true);
    if (before) await open(before);
    decided?.(moved, action);
  }

  /** @param {string} key */
  async function openKey(key) {
    const [country, text] = key.split('/');
    if (/^\d+$/.test(text ?? '')) await open({ country, number: Number(text) });
  }

  /** The next or the one before; the list itself knows where it is. @param {number} step */
  function move(step) {
    if (movements.length === 0) return;
    const next = at < 0 ? (step > 0 ? 0 : movements.length - 1)
      : Math.min(Math.max(at + step, 0), movements.length - 1);
    open(movements[next]);
  }

  list.addEventListener('keydown', (event) => {
    const all = rows();
    const now = all.indexOf(/** @type {HTMLElement} */ (event.target));
    /** @type {Record<string, number>} */
    const steps = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: all.length - 1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    all[Math.min(Math.max(steps[event.key], 0), all.length - 1)]?.focus();
  });
  empty();

  return {
    element, reload, open, openKey, move, empty, showOther,
    focusList: () => rows()[Math.max(at, 0)]?.focus(),
    list: () => movements,
    shown: () => shown,
  };
}
