// What can be done with a guarantee: offer, accept or refuse, change the ceiling, revoke, set access codes.
import { h } from '../dom.js';
import { selectField, textField } from '../fields.js';
import { t } from '../i18n.js';
import * as calls from '../movements/calls.js';
import { workForm } from '../movements/parts.js';
import { today } from '../movements/words.js';

/** @typedef {import('../types').Guarantee} Guarantee */

const TYPES = ['1', '0', '2', '4', '9'];

/** An amount that somebody typed, in cents; null when it is none. @param {string} text */
export function centsOf(text) {
  const plain = text.replace(/[\s\u00a0']/g, '').replace(/,(\d{1,2})$/, '.$1').replace(/,/g, '');
  if (!/^\d+(\.\d{1,2})?$/.test(plain)) return null;
  const [whole, part = ''] = plain.split('.');
  const cents = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return Number.isSafeInteger(cents) ? cents : null;
}

/** @param {string} text */
function amount(text) {
  const cents = centsOf(text);
  if (cents === null) throw new Error(t('guarantees.amount.wrong'));
  return cents;
}

/** @param {(grn: string) => Promise<void>} onDone */
export function offerForm(onDone) {
  const grn = textField(t('guarantees.grn'), { required: true, class: 'mono', maxlength: 24, spellcheck: 'false' },
    { hint: t('guarantees.grn.hint') });
  const type = selectField(t('guarantees.type'), TYPES.map((id) => [id, t(`guarantee.type.${id}`)]));
  const holder = textField(t('guarantees.holder'), { required: true, class: 'mono', maxlength: 17 },
    { hint: t('guarantees.holder.hint') });
  const code = textField(t('guarantees.code'), { required: true, class: 'mono', maxlength: 4, minlength: 4 },
    { hint: t('guarantees.code.hint') });
  const ceiling = textField(t('guarantees.ceiling'), { required: true, inputmode: 'decimal' }, { unit: 'EUR' });
  const from = textField(t('guarantees.from'), { type: 'date', required: true, value: today() });
  const to = textField(t('guarantees.to'), { type: 'date', required: true });
  const { form } = workForm({ go: t('guarantees.offer'), class: 'narrow' }, [
    h('h2', { class: 'results-title' }, t('guarantees.offer')), h('p', { class: 'note' }, t('guarantees.offer.lead')),
    grn.element, type.element, holder.element, code.element, ceiling.element,
    h('div', { class: 'row' }, from.element, to.element)], async () => {
    await calls.offerGuarantee({ grn: grn.get().toUpperCase(), type: type.get(), holder: holder.get().toUpperCase(),
      accessCode: code.get(), amountCents: amount(ceiling.get()), validFrom: from.get(), validTo: to.get() });
    await onDone(grn.get().toUpperCase());
  });
  return form;
}

/** @param {Guarantee} guarantee @param {(said: string) => Promise<void>} onDone */
export function officerForm(guarantee, onDone) {
  const choices = guarantee.state === 'offered' ? ['accept', 'refuse']
    : guarantee.state === 'in-force' ? ['ceiling', 'revoke'] : [];
  if (choices.length === 0) return null;
  const ceiling = textField(t('guarantees.ceiling.new'), { inputmode: 'decimal' }, { unit: 'EUR' });
  const what = selectField(t('movements.decide.what'), choices.map((id) => [id, t(`guarantee.decision.${id}`)]),
    () => sync());
  const reason = textField(t('movements.decide.reason'), { required: true, maxlength: 512 });
  const sync = () => { ceiling.element.hidden = what.get() !== 'ceiling'; };
  sync();
  const { form } = workForm({ go: t('guarantees.decide'), class: 'movement-section' }, [
    h('h3', null, t('movements.decide')), what.element, ceiling.element, reason.element], async () => {
    await calls.decideGuarantee(guarantee.grn, { decision: what.get(), reason: reason.get(),
      ...(what.get() === 'ceiling' ? { amountCents: amount(ceiling.get()) } : {}) });
    await onDone(t('guarantees.decided', { what: t(`guarantee.decision.${what.get()}`) }));
  });
  return form;
}

/** @param {Guarantee} guarantee @param {(said: string) => Promise<void>} onDone */
export function codesForm(guarantee, onDone) {
  const codes = textField(t('guarantees.codes'), { required: true, class: 'mono', autocomplete: 'off' },
    { hint: t('guarantees.codes.hint') });
  const { form } = workForm({ go: t('guarantees.codes.go'), class: '' }, [codes.element], async () => {
    await calls.setAccessCodes(guarantee.grn, codes.get().split(/[\s,;]+/).filter(Boolean));
    await onDone(t('guarantees.codes.done'));
  });
  return h('details', { class: 'more movement-section' }, h('summary', null, t('guarantees.codes.title')), form);
}
