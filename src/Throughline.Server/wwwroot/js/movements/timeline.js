// A movement as its holder asks about it: what has happened, what comes next, and until when.
import { h, icon } from '../dom.js';
import { t } from '../i18n.js';
import { moment } from './parts.js';
import { dayText, stateName, today, WRONG } from './words.js';

/** @typedef {import('../types').MovementDetail} MovementDetail */

/** The way of a movement that goes well. */
const WAY = {
  departure: ['Submitted', 'Accepted', 'Released', 'Arrived', 'WrittenOff'],
  destination: ['ArrivalExpected', 'Presented', 'GoodsReleased'],
};
/** States that last no time for whoever looks on from outside. */
const PASSING = ['Start', 'Releasing', 'ReleaseAsked', 'ArrivalAsked'];
/** States after which nothing comes. */
const LAST = ['Rejected', 'NotReleased', 'Cancelled', 'WrittenOff', 'GoodsReleased', 'ArrivedElsewhere'];

/** The states that were entered, in order. @param {MovementDetail} detail */
function passed(detail) {
  /** @type {{ state: string, at: string }[]} */
  const found = [];
  for (const entry of detail.history) {
    for (const step of entry.transitions) {
      const words = step.split(' ');
      const state = words[words.length - 1];
      if (words[0] !== state && !PASSING.includes(state)) found.push({ state, at: entry.at });
    }
  }
  return found;
}

/** Whether the goods should be there by now. @param {import('../types').Movement} movement */
export const isOverdue = (movement) => movement.role === 'departure' && movement.limit !== null
  && movement.limit < today() && !LAST.includes(movement.state) && movement.state !== 'Arrived';

/** @param {MovementDetail} detail */
export function timeline(detail) {
  const { movement } = detail;
  const done = passed(detail);
  const way = WAY[/** @type {keyof typeof WAY} */ (movement.role)] ?? [];
  const reached = Math.max(-1, ...done.map((step) => way.indexOf(step.state)));
  const coming = LAST.includes(movement.state) ? [] : way.slice(reached + 1);
  const limit = (/** @type {string} */ state) => (state === 'Arrived' && movement.limit
    ? t('timeline.until', { day: dayText(movement.limit) }) : '');
  return h('ol', { class: 'timeline', 'aria-label': t('timeline.title') },
    done.map((step, i) => {
      const isNow = i === done.length - 1;
      const wrong = WRONG.includes(step.state);
      const look = `${wrong ? 'wrong' : 'done'}${isNow ? ' now' : ''}`;
      return h('li', { class: look, 'aria-current': isNow ? 'step' : null },
        icon(wrong ? 'warn' : isNow && coming.length > 0 ? 'wait' : 'end'),
        h('div', null, h('strong', null, stateName(movement.role, step.state)), ' ',
          h('span', { class: 'note' }, moment(step.at))));
    }),
    coming.map((state) => h('li', { class: 'coming' }, h('span', { class: 'dot', 'aria-hidden': 'true' }),
      h('div', null, stateName(movement.role, state), ' ',
        h('span', { class: 'note' }, t('timeline.coming'), limit(state) && ` · ${limit(state)}`)))));
}
