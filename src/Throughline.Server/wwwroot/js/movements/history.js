// What happened to a movement, and the messages that went out.
import { fill, h } from '../dom.js';
import { t, term } from '../i18n.js';
import { getMessage } from './calls.js';
import { allValues } from './declaration.js';
import { moment, sentence } from './parts.js';
import { actionName, messageName, stepWords } from './words.js';

/** @typedef {import('../types').MovementHistory} History */

/** What came or was done, in words. @param {string} role @param {History} entry */
function whatOf(role, entry) {
  if (entry.kind === 'officer') return actionName(role, entry.what.split(' ').at(-1) ?? '');
  if (entry.kind === 'timer') return term('timer', entry.what);
  return messageName(entry.transitions[0]?.split(' ')[1] ?? '');
}

/** @param {string} role @param {History[]} history */
export function historyList(role, history) {
  return h('ol', { class: 'history' }, history.map((entry) => h('li', null, moment(entry.at), ' ',
    h('strong', null, term('movements.kind', entry.kind)), ' ', whatOf(role, entry),
    entry.by && entry.kind === 'officer' && h('span', { class: 'note mono' }, ' ', entry.by),
    entry.reason && h('q', null, entry.reason),
    entry.transitions.map((step) => stepWords(role, step)).filter((step) => step.moved)
      .map((step) => h('span', { class: 'note step' }, `${step.from} → ${step.to}`)))));
}

/** Messages, each opened where it stands. @param {import('../types').TransitMessage[]} list */
export function messageList(list) {
  if (list.length === 0) return h('p', { class: 'note' }, t('movements.messages.none'));
  return h('ol', { class: 'messages' }, list.map((message) => {
    const shown = h('div', { class: 'message-shown' });
    const button = h('button', { type: 'button', class: 'link-button', 'aria-expanded': 'false', onClick: async () => {
      const open = shown.hasChildNodes();
      button.setAttribute('aria-expanded', String(!open));
      if (open) {
        fill(shown);
        return;
      }
      try {
        const { lines } = await getMessage(message.id);
        fill(shown, allValues(lines), h('a', { class: 'button small', href: `api/v1/transit/messages/${message.id}`,
          target: '_blank', rel: 'noopener' }, t('decl.raw')));
      } catch (error) {
        fill(shown, h('p', { class: 'form-error' }, sentence(error)));
      }
    } }, `${message.code} ${message.title}`);
    return h('li', null, moment(message.sentAt), ' ', button,
      h('span', { class: 'note' }, ` ${message.sender} → ${message.recipient}`), shown);
  }));
}
