// What an office refused, told in sentences: the place, what is wrong there, and what the rule asks.
import { getRule } from '../api.js';
import { fill, h, icon } from '../dom.js';
import { t, term } from '../i18n.js';
import { getMessage } from './calls.js';
import { groupsOf, placeWords, readGroup, valueOf } from './lines.js';
import { sentence } from './parts.js';

/** Messages by which an office refuses something. */
const REFUSALS = ['CC056C', 'CC057C', 'CC055C', 'CC051C', 'CC917C', 'CC906C'];

/** @param {{ code: string }} message */
export const isRefusal = (message) => REFUSALS.includes(message.code);

/**
 * @typedef {object} Refused
 * @property {string} pointer
 * @property {string} code
 * @property {string} reason
 * @property {string} value
 * @property {string} text of a fault of the structure
 */

/** @param {import('./lines.js').Group} root @returns {Refused[]} */
function faultsOf(root) {
  return [...groupsOf(root, 'FunctionalError'), ...groupsOf(root, 'XMLError')].map(({ items }) => ({
    pointer: items.errorPointer ?? items.errorLocation ?? '', code: items.errorCode ?? '',
    reason: items.errorReason ?? '', value: items.originalAttributeValue ?? '', text: items.errorText ?? '',
  }));
}

/** @param {Refused} fault */
function faultItem(fault) {
  const more = h('div', { class: 'fault-rule' });
  const hasRule = /^[A-Z]+\d+/.test(fault.reason);
  if (hasRule) {
    getRule(fault.reason).then((rule) => fill(more, rule.says && h('p', null, rule.says),
      rule.fix && h('p', { class: 'fix' }, rule.fix)), () => fill(more));
  }
  return h('li', { class: 'fault' }, icon('warn'), h('div', null,
    h('p', null, h('strong', null, placeWords(fault.pointer) || t('explain.whole')), ': ',
      fault.text || term('error-code', fault.code) || fault.code,
      fault.value && [' ', h('span', { class: 'mono' }, `«${fault.value}»`)]),
    more, h('p', { class: 'note' }, [hasRule && fault.reason, fault.pointer].filter(Boolean).join(' · '))));
}

/** The refusal of a message as a box. @param {import('../types').TransitMessage} message */
export function refusalBox(message) {
  const box = h('section', { class: 'refusal', 'aria-label': t('explain.title') });
  fill(box, h('p', { class: 'note' }, t('explain.loading')));
  getMessage(message.id).then(({ lines }) => {
    const root = readGroup(lines);
    const faults = faultsOf(root);
    const invalid = groupsOf(root, 'GuaranteeReference').flatMap((reference) =>
      groupsOf(reference, 'InvalidGuaranteeReason').map(({ items }) => h('li', { class: 'fault' }, icon('warn'),
        h('p', null, h('strong', { class: 'mono' }, reference.items.GRN ?? ''), ': ',
          term('guarantee-reason', items.code) || items.code, items.text && ` ${items.text}`))));
    const text = valueOf(root, 'TransitOperation/rejectionReason')
      || valueOf(root, 'TransitOperation/noReleaseMotivationText');
    fill(box, h('h4', null, icon('warn'), t(`explain.${message.code}`)), text && h('p', null, text),
      (faults.length > 0 || invalid.length > 0) && h('ul', { class: 'faults' }, faults.map(faultItem), invalid));
  }, (error) => fill(box, h('p', { class: 'form-error' }, sentence(error))));
  return box;
}
