// One movement: what it is, what can be decided, what was said and what happened.
import * as api from '../api.js';
import { fill, h, icon } from '../dom.js';
import { locale, t, term } from '../i18n.js';
import { errorBox } from '../results/blocked.js';

/** @typedef {import('../types').MovementDetail} MovementDetail */

/** Times of the server are UTC; people read their own. @param {string} iso */
export function ownTime(iso) {
  return new Date(iso).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'short' });
}

/** A transition of the tables: from which state to which, and on what. @param {string} step */
function told(step) {
  const words = step.split(' ');
  return `${words[0]} → ${words[words.length - 1]} (${words.slice(1, -1).join(' ')})`;
}

/** @param {string} title @param {...import('../dom.js').Child} children */
function section(title, ...children) {
  return h('section', { class: 'movement-section' }, h('h3', null, title), ...children);
}

/**
 * @param {MovementDetail} detail
 * @param {(action: string, reason: string) => Promise<void>} onDecide
 */
export function movementDetail(detail, onDecide) {
  const { movement } = detail;
  return h('article', { class: 'movement-detail', 'aria-labelledby': 'movement-title' },
    h('h2', { id: 'movement-title', tabindex: -1 }, movement.mrn ?? movement.lrn ?? t('movements.unnumbered')),
    h('p', { class: 'movement-where' }, t('movements.office', { role: t(`movements.role.${movement.role}`) }),
      ' ', h('span', { class: 'mono' }, movement.office)),
    h('p', { class: 'movement-state' }, h('strong', null, movement.state), ' ', movement.meaning),
    detail.due.length > 0 && section(t('movements.due'), h('ul', { class: 'plain' }, detail.due.map((due) =>
      h('li', null, icon('wait'), t('movements.due.at', { meaning: due.meaning, at: ownTime(due.at) }))))),
    detail.actions.length > 0 && decisionForm(detail.actions, onDecide),
    messages(detail.messages),
    section(t('movements.history'), h('ol', { class: 'history' }, detail.history.map((entry) => h('li', null,
      h('time', { datetime: entry.at }, ownTime(entry.at)), ' ',
      h('strong', null, term('movements.kind', entry.kind)), ' ', entry.what,
      entry.by && h('span', { class: 'note' }, ' ', entry.by),
      entry.reason && h('q', null, entry.reason),
      entry.transitions.map((step) => h('span', { class: 'note mono step' }, told(step))))))),
    Object.keys(detail.facts).length > 0 && section(t('movements.facts'), h('dl', { class: 'facts' },
      Object.entries(detail.facts).map(([name, value]) => [h('dt', null, name), h('dd', null, value)]))));
}

/**
 * @param {string[]} actions
 * @param {(action: string, reason: string) => Promise<void>} onDecide
 */
function decisionForm(actions, onDecide) {
  let chosen = actions[0];
  const go = h('button', { type: 'submit', class: 'button primary' }, t('movements.decide.go', { action: chosen }));
  const reason = h('textarea', { rows: 2, required: true, maxlength: 512, id: 'decision-reason' });
  const fault = h('div', { class: 'decision-fault' });
  const choice = h('div', { class: 'decision-actions', role: 'radiogroup', 'aria-label': t('movements.decide.what') },
    actions.map((action) => h('label', null, h('input', {
      type: 'radio', name: 'decision', value: action, checked: action === chosen, onChange: () => {
        chosen = action;
        go.textContent = t('movements.decide.go', { action });
      },
    }), action)));
  return h('form', { class: 'movement-section decision', onSubmit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    go.disabled = true;
    try {
      await onDecide(chosen, reason.value.trim());
    } catch (error) {
      if (api.isCancelled(error)) return;
      fill(fault, errorBox(error instanceof api.ApiError ? error.problem
        : { title: 'error.script', detail: String(error) }, () => fill(fault)));
    } finally {
      go.disabled = false;
    }
  } },
    h('h3', null, t('movements.decide')), choice,
    h('label', { for: 'decision-reason' }, t('movements.decide.reason')), reason, go, fault);
}

/** @param {import('../types').TransitMessage[]} list */
function messages(list) {
  const shown = h('div', { class: 'message-shown' });
  /** @param {number} id */
  async function show(id) {
    const { message, lines } = await api.getMessage(id);
    fill(shown, h('h4', null, `${message.code} · ${message.title}`),
      h('dl', { class: 'facts' }, lines.map((line) => {
        const cut = line.indexOf(' = ');
        return cut < 0 ? [h('dt', { class: 'group' }, line), h('dd')]
          : [h('dt', null, line.slice(0, cut)), h('dd', null, line.slice(cut + 3))];
      })),
      h('button', { type: 'button', class: 'button small', onClick: () => fill(shown) }, t('movements.close')));
  }
  return section(t('movements.messages'), list.length === 0 ? h('p', { class: 'note' }, t('movements.messages.none'))
    : h('ol', { class: 'messages' }, list.map((message) => h('li', null,
      h('time', { datetime: message.sentAt }, ownTime(message.sentAt)), ' ',
      h('button', { type: 'button', class: 'link-button', onClick: () => show(message.id) },
        `${message.code} ${message.title}`),
      h('span', { class: 'note' }, ` ${message.sender} → ${message.recipient}`)))), shown);
}
