// The movements page: a login, then for traders what they sent and what came back, for officers their queue.
import * as api from '../api.js';
import { byId, fill, h } from '../dom.js';
import { textField } from '../fields.js';
import { number } from '../format.js';
import { t } from '../i18n.js';
import { movementDetail, ownTime } from '../movements/detail.js';
import { loginForm } from '../movements/login.js';
import { errorBox } from '../results/blocked.js';

/** @typedef {import('../types').Movement} Movement */

/** States in which an office waits for an officer. */
const WAITING = ['Submitted', 'Accepted', 'UnderControl', 'Presented', 'RemarksOpen', 'TransitExpected', 'Held',
  'DiscrepanciesOpen', 'EnquiryRecommended', 'UnderEnquiry', 'UnderRecovery', 'EnquiryReceived', 'GoodsHeld'];

/** Set in this browser as long as somebody is logged in. */
const IN = 'throughline.in';

/** @param {import('../app.js').App} app */
export function movementsPage(app) {
  /** @type {import('../types').Me | null | undefined} */
  let me;
  /** @type {Movement[]} */
  let movements = [];
  let at = -1;
  let shown = false;
  const query = textField(t('movements.search'), { type: 'search', onChange: () => load() });
  const list = h('ul', { class: 'movement-list', 'aria-label': t('movements.list'), tabindex: 0 });
  const count = h('p', { class: 'note' });
  const detail = h('div', { class: 'movement-pane' });
  const page = h('div', { class: 'movements' },
    h('div', { class: 'movement-queue' }, count, list), detail);
  const sent = h('div', { role: 'status' });
  const chooser = h('input', { type: 'file', accept: '.xml,application/xml,text/xml', hidden: true,
    onChange: async () => {
      const file = chooser.files?.[0];
      chooser.value = '';
      if (file) await send(await file.text());
    } });

  const isTrader = () => me?.role === 'trader' || me?.role === 'representative';

  /** @param {unknown} error @param {HTMLElement} where @param {() => void} retry */
  function tell(error, where, retry) {
    if (api.isCancelled(error)) return;
    fill(where, errorBox(error instanceof api.ApiError ? error.problem
      : { title: 'error.script', detail: String(error) }, retry));
  }

  async function enter() {
    const secret = new URLSearchParams(location.hash.split('?')[1] ?? '').get('secret');
    try {
      // Whoever never came in here is not asked about: the answer could only be no.
      const mayBeIn = localStorage.getItem(IN) !== null && !(location.hash.startsWith('#/first') && secret);
      me = mayBeIn ? await api.getMe() : null;
    } catch (error) {
      fill(byId('side'));
      tell(error, byId('page'), enter);
      return;
    }
    draw();
  }

  function draw() {
    if (!shown) return;
    if (!me) {
      const secret = location.hash.startsWith('#/first')
        ? new URLSearchParams(location.hash.split('?')[1] ?? '').get('secret') : null;
      fill(byId('side'), h('section', { class: 'movements-side' },
        h('h2', { class: 'results-title' }, t('movements.title'))));
      fill(byId('page'), loginForm(secret, (now) => {
        me = now;
        localStorage.setItem(IN, '1');
        history.replaceState(null, '', location.pathname + location.search);
        draw();
      }));
      return;
    }
    drawSide(me);
    fill(byId('page'), page);
    fill(detail, h('p', { class: 'lead' }, t(isTrader() ? 'movements.none.trader' : 'movements.choose')));
    load();
  }

  /** @param {import('../types').Me} who */
  function drawSide(who) {
    fill(byId('side'), h('section', { class: 'movements-side' },
      h('h2', { class: 'results-title' }, t('movements.title')),
      h('p', null, t('movements.me', { name: who.name, role: who.role }), ' ',
        h('button', { type: 'button', class: 'link-button', onClick: async () => {
          await api.logout();
          localStorage.removeItem(IN);
          me = null;
          movements = [];
          draw();
        } }, t('movements.logout'))),
      query.element,
      h('button', { type: 'button', class: 'button', onClick: () => load() }, t('movements.find')),
      isTrader() && h('div', { class: 'send-box' },
        h('h3', null, t('movements.send')), h('p', { class: 'note' }, t('movements.send.lead')), chooser,
        h('button', { type: 'button', class: 'button primary', onClick: () => chooser.click() },
          t('movements.send.choose')), sent),
      !isTrader() && h('button', { type: 'button', class: 'button primary', onClick: () => next() },
        t('movements.next')),
      h('p', { class: 'note' }, t('movements.keys'))));
  }

  async function load() {
    try {
      movements = (await api.listMovements({ q: query.get(), state: '' })).movements;
    } catch (error) {
      tell(error, detail, load);
      return;
    }
    at = Math.min(at, movements.length - 1);
    drawList();
  }

  function drawList() {
    count.textContent = movements.length === 0 ? t('movements.none')
      : t('movements.count', { count: movements.length, n: number(movements.length) });
    fill(list, movements.map((movement, i) => h('li', null, h('button', {
      type: 'button', class: 'movement-row', 'aria-current': i === at ? 'true' : null,
      tabindex: i === Math.max(at, 0) ? 0 : -1, onClick: () => open(i),
    },
      h('span', { class: 'mono' }, movement.mrn ?? movement.lrn ?? t('movements.unnumbered')),
      h('span', { class: `state${WAITING.includes(movement.state) ? ' waits' : ''}` }, movement.state),
      h('span', { class: 'note' }, `${t(`movements.role.${movement.role}`)} ${movement.office}`),
      h('time', { class: 'note', datetime: movement.changedAt }, ownTime(movement.changedAt))))));
  }

  /** @param {number} i */
  async function open(i) {
    const movement = movements[i];
    if (!movement) return;
    at = i;
    drawList();
    try {
      const got = await api.getMovement(movement.country, movement.number);
      fill(detail, movementDetail(got, async (action, reason) => {
        await api.decide({ role: movement.role, office: movement.office, action, reason,
          movement: got.movement.mrn ?? got.movement.lrn ?? '', seen: got.movement.version });
        await load();
        at = movements.findIndex((m) => m.country === movement.country && m.number === movement.number);
        await open(at);
        app.say(t('movements.decide.done', { action, state: movements[at]?.state ?? '' }));
      }));
      if (matchMedia('(max-width: 800px)').matches) detail.scrollIntoView();
      /** @type {HTMLElement | null} */ (detail.querySelector('#movement-title'))?.focus({ preventScroll: true });
    } catch (error) {
      tell(error, detail, () => open(i));
    }
  }

  /** Goes to the next movement after this one that waits for an officer. */
  function next() {
    const order = [...movements.keys()].map((i) => (at + 1 + i) % movements.length);
    const found = order.find((i) => WAITING.includes(movements[i].state));
    if (found === undefined) app.say(t('movements.next.none'));
    else open(found);
  }

  /** @param {string} xml */
  async function send(xml) {
    try {
      const receipt = await api.sendMessage(xml);
      const answers = receipt.answers.map((answer) => answer.code).join(', ');
      fill(sent, h('p', { class: 'sent' }, t('movements.sent', { code: receipt.code, id: receipt.id }), ' ',
        answers ? t('movements.sent.answers', { list: answers }) : t('movements.sent.none')));
      at = 0;
      await load();
      await open(0);
    } catch (error) {
      tell(error, sent, () => fill(sent));
    }
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (!me || event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select')) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && target.closest('.movement-list')) {
      event.preventDefault();
      const rows = /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll('.movement-row'));
      const now = [...rows].indexOf(/** @type {HTMLElement} */ (target.closest('.movement-row')));
      rows[Math.max(0, Math.min(rows.length - 1, now + step))]?.focus();
    } else if (event.key === 'n' || event.key === 'N') {
      next();
    }
  }

  return {
    show() {
      shown = true;
      addEventListener('keydown', onKey);
      if (me === undefined || location.hash.startsWith('#/first')) enter();
      else draw();
    },
    hide() {
      shown = false;
      removeEventListener('keydown', onKey);
    },
    redraw() {},
    update() {},
  };
}
