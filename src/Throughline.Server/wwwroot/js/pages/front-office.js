// The front office page: for clerks movements with papers, fees and the till; for holders who may collect for them.
import { canUsePasskeys, passkeyForm } from '../access/passkeys.js';
import { byId, fill, h } from '../dom.js';
import { textField } from '../fields.js';
import { number } from '../format.js';
import { entrance } from '../front-office/entrance.js';
import { feesSection, receiptView, tillView } from '../front-office/fees.js';
import { mandateView, papersAndFees } from '../front-office/mandate.js';
import { papersSection } from '../front-office/papers.js';
import { ownTime, tell } from '../front-office/parts.js';
import * as requests from '../front-office/requests.js';
import { t } from '../i18n.js';

/** @typedef {import('../front-office/types').FrontMovement} FrontMovement */

/** Set in this browser as long as somebody is logged in. */
const IN = 'throughline.in';

/** @param {import('../app.js').App} app */
export function frontOfficePage(app) {
  /** @type {import('../types').Me | null | undefined} */
  let me;
  /** @type {(FrontMovement | import('../types').Movement)[]} */
  let movements = [];
  let at = -1;
  let shown = false;
  const query = textField(t('front.search'), { type: 'search', autofocus: true });
  const code = textField(t('front.code'), { autocapitalize: 'characters', spellcheck: 'false' },
    { hint: t('front.code.hint') });
  const fault = h('div', { class: 'front-fault' });
  const count = h('p', { class: 'note' });
  const list = h('ul', { class: 'movement-list', 'aria-label': t('front.list') });
  const pane = h('div', { class: 'movement-pane' });
  const page = h('div', { class: 'movements' }, h('div', { class: 'movement-queue' }, count, list), pane);

  const isClerk = () => me?.role === 'front-office';
  const isHolder = () => me?.role === 'trader' || me?.role === 'representative';
  const isOfficer = () => me?.role === 'officer' || me?.role === 'supervisor';
  const isOneOfUs = () => isClerk() || isHolder() || isOfficer();

  async function enter() {
    try {
      // Whoever never came in here is not asked about: the answer could only be no.
      me = localStorage.getItem(IN) === null ? null : await requests.getMe();
    } catch (error) {
      fill(byId('side'));
      tell(error, byId('page'));
      return;
    }
    draw();
  }

  function draw() {
    if (!shown) return;
    const title = h('h2', { class: 'results-title' }, t('front.title'));
    if (!me) {
      fill(byId('side'), h('section', { class: 'front-side' }, title));
      fill(byId('page'), entrance((now) => {
        me = now;
        localStorage.setItem(IN, '1');
        draw();
      }));
      return;
    }
    fill(byId('side'), h('section', { class: 'front-side' }, title,
      h('p', null, me.name, ' ',
        h('button', { type: 'button', class: 'link-button', onClick: leave }, t('movements.logout'))),
      isOneOfUs() && searchForm(),
      isClerk() && h('button', { type: 'button', class: 'button', onClick: showTill }, t('front.till')),
      isOneOfUs() && h('p', { class: 'note' }, t('front.keys')),
      canUsePasskeys() && passkeyForm(app.say)));
    if (!isOneOfUs()) {
      fill(byId('page'), h('p', { class: 'lead front-lead' }, t('front.not-for', { role: me.role })));
      return;
    }
    fill(byId('page'), page);
    const lead = isClerk() ? 'front.choose' : isHolder() ? 'front.choose.holder' : 'front.choose.officer';
    fill(pane, h('p', { class: 'lead' }, t(lead)));
    load();
  }

  async function leave() {
    await requests.logout();
    localStorage.removeItem(IN);
    me = null;
    movements = [];
    at = -1;
    draw();
  }

  function searchForm() {
    return h('form', { class: 'front-search', onSubmit: async (/** @type {Event} */ event) => {
      event.preventDefault();
      fill(fault);
      try {
        if (isClerk() && code.get()) {
          const claimed = await requests.claim(query.get(), code.get());
          code.set('');
          app.say(t('front.claimed'));
          await load();
          await open(indexOf(claimed.movement));
          return;
        }
        await load();
        if (movements.length === 1) await open(0);
      } catch (error) {
        tell(error, fault);
      }
    } }, query.element, isClerk() && code.element,
    h('button', { type: 'submit', class: 'button primary' }, t('front.find')), fault);
  }

  async function load() {
    try {
      movements = isClerk() ? (await requests.listMovements(query.get())).movements
        : await requests.listOwnMovements(query.get(), isHolder() ? 'departure' : null);
      at = Math.min(at, movements.length - 1);
      drawList();
    } catch (error) {
      tell(error, pane);
    }
  }

  function drawList() {
    count.textContent = movements.length === 0 ? t(isClerk() ? 'front.none' : 'movements.none')
      : t('movements.count', { count: movements.length, n: number(movements.length) });
    fill(list, movements.map((movement, i) => h('li', null, h('button', {
      type: 'button', class: 'movement-row', 'aria-current': i === at ? 'true' : null,
      tabindex: i === Math.max(at, 0) ? 0 : -1, onClick: () => open(i),
    },
      h('span', { class: 'mono' }, movement.mrn ?? movement.lrn ?? t('movements.unnumbered')),
      h('span', { class: 'note' }, movement.office),
      h('span', { class: 'note' }, movement.meaning),
      'until' in movement && h('span', { class: 'note' }, t('front.until', { at: ownTime(movement.until) }))))));
  }

  /** @param {{ country: string, number: number }} movement */
  function indexOf(movement) {
    return movements.findIndex((m) => m.country === movement.country && m.number === movement.number);
  }

  /** @param {number} i */
  async function open(i) {
    const movement = movements[i];
    if (!movement) return;
    at = i;
    drawList();
    if (isOfficer()) {
      try {
        const papers = await requests.getPapers(movement.country, movement.number);
        fill(pane, h('article', { class: 'front-detail', 'aria-labelledby': 'front-title' },
          h('h2', { id: 'front-title', tabindex: -1 }, movement.mrn ?? movement.lrn ?? t('movements.unnumbered')),
          h('p', null, movement.meaning), papersAndFees(movement.country, movement.number, papers)));
        focusTitle('front-title');
      } catch (error) {
        tell(error, pane);
      }
      return;
    }
    if (!isClerk()) {
      fill(pane, mandateView(/** @type {import('../types').Movement} */ (movement), app.say));
      return;
    }
    try {
      drawDetail(await requests.getMovement(movement.country, movement.number));
      focusTitle('front-title');
    } catch (error) {
      tell(error, pane);
    }
  }

  /** @param {import('../front-office/types').FrontDetail} detail */
  function drawDetail(detail) {
    const { movement } = detail;
    const changed = async (/** @type {string} */ said) => {
      app.say(said);
      drawDetail(await requests.getMovement(movement.country, movement.number));
      focusTitle('front-title');
    };
    fill(pane, h('article', { class: 'front-detail', 'aria-labelledby': 'front-title' },
      h('h2', { id: 'front-title', tabindex: -1 }, movement.mrn ?? movement.lrn ?? t('movements.unnumbered')),
      h('p', { class: 'movement-where' }, movement.holder && t('front.holder', { holder: movement.holder }), ' ',
        h('span', { class: 'mono' }, movement.office)),
      h('p', null, movement.meaning),
      detail.containers.length > 0 && h('p', { class: 'note mono' }, detail.containers.join(' ')),
      papersSection(detail, changed), feesSection(detail, changed, showReceipt)));
  }

  /** @param {import('../front-office/types').Receipt} receipt */
  function showReceipt(receipt) {
    fill(pane, receiptView(receipt, async (made) => {
      app.say(t('front.given-back', { number: made.number }));
      showReceipt(made);
    }, () => open(at)));
    focusTitle('receipt-title');
  }

  function showTill() {
    fill(pane, tillView(app.say));
    pane.scrollIntoView({ block: 'nearest' });
  }

  /** @param {string} id */
  function focusTitle(id) {
    const title = /** @type {HTMLElement | null} */ (pane.querySelector(`#${id}`));
    title?.focus({ preventScroll: true });
    if (matchMedia('(max-width: 1000px)').matches) pane.scrollIntoView();
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
    } else if (event.key === '/') {
      event.preventDefault();
      query.input.focus();
      query.input.select();
    }
  }

  return {
    show() {
      shown = true;
      addEventListener('keydown', onKey);
      enter();
    },
    hide() {
      shown = false;
      removeEventListener('keydown', onKey);
    },
    redraw() {},
    update() {},
  };
}
