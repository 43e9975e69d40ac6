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
 * @param {object} on
 * @param {(result: HTMLElement) => void} on.checked shows what the check found, with the button that sends
 * @param {() => void} on.left shows something else again
 * @param {(receipt: import('../types').TransitReceipt) => void} on.sent
 */
export function lodgeBox(on) {
  const result = h('div', { class: 'lodge-result' });
  const note = h('div', { class: 'lodge-note', role: 'status' });
  const chooser = h('input', { type: 'file', accept: '.xml,application/xml,text/xml', hidden: true,
    onChange: () => take(chooser.files) });
  const drop = h('button', { type: 'button', class: 'drop', onClick: () => chooser.click() },
    h('strong', null, t('lodge.choose')), h('span', null, t('lodge.drop')));

  /** @param {FileList | null | undefined} files */
  async function take(files) {
    const file = files?.[0];
    if (!file) return;
    if (file.size > MOST_BYTES) {
      fill(note, h('p', { class: 'form-error' }, t('lodge.tooLarge')));
      return;
    }
    const xml = await file.text();
    chooser.value = '';
    await check(file.name, xml);
  }

  /** @param {string} name @param {string} xml */
  async function check(name, xml) {
    fill(note, h('p', { class: 'note' }, t('lodge.checking', { name })));
    try {
      const answer = await checkDocument(xml, { date: '', profile: 'corridor', route: false });
      const list = findingList(() => {});
      list.set(answer.findings);
      fill(note, h('p', null, t(answer.accepted ? 'lodge.good' : 'lodge.bad', { count: answer.errors })));
      fill(result,
        h('div', { class: `verdict ${answer.accepted ? 'good' : 'bad'}` },
          h('h2', { class: 'results-title' }, icon(answer.accepted ? 'end' : 'warn'), ' ',
            t(answer.accepted ? 'lodge.good' : 'lodge.bad', { count: answer.errors })),
          h('p', { class: 'note' }, name, answer.code && ` · ${answer.code} ${answer.title}`)),
        h('div', { class: 'row' }, h('button', { type: 'button', class: `button${answer.accepted ? ' primary' : ''}`,
          onClick: () => send(xml) }, t(answer.accepted ? 'lodge.send' : 'lodge.send.anyway')),
        h('button', { type: 'button', class: 'button', onClick: () => { fill(note); on.left(); } },
          t('lodge.drop.away'))),
        answer.findings.length > 0 && list.element);
      on.checked(result);
      /** @type {HTMLElement | null} */ (result.querySelector('.button'))?.focus({ preventScroll: true });
    } catch (error) {
      fill(note, h('p', { class: 'form-error' }, sentence(error)));
    }
  }

  /** @param {string} xml */
  async function send(xml) {
    for (const button of result.querySelectorAll('button')) button.disabled = true;
    try {
      const receipt = await calls.sendMessage(xml);
      fill(note, h('p', { class: 'sent' }, t('movements.sent', { code: receipt.code, id: receipt.id }), ' ',
        receipt.answers.length > 0
          ? t('movements.sent.answers', { list: receipt.answers.map((one) => `${one.code} ${one.title}`).join(', ') })
          : t('movements.sent.none')));
      // An answer to what opens no movement is told here; that of a declaration stands at its movement too.
      fill(result, receipt.answers.filter(isRefusal).map(refusalBox));
      on.sent(receipt);
    } catch (error) {
      fill(note, h('p', { class: 'form-error', role: 'alert' }, sentence(error)),
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
  return h('div', { class: 'send-box' }, h('h3', null, t('lodge.title')), drop, chooser, note);
}
