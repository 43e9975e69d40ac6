// The page behind the login: who sits here, and the desks of that role.
import * as api from '../api.js';
import { byId, fill, h } from '../dom.js';
import { accountDesk } from '../desks/account.js';
import { accountsDesk } from '../desks/accounts.js';
import { guaranteesDesk } from '../desks/guarantees.js';
import { journalDesk } from '../desks/journal.js';
import { officeDesk } from '../desks/office.js';
import { queueDesk } from '../desks/queue.js';
import { supervisionDesk } from '../desks/supervision.js';
import { traderDesk } from '../desks/trader.js';
import { t, term } from '../i18n.js';
import * as calls from '../movements/calls.js';
import { helpButton, showHelp } from '../movements/help.js';
import { entrance } from '../movements/login.js';
import { tell } from '../movements/parts.js';
import { watch } from '../movements/watch.js';
import { startClock, tick } from '../movements/words.js';
import * as state from '../state.js';

/**
 * What a desk gets from the page.
 * @typedef {object} Desk
 * @property {import('../types').Me} me
 * @property {(text: string) => void} say
 * @property {() => string} open what the address says is open
 * @property {(open: string) => void} opened writes that into the address
 * @property {(desk: string, open: string) => void} go to another desk
 * @property {(error: unknown) => boolean} isOut whether the login ended; then the page shows the entrance
 */
/**
 * What a desk gives to the page.
 * @typedef {object} DeskView
 * @property {HTMLElement} element
 * @property {HTMLElement} [side]
 * @property {() => unknown} show
 * @property {() => unknown} [refresh] called every few seconds
 * @property {Record<string, () => unknown>} [keys]
 */

/** @type {Record<string, { roles: string[] | null, make: (desk: Desk) => DeskView }>} */
const DESKS = {
  supervision: { roles: ['supervisor'], make: supervisionDesk },
  queue: { roles: ['officer', 'supervisor'], make: queueDesk },
  transit: { roles: ['officer', 'supervisor'], make: (desk) => officeDesk(desk, 'transit') },
  destination: { roles: ['officer', 'supervisor'], make: (desk) => officeDesk(desk, 'destination') },
  trader: { roles: ['trader', 'representative'], make: traderDesk },
  guarantees: { roles: ['trader', 'representative', 'guarantor', 'officer', 'supervisor'], make: guaranteesDesk },
  journal: { roles: ['auditor'], make: journalDesk },
  accounts: { roles: ['administrator'], make: accountsDesk },
  account: { roles: null, make: accountDesk },
};

/** Set in this browser as long as somebody is logged in. */
const IN = 'throughline.in';

/** @param {import('../app.js').App} app */
export function movementsPage(app) {
  /** @type {import('../types').Me | null | undefined} */
  let me;
  /** @type {Record<string, DeskView>} */
  let made = {};
  /** @type {DeskView | null} */
  let desk = null;
  let shown = false;
  /** Whether the desk itself writes the address, so that it need not read it. */
  let isOwn = false;
  /** @type {() => void} */
  let unwatch = () => {};

  const secret = () => (location.hash.startsWith('#/first')
    ? new URLSearchParams(location.hash.split('?')[1] ?? '').get('secret') : null);
  const listDesks = () => Object.keys(DESKS).filter((id) => me && (DESKS[id].roles?.includes(me.role) ?? true));
  const current = () => (listDesks().includes(state.get().desk) ? state.get().desk : listDesks()[0]);

  async function enter() {
    try {
      startClock();
      // Whoever never came in here is not asked about: the answer could only be no.
      me = localStorage.getItem(IN) !== null && secret() === null ? await calls.getMe() : null;
    } catch (error) {
      fill(byId('side'));
      tell(error, byId('page'), enter);
      return;
    }
    draw();
  }

  /** @param {import('../types').Me} now */
  function onIn(now) {
    me = now;
    localStorage.setItem(IN, '1');
    history.replaceState(null, '', location.pathname + location.search);
    draw();
  }

  function leave() {
    localStorage.removeItem(IN);
    me = null;
    made = {};
    desk = null;
    unwatch();
    if (state.get().desk || state.get().open) state.go({ desk: '', open: '' }, { replace: true });
    draw();
  }

  /** @param {string} id @returns {Desk} */
  const deskOf = (id) => ({
    me: /** @type {import('../types').Me} */ (me), say: app.say,
    open: () => (current() === id ? state.get().open : ''),
    opened(open) {
      if (open === state.get().open) return;
      isOwn = true;
      state.go({ desk: id, open }, { replace: true });
      isOwn = false;
    },
    go: (next, open) => state.go({ desk: next, open }),
    isOut(error) {
      const out = error instanceof api.ApiError && error.problem.status === 401;
      if (out) {
        leave();
        app.say(t('movements.ended'));
      }
      return out || api.isCancelled(error);
    },
  });

  function draw() {
    if (!shown) return;
    unwatch();
    if (!me) {
      fill(byId('side'), h('section', { class: 'movements-side' },
        h('h2', { class: 'results-title' }, t('movements.title')), h('p', null, t('movements.lead'))));
      fill(byId('page'), entrance(secret(), onIn));
      return;
    }
    const id = current();
    desk = made[id] ??= DESKS[id].make(deskOf(id));
    drawSide(me, id);
    fill(byId('page'), desk.element);
    desk.show();
    const now = desk;
    unwatch = watch(async () => {
      tick(byId('page'));
      await now.refresh?.();
    });
  }

  /** @param {import('../types').Me} who @param {string} id */
  function drawSide(who, id) {
    const link = (/** @type {string} */ name) => h('a', {
      href: state.write({ ...state.get(), desk: name, open: '' }), 'aria-current': name === id ? 'page' : null,
      onClick: (/** @type {MouseEvent} */ event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        state.go({ desk: name, open: '' });
      },
    }, t(`desk.${name}`));
    fill(byId('side'), h('section', { class: 'movements-side' },
      h('div', { class: 'who' }, h('p', null, h('strong', null, who.name), h('br'),
        h('span', { class: 'note' }, [term('role', who.role), who.country !== 'ZZ' && who.country,
          who.offices.join(', ')].filter(Boolean).join(' · '))),
      h('button', { type: 'button', class: 'link-button', onClick: async () => {
        try {
          await calls.logout();
        } finally {
          leave();
        }
      } }, t('movements.logout'))),
      h('nav', { class: 'desks', 'aria-label': t('movements.desks') }, listDesks().map(link)),
      desk?.side, desk?.keys && helpButton(Object.keys(desk.keys))));
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (!desk || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const isTyping = target.closest('input:not([type="radio"], [type="checkbox"]), textarea, select');
    if (isTyping) {
      if (event.key === 'Escape') target.blur();
      return;
    }
    if (event.key === '?') {
      showHelp(Object.keys(desk.keys ?? {}));
    } else {
      const work = desk.keys?.[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!work) return;
      event.preventDefault();
      work();
    }
  }

  return {
    show() {
      shown = true;
      addEventListener('keydown', onKey);
      if (me === undefined || secret() !== null) enter();
      else draw();
    },
    hide() {
      shown = false;
      unwatch();
      removeEventListener('keydown', onKey);
    },
    redraw() {},
    /** @param {import('../types').AppState} now @param {import('../types').AppState} before */
    update(now, before) {
      if (!me || isOwn) return;
      if (now.desk !== before.desk && made[current()] !== desk) draw();
      else if (now.open !== before.open && now.desk === before.desk) desk?.show();
    },
  };
}
