// The form of a decision: what is possible, what it brings about, what goes with it, and why.
import { ApiError, isCancelled } from '../api.js';
import { fill, h, uniqueId } from '../dom.js';
import { selectField, textField } from '../fields.js';
import { t } from '../i18n.js';
import { errorBox } from '../results/blocked.js';
import { detailsOf, inOrder, isGrave } from './actions.js';
import { problemOf } from './parts.js';
import { actionHint, actionName } from './words.js';

/** @typedef {import('./actions.js').Detail} Detail */
/**
 * @typedef {{ element: HTMLElement, get: () => string, error: (text: string | null) => void, detail: Detail }} Asked
 */
/** @typedef {{ action: string, reason: string, details: Record<string, string> }} Decision */

/** @param {Detail} detail @param {() => void} changed @returns {Asked} */
function ask(detail, changed) {
  const key = detail.label ?? detail.name;
  const label = t(`detail.${key}`) + (detail.required ? '' : ` ${t('detail.optional')}`);
  const told = (/** @type {string} */ value) => t(`detail.${key}.${value || 'none'}`);
  if (detail.kind === 'choice') {
    const field = selectField(label, (detail.options ?? []).map((value) => [value, told(value)]), changed);
    return { element: field.element, get: field.get, error: field.error, detail };
  }
  if (detail.kind === 'several') {
    const boxes = (detail.options ?? []).map((value) => h('input', { type: 'checkbox', value, onChange: changed }));
    const note = h('p', { class: 'field-error', hidden: true });
    const element = h('fieldset', { class: 'field several' }, h('legend', null, label),
      boxes.map((box) => h('label', null, box, ' ', told(box.value))), note);
    return { element, detail, get: () => boxes.filter((box) => box.checked).map((box) => box.value).join(','),
      error: (text) => { note.hidden = text === null; note.textContent = text ?? ''; } };
  }
  const field = textField(label, { type: detail.kind === 'date' ? 'date' : 'text', onChange: changed,
    inputmode: detail.kind === 'number' ? 'decimal' : null, maxlength: 500 });
  return { element: field.element, get: field.get, error: field.error, detail };
}

/**
 * @param {object} options
 * @param {string} options.role
 * @param {string[]} options.actions
 * @param {string} [options.first] the action that is chosen at the beginning
 * @param {() => Record<string, string>} [options.compared] what was seen on the goods, for the journal
 * @param {(decision: Decision) => Promise<void>} options.onDecide
 * @param {() => void} options.onRenew shows the movement anew, when it changed meanwhile
 */
export function decisionForm({ role, actions, first, compared, onDecide, onRenew }) {
  const id = uniqueId('decision');
  const sorted = inOrder(actions);
  let chosen = first && sorted.includes(first) ? first : sorted[0];
  /** @type {Asked[]} */
  let asked = [];
  const hint = h('p', { class: 'note', id: `${id}-hint` });
  const details = h('div', { class: 'decision-details' });
  const reason = h('textarea', { rows: 2, required: true, maxlength: 512, id: `${id}-reason`, class: 'reason' });
  const sure = h('input', { type: 'checkbox' });
  const confirm = h('label', { class: 'decision-sure', hidden: true }, sure, ' ', h('span'));
  const go = h('button', { type: 'submit', class: 'button primary' });
  const fault = h('div', { class: 'decision-fault' });

  const given = () => Object.fromEntries(asked.map((one) => [one.detail.name, one.get()]));
  const isAsked = (/** @type {Asked} */ one) => !one.detail.when || one.detail.when(given());
  const sync = () => { for (const one of asked) one.element.hidden = !isAsked(one); };

  function choose() {
    hint.textContent = actionHint(role, chosen);
    asked = detailsOf(role, chosen).map((detail) => ask(detail, sync));
    fill(details, asked.map((one) => one.element));
    sync();
    go.textContent = t('movements.decide.go', { action: actionName(role, chosen) });
    go.classList.toggle('danger', isGrave(chosen));
    confirm.hidden = !isGrave(chosen);
    sure.checked = false;
    /** @type {HTMLElement} */ (confirm.lastElementChild).textContent =
      isGrave(chosen) ? t('movements.decide.sure', { action: actionName(role, chosen) }) : '';
  }

  /** What is missing, each at its field. */
  function isWhole() {
    let whole = true;
    for (const one of asked) {
      const missing = one.detail.required && isAsked(one) && one.get() === '';
      one.error(missing ? t('movements.decide.missing') : null);
      if (missing) whole = false;
    }
    if (isGrave(chosen) && !sure.checked) {
      sure.focus();
      return false;
    }
    return whole;
  }

  /** @param {unknown} error */
  function refuse(error) {
    if (isCancelled(error)) return;
    const changed = error instanceof ApiError && error.problem.status === 409;
    fill(fault, errorBox(problemOf(error), () => fill(fault)),
      // What was typed stays: the officer looks again and decides with the same words.
      changed && h('button', { type: 'button', class: 'button', onClick: onRenew }, t('movements.renew')));
  }

  const form = h('form', { class: 'movement-section decision', onSubmit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (go.disabled || !isWhole()) return;
    go.disabled = true;
    const entered = asked.filter(isAsked).map((one) => [one.detail.name, one.get()])
      .filter(([, value]) => value !== '');
    try {
      await onDecide({ action: chosen, reason: reason.value.trim(),
        details: { ...compared?.(), ...Object.fromEntries(entered) } });
    } catch (error) {
      refuse(error);
    } finally {
      go.disabled = false;
    }
  } },
  h('h3', null, t('movements.decide')),
  h('div', { class: 'decision-actions', role: 'radiogroup', 'aria-label': t('movements.decide.what'),
    'aria-describedby': `${id}-hint` }, sorted.map((action) => h('label', null, h('input', {
    type: 'radio', name: id, value: action, checked: action === chosen,
    onChange: () => { chosen = action; choose(); },
  }), ' ', actionName(role, action)))),
  hint, details, h('label', { for: `${id}-reason` }, t('movements.decide.reason')), reason, confirm, go, fault);
  choose();
  return {
    form, reason,
    /** Chooses an action for the officer, who can choose another. @param {string} action */
    choose(action) {
      const radio = /** @type {HTMLInputElement | null} */ (form.querySelector(`input[value="${action}"]`));
      if (!radio || action === chosen) return;
      radio.checked = true;
      chosen = action;
      choose();
    },
    /**
     * Fills a detail that is still empty, or any.
     * @param {string} name
     * @param {string} value
     * @param {boolean} [always]
     */
    set(name, value, always = false) {
      const field = /** @type {HTMLInputElement | null} */ (asked.find((one) => one.detail.name === name)?.element
        .querySelector('input, select, textarea'));
      if (field && (always || field.value === '')) field.value = value;
      sync();
    },
  };
}
