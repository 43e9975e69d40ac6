// Lodging: a document is dropped or chosen, checked here first, then sent, and its answer is told in sentences.
import { checkDocument } from '../api.js';
import { findingList } from '../declarations/findings.js';
import { fill, h, icon } from '../dom.js';
import { t } from '../i18n.js';
import * as calls from './calls.js';
import { isRefusal, refusalBox } from './explain.js';
import { sentence } from './parts.js';

const MOST_BYTES = 5_000_000;

/**
 * @param {(receipt: import('../types').TransitReceipt) => void} onSent
 */
export function lodgeBox(onSent) {
  const result = h('div', { class: 'lodge-result', role: 'status' });
  const chooser = h('input', { type: 'file', accept: '.xml,application/xml,text/xml', hidden: true,
    onChange: () => take(chooser.files) });
  const drop = h('button', { type: 'button', class: 'drop', onClick: () => chooser.click() },
    h('strong', null, t('lodge.choose')), h('span', null, t('lodge.drop')));

  /** @param {FileList | null | undefined} files */
  async function take(files) {
    const file = files?.[0];
    if (!file) return;
    if (file.size > MOST_BYTES) {
      fill(result, h('p', { class: 'form-error' }, t('lodge.tooLarge')));
      return;
    }
    const xml = await file.text();
    chooser.value = '';
    await check(file.name, xml);
  }

  /** @param {string} name @param {string} xml */
  async function check(name, xml) {
    fill(result, h('p', { class: 'note' }, t('lodge.checking', { name })));
    try {
      const answer = await checkDocument(xml, { date: '', profile: 'corridor', route: false });
      const list = findingList(() => {});
      list.set(answer.findings);
      fill(result,
        h('div', { class: `verdict ${answer.accepted ? 'good' : 'bad'}` },
          h('h3', null, icon(answer.accepted ? 'end' : 'warn'), ' ',
            t(answer.accepted ? 'lodge.good' : 'lodge.bad', { count: answer.errors })),
          h('p', { class: 'note' }, name, answer.code && ` · ${answer.code} ${answer.title}`)),
        h('div', { class: 'row' }, h('button', { type: 'button', class: `button${answer.accepted ? ' primary' : ''}`,
          onClick: () => send(xml) }, t(answer.accepted ? 'lodge.send' : 'lodge.send.anyway')),
        h('button', { type: 'button', class: 'button', onClick: () => fill(result) }, t('lodge.drop.away'))),
        answer.findings.length > 0 && list.element);
      /** @type {HTMLElement | null} */ (result.querySelector('.button'))?.focus();
    } catch (error) {
      fill(result, h('p', { class: 'form-error' }, sentence(error)));
    }
  }

  /** @param {string} xml */
  async function send(xml) {
    for (const button of result.querySelectorAll('button')) button.disabled = true;
    try {
      const receipt = await calls.sendMessage(xml);
      const refused = receipt.answers.filter(isRefusal);
      fill(result, h('p', { class: 'sent' }, t('movements.sent', { code: receipt.code, id: receipt.id }), ' ',
        receipt.answers.length > 0
          ? t('movements.sent.answers', { list: receipt.answers.map((one) => `${one.code} ${one.title}`).join(', ') })
          : t('movements.sent.none')), refused.map(refusalBox));
      onSent(receipt);
    } catch (error) {
      fill(result, h('p', { class: 'form-error', role: 'alert' }, sentence(error)),
        h('button', { type: 'button', class: 'button', onClick: () => send(xml) }, t('error.retry')));
    }
  }

  /** @param {DragEvent} event */
  function onDrag(event) {
    if (!event.dataTransfer?.types.includes('Files') || !drop.isConnected) return;
    event.preventDefault();
    document.body.classList.toggle('dropping', event.type === 'dragover');
    if (event.type === 'drop') take(event.dataTransfer.files);
  }
  for (const type of /** @type {const} */ (['dragover', 'dragleave', 'drop'])) addEventListener(type, onDrag);
  return h('div', { class: 'send-box' }, h('h3', null, t('lodge.title')), drop, chooser, result);
}
