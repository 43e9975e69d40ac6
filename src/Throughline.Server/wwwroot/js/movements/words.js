// The field's words for states, decisions and periods, and how long something takes still.
import { info } from '../data.js';
import { duration } from '../format.js';
import { has, kebab, locale, t } from '../i18n.js';

/** @typedef {import('../types').Movement} Movement */

/** @param {string} key @param {string} otherwise */
const words = (key, otherwise) => (has(key) ? t(key) : otherwise);

/** @param {string} role @param {string} state */
export const stateName = (role, state) => words(`state.${role}.${kebab(state)}`, state);

/** @param {string} role @param {string} action */
export const actionName = (role, action) => words(`action.${role}.${action}`, words(`action.${action}`, action));

/** What a decision brings about, or an empty text. @param {string} role @param {string} action */
export const actionHint = (role, action) => words(`action.${role}.${action}.hint`, words(`action.${action}.hint`, ''));

/** A message by its code. @param {string} code */
export const messageName = (code) => words(`message.${code}`, code);

/** @param {string} role */
export const officeName = (role) => words(`movements.office.${role}`, role);

/** States in which something is wrong for whoever looks on from outside. */
export const WRONG = ['Rejected', 'NotReleased', 'Cancelled', 'GuaranteeUnderAmendment', 'DiscrepanciesOpen',
  'EnquiryRecommended', 'UnderEnquiry', 'UnderRecovery', 'GoodsHeld', 'IncidentReported', 'NotExpected'];

/**
 * How a state is marked: for officers by who has the next word, for parties by whether all is well.
 * @param {Movement} movement
 * @param {boolean} isOfficial
 */
export function phase({ stage, state }, isOfficial) {
  const wrong = WRONG.includes(state) && (!isOfficial || stage === 'done');
  return `phase phase-${wrong ? 'wrong' : isOfficial || stage === 'done' ? stage : 'waiting'}`;
}

/** What a movement is called: MRN, LRN before there is one. @param {Movement} movement */
export const numberOf = (movement) => movement.mrn ?? movement.lrn ?? t('movements.unnumbered');

/** Times of the server are UTC; people read their own. @param {string} iso */
export function ownTime(iso) {
  return new Date(iso).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'short' });
}

/** A day as yyyy-MM-dd, in words. @param {string} day */
export function dayText(day) {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale(), { dateStyle: 'medium', timeZone: 'UTC' });
}

let ahead = 0;
/** The server's clock decides what is due, not the one of this machine. */
export function startClock() {
  ahead = Date.parse(info().now) - Date.now();
}

export const now = () => Date.now() + ahead;

/** Today by the server's clock, yyyy-MM-dd. */
export const today = () => new Date(now()).toISOString().slice(0, 10);

/** How long until a moment, or since. @param {string} iso */
export function countdown(iso) {
  const seconds = (Date.parse(iso) - now()) / 1000;
  return seconds >= 0 ? t('due.in', { time: duration(seconds) }) : t('due.over', { time: duration(-seconds) });
}

/** Renews the countdowns under an element. @param {ParentNode} root */
export function tick(root) {
  for (const element of root.querySelectorAll('[data-due]')) {
    const due = element.getAttribute('data-due') ?? '';
    element.textContent = countdown(due);
    element.classList.toggle('late', Date.parse(due) < now());
  }
}

/** Amounts of guarantees are whole cents of euro. @param {number} cents */
export function euro(cents) {
  return new Intl.NumberFormat(locale(), { style: 'currency', currency: 'EUR', currencyDisplay: 'code' })
    .format(cents / 100);
}

/**
 * A step of the procedure: «state on state», as the history has it.
 * @param {string} role
 * @param {string} step
 */
export function stepWords(role, step) {
  const parts = step.split(' ');
  return { from: stateName(role, parts[0]), to: stateName(role, parts[parts.length - 1]),
    state: parts[parts.length - 1], moved: parts[0] !== parts[parts.length - 1] };
}
