// What a supervisor looks at first: what is overdue and what to do, where decisions wait, who decided how much.
import { fill, h } from '../dom.js';
import { number } from '../format.js';
import { t, term } from '../i18n.js';
import { keyOf } from '../movements/browser.js';
import * as calls from '../movements/calls.js';
import { countdown, dayText, euro, numberOf, stateName } from '../movements/words.js';
import { moment, section, table, tell } from '../movements/parts.js';

/** How pressing it is, 1 to 3. @param {number} days */
const age = (days) => (days > 28 ? 3 : days > 7 ? 2 : 1);

/** @param {import('../pages/movements.js').Desk} desk */
export function supervisionDesk(desk) {
  const overdue = h('div');
  const load = h('div');
  const element = h('div', { class: 'page-body' }, h('h2', { class: 'results-title' }, t('desk.supervision')),
    overdue, load);

  /** @param {import('../types').Movement} movement */
  const link = (movement) => h('button', { type: 'button', class: 'link-button mono',
    onClick: () => desk.go('queue', keyOf(movement)) }, numberOf(movement));

  async function read(quiet = false) {
    try {
      const [late, work] = await Promise.all([calls.listOverdue(), calls.getLoad()]);
      drawOverdue(late.movements);
      drawLoad(work);
    } catch (error) {
      if (!desk.isOut(error) && !quiet) tell(error, overdue, () => read());
    }
  }

  /** What to do, in the words of the decisions. @param {import('../types').Overdue} one */
  const todo = (one) => term('supervision.todo', one.movement.state) === one.movement.state ? one.todo
    : term('supervision.todo', one.movement.state);

  /** @param {import('../types').Overdue[]} list */
  function drawOverdue(list) {
    fill(overdue, section(t('supervision.overdue', { n: list.length }), list.length === 0
      ? h('p', { class: 'note' }, t('supervision.overdue.none'))
      : [h('p', { class: 'note' }, t('supervision.overdue.lead')),
        table(t('supervision.overdue.caption'), ['movement', 'days', 'limit', 'state', 'held', 'todo']
          .map((key) => t(`supervision.${key}`)),
        list.map((one) => [link(one.movement), h('span', { class: `age age-${age(one.days)}` },
          t('supervision.age', { count: one.days, n: number(one.days) })), dayText(one.limit),
        stateName(one.movement.role, one.movement.state), euro(one.heldCents), todo(one)]), [4])]));
  }

  /** @param {import('../types').Load} work */
  function drawLoad(work) {
    const total = work.offices.reduce((sum, office) => sum + office.decide, 0);
    fill(load, section(t('supervision.offices', { n: total }), work.offices.length === 0
      ? h('p', { class: 'note' }, t('supervision.offices.none'))
      : table(t('supervision.offices.caption'), ['office', 'decide', 'oldest', 'expected', 'waiting']
        .map((key) => t(`supervision.${key}`)),
      work.offices.map((one) => [h('span', { class: 'mono' }, one.office), number(one.decide),
        one.oldest ? [countdown(one.oldest), h('span', { class: 'note' }, ' ', moment(one.oldest))] : '—',
        number(one.expected), number(one.waiting)]), [1, 3, 4])),
    section(t('supervision.officers'), work.officers.length === 0
      ? h('p', { class: 'note' }, t('supervision.officers.none'))
      : table(t('supervision.officers'), ['officer', 'day', 'week', 'last'].map((key) => t(`supervision.${key}`)),
        work.officers.map((one) => [one.name, number(one.day), number(one.week), moment(one.lastAt)]), [1, 2]),
    !work.isWhole && h('p', { class: 'note' }, t('supervision.partial'))));
  }

  return { element, show: () => read(), refresh: () => read(true) };
}
