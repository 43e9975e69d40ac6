// Small pieces that all desks use.
import { ApiError, isCancelled } from '../api.js';
import { fill, h } from '../dom.js';
import { t } from '../i18n.js';
import { errorBox } from '../results/blocked.js';
import { countdown, now, ownTime } from './words.js';

/** @typedef {import('../dom.js').Child} Child */

/** @param {string} title @param {...Child} children */
export function section(title, ...children) {
  return h('section', { class: 'movement-section' }, h('h3', null, title), ...children);
}

/** Names and values. @param {[string, Child][]} pairs */
export function facts(pairs) {
  return h('dl', { class: 'facts' }, pairs.filter(([, value]) => value !== '' && value !== null && value !== undefined)
    .map(([name, value]) => [h('dt', null, name), h('dd', null, value)]));
}

/** A moment in the reader's own time. @param {string} iso */
export const moment = (iso) => h('time', { datetime: iso }, ownTime(iso));

/** How long until a moment; renewed by tick(). @param {string} iso */
export function dueIn(iso) {
  return h('strong', { class: `due${Date.parse(iso) < now() ? ' late' : ''}`, dataset: { due: iso } }, countdown(iso));
}

/** The problem of anything that was thrown. @param {unknown} error @returns {import('../types').ProblemDetails} */
export function problemOf(error) {
  return error instanceof ApiError ? error.problem : { title: 'error.script', detail: String(error) };
}

/** Shows what went wrong. @param {unknown} error @param {HTMLElement} where @param {() => void} retry */
export function tell(error, where, retry) {
  if (!isCancelled(error)) fill(where, errorBox(problemOf(error), retry));
}

/** What went wrong, in one text. @param {unknown} error */
export function sentence(error) {
  const problem = problemOf(error);
  if (problem.title.startsWith('error.')) return t(problem.title, { status: problem.status ?? '' });
  return problem.errors?.length ? problem.errors.map((e) => e.message).join(' ') : problem.detail ?? problem.title;
}

/**
 * A form whose button waits for the work and tells what went wrong beneath.
 * @param {{ class?: string, go: string, danger?: boolean }} options
 * @param {Child[]} children
 * @param {() => Promise<void>} work
 */
export function workForm({ class: name, go, danger }, children, work) {
  const fault = h('p', { class: 'form-error', role: 'alert', hidden: true });
  const button = h('button', { type: 'submit', class: `button primary${danger ? ' danger' : ''}` }, go);
  const form = h('form', { class: `work-form ${name ?? ''}`, onSubmit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    fault.hidden = true;
    try {
      await work();
    } catch (error) {
      if (isCancelled(error)) return;
      fault.textContent = sentence(error);
      fault.hidden = false;
    } finally {
      button.disabled = false;
    }
  } }, ...children, fault, h('div', { class: 'form-foot' }, button));
  return { form, button };
}

/**
 * A table that scrolls by itself where it is too wide.
 * @param {string} caption
 * @param {string[]} heads
 * @param {Child[][]} rows
 * @param {number[]} [numeric] columns of numbers
 */
export function table(caption, heads, rows, numeric = []) {
  const type = (/** @type {number} */ i) => (numeric.includes(i) ? 'num' : null);
  return h('div', { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    h('table', { class: 'data' }, h('caption', { class: 'visually-hidden' }, caption),
      h('thead', null, h('tr', null, heads.map((head, i) => h('th', { scope: 'col', class: type(i) }, head)))),
      h('tbody', null, rows.map((row) => h('tr', null, row.map((cell, i) => (i === 0
        ? h('th', { scope: 'row' }, cell) : h('td', { class: type(i) }, cell))))))));
}

/** @param {string} name @param {string} type @param {string} text */
export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
