// The trader's desk: my movements as timelines, what was refused and why, what is overdue, and lodging.
import { fill, h, icon } from '../dom.js';
import { textField } from '../fields.js';
import { t, term } from '../i18n.js';
import { movementBrowser } from '../movements/browser.js';
import * as calls from '../movements/calls.js';
import { declarationView } from '../movements/declaration.js';
import { isRefusal, refusalBox } from '../movements/explain.js';
import { messageList } from '../movements/history.js';
import { readGroup } from '../movements/lines.js';
import { lodgeBox } from '../movements/lodge.js';
import { detailHead } from '../movements/officer-detail.js';
import { section, sentence } from '../movements/parts.js';
import { isOverdue, timeline } from '../movements/timeline.js';

/** @param {import('../types').MovementDetail} detail */
function traderDetail(detail) {
  const { movement } = detail;
  const refused = detail.messages.filter(isRefusal);
  return h('article', { class: 'movement-detail', 'aria-labelledby': 'movement-title' }, detailHead(detail, false),
    isOverdue(movement) && h('p', { class: 'overdue-note' }, icon('warn'), ' ', t('trader.overdue')),
    refused.slice(-3).map(refusalBox),
    h('div', { class: 'movement-columns' },
      h('div', { class: 'movement-work' }, section(t('timeline.title'), timeline(detail)),
        section(t('movements.messages'), messageList(detail.messages))),
      h('div', { class: 'movement-paper' }, detail.kept.map((kept, i) => {
        const place = h('div');
        const show = async () => {
          try {
            const { lines } = await calls.getKept(movement, kept.name);
            fill(place, declarationView(readGroup(lines), lines,
              `movements/${movement.country}/${movement.number}/kept/${kept.name}`));
          } catch (error) {
            fill(place, h('p', { class: 'form-error' }, sentence(error)));
          }
        };
        if (i === 0) show();
        return i === 0 ? [h('h3', null, term('kept', kept.name)), place]
          : h('details', { class: 'more', onToggle: () => { if (!place.hasChildNodes()) show(); } },
            h('summary', null, `${term('kept', kept.name)} (${kept.code})`), place);
      }), detail.kept.length === 0 && h('p', { class: 'note' }, t('trader.paper.none')))));
}

/** @param {import('../pages/movements.js').Desk} desk */
export function traderDesk(desk) {
  const query = textField(t('movements.search'), { type: 'search', spellcheck: 'false',
    onChange: () => browser.reload() });
  let onlyLate = false;
  const late = h('button', { type: 'button', class: 'button small', 'aria-pressed': 'false', onClick: () => {
    onlyLate = !onlyLate;
    late.setAttribute('aria-pressed', String(onlyLate));
    browser.reload();
  } }, t('trader.overdue.only'));
  const browser = movementBrowser({
    desk, label: t('movements.list'), none: t('trader.none'), choose: t('trader.choose'),
    load: async () => {
      const got = await calls.listMovements({ q: query.get() });
      return onlyLate ? { movements: got.movements.filter(isOverdue) } : got;
    },
    draw: traderDetail,
    mark: (movement) => isOverdue(movement)
      && h('span', { class: 'overdue-mark' }, icon('warn'), ' ', t('trader.overdue.mark')),
  });
  const lodge = lodgeBox({
    checked: (result) => browser.showOther(result),
    left: () => browser.empty(),
    sent: async (receipt) => {
      await browser.reload(true);
      const made = browser.list().find((m) => receipt.lrn !== null && m.lrn === receipt.lrn);
      if (made) await browser.open(made, false);
    },
  });
  return {
    element: browser.element,
    side: h('div', { class: 'desk-side' }, lodge, query.element, h('div', { class: 'row' },
      h('button', { type: 'button', class: 'button small', onClick: () => browser.reload() }, t('movements.find')),
      late)),
    async show() {
      await browser.reload();
      if (desk.open()) await browser.openKey(desk.open());
    },
    refresh: () => browser.reload(true),
    keys: { j: () => browser.move(1), k: () => browser.move(-1), '/': () => query.input.focus(), l: browser.focusList },
  };
}
