// What the parts of the front office share: sections, money, problems, and a reason that is asked for in place.
import * as api from '../api.js';
import { fill, h } from '../dom.js';
import { number } from '../format.js';
import { locale, t } from '../i18n.js';
import { errorBox } from '../results/blocked.js';

/** Currencies that have no hundredth, as the server counts them. @type {Record<string, number>} */
const DIGITS = {
  ISK: 0, JPY: 0, KRW: 0, XAF: 0, XOF: 0, CLP: 0, VND: 0, BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
};

/** @param {number} minor @param {string} currency */
export function amount(minor, currency) {
  const digits = DIGITS[currency] ?? 2;
  return number(minor / 10 ** digits, {
    style: 'currency', currency, currencyDisplay: 'code', minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** Times of the server are UTC; people read their own. @param {string} iso */
export function ownTime(iso) {
  return new Date(iso).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'short' });
}

/** @param {string} title @param {...import('../dom.js').Child} children */
export function section(title, ...children) {
  return h('section', { class: 'front-section' }, h('h3', null, title), ...children);
}

/** Shows in place what went wrong. @param {unknown} error @param {Element} where */
export function tell(error, where) {
  if (api.isCancelled(error)) return;
  fill(where, errorBox(error instanceof api.ApiError ? error.problem
    : { title: 'error.script', detail: String(error) }, () => fill(where)));
}

/**
 * A button that asks for a reason before it does something that is not undone.
 * @param {string} label
 * @param {(reason: string) => Promise<void>} onGo
 */
export function reasonButton(label, onGo) {
  const fault = h('div', { class: 'front-fault' });
  const reason = h('input', { type: 'text', required: true, maxlength: 500, 'aria-label': t('front.reason'),
    placeholder: t('front.reason') });
  const open = h('button', { type: 'button', class: 'link-button', onClick: () => {
    form.hidden = false;
    open.hidden = true;
    reason.focus();
  } }, label);
  const form = h('form', { class: 'reason-form', hidden: true, onSubmit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    try {
      await onGo(reason.value.trim());
    } catch (error) {
      tell(error, fault);
    }
  } }, reason, h('button', { type: 'submit', class: 'button' }, label),
  h('button', { type: 'button', class: 'link-button', onClick: () => {
    form.hidden = true;
    open.hidden = false;
    open.focus();
  } }, t('front.not')), fault);
  return h('span', { class: 'reason' }, open, form);
}

/**
 * Fees as a table with a foot for each fund and currency.
 * @param {import('./types').FeeLine[]} lines
 * @param {import('./types').FeeTotal[]} [totals]
 */
export function feeTable(lines, totals = []) {
  return h('div', { class: 'table-box' }, h('table', { class: 'data fee-table' },
    h('thead', null, h('tr', null, h('th', null, t('front.fee')), h('th', null, t('front.fund')),
      h('th', { class: 'num' }, t('front.quantity')), h('th', { class: 'num' }, t('front.unit')),
      h('th', { class: 'num' }, t('front.amount')))),
    h('tbody', null, lines.map((line) => h('tr', null,
      h('td', null, line.title, ' ', h('span', { class: 'note mono' }, line.code)),
      h('td', null, t(`front.fund.${line.fund}`)), h('td', { class: 'num' }, number(line.quantity)),
      h('td', { class: 'num' }, amount(line.unitMinor, line.currency)),
      h('td', { class: 'num' }, amount(line.amountMinor, line.currency))))),
    totals.length > 0 && h('tfoot', null, totals.map((total) => h('tr', null,
      h('th', { colspan: 4 }, t('front.total', { fund: t(`front.fund.${total.fund}`) })),
      h('td', { class: 'num' }, amount(total.amountMinor, total.currency)))))));
}
