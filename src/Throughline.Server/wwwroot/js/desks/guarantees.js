// Guarantees: what stands, what movements hold of it, what comes free when, and what can be done with it.
import { fill, h, icon } from '../dom.js';
import { t } from '../i18n.js';
import * as calls from '../movements/calls.js';
import { tell } from '../movements/parts.js';
import { euro } from '../movements/words.js';
import { balanceBar, guaranteeDetail } from '../guarantees/detail.js';
import { offerForm } from '../guarantees/forms.js';

/** @typedef {import('../types').Guarantee} Guarantee */

/** @param {import('../pages/movements.js').Desk} desk */
export function guaranteesDesk(desk) {
  const { me } = desk;
  /** @type {Guarantee[]} */
  let list = [];
  let shown = '';
  const rows = h('ul', { class: 'movement-list', 'aria-label': t('guarantees.list') });
  const count = h('p', { class: 'note', role: 'status' });
  const pane = h('div', { class: 'movement-pane' });
  const element = h('div', { class: 'movements' }, h('div', { class: 'movement-queue' }, count, rows), pane);

  function drawRows() {
    count.textContent = list.length === 0 ? t(`guarantees.none.${me.role === 'guarantor' ? 'guarantor' : 'other'}`)
      : t('guarantees.count', { count: list.length });
    fill(rows, list.map((one) => h('li', null, h('button', {
      type: 'button', class: 'movement-row guarantee-row', 'aria-current': one.grn === shown ? 'true' : null,
      onClick: () => open(one.grn),
    }, h('span', { class: 'mono movement-number' }, one.grn),
    h('span', { class: `phase phase-${one.state === 'offered' ? 'decide' : 'waiting'}` },
      t(`guarantee.state.${one.state}`)),
    h('span', { class: 'note' }, t('guarantees.free', { amount: euro(one.availableCents) })),
    balanceBar(one), one.warning && h('span', { class: 'overdue-mark' }, icon('warn'), ' ', one.warning)))));
  }

  async function reload(quiet = false) {
    try {
      list = (await calls.listGuarantees()).guarantees;
      drawRows();
    } catch (error) {
      if (!desk.isOut(error) && !quiet) tell(error, pane, () => reload());
    }
  }

  /** @param {string} grn @param {boolean} [reach] */
  async function open(grn, reach = true) {
    try {
      const got = await calls.getGuarantee(grn);
      shown = grn;
      desk.opened(grn);
      drawRows();
      fill(pane, guaranteeDetail(got, me, async (said) => {
        await reload(true);
        await open(grn);
        desk.say(said);
      }));
      if (!reach) return;
      if (matchMedia('(max-width: 800px)').matches) pane.scrollIntoView();
      /** @type {HTMLElement | null} */ (pane.querySelector('h2'))?.focus({ preventScroll: true });
    } catch (error) {
      if (!desk.isOut(error)) tell(error, pane, () => open(grn));
    }
  }

  /** @param {number} step */
  function move(step) {
    const at = list.findIndex((one) => one.grn === shown);
    const next = list[at < 0 ? 0 : Math.min(Math.max(at + step, 0), list.length - 1)];
    if (next) open(next.grn);
  }

  const offer = me.role === 'guarantor' && h('button', { type: 'button', class: 'button primary', onClick: () => {
    shown = '';
    drawRows();
    fill(pane, offerForm(async (grn) => {
      await reload(true);
      await open(grn);
      desk.say(t('guarantees.offered', { grn }));
    }));
    /** @type {HTMLElement | null} */ (pane.querySelector('input'))?.focus();
  } }, t('guarantees.offer'));

  return {
    element,
    side: h('div', { class: 'desk-side' }, h('p', { class: 'note' }, t(`guarantees.lead.${me.kind}`)), offer),
    async show() {
      await reload();
      if (desk.open()) await open(desk.open(), false);
      else if (!shown) fill(pane, h('p', { class: 'lead' }, t('guarantees.choose')));
    },
    refresh: () => reload(true),
    keys: { j: () => move(1), k: () => move(-1) },
  };
}
