// Fees of a movement: what is due, what was assessed, and the receipt, which can be printed.
import { fill, h, icon } from '../dom.js';
import { t } from '../i18n.js';
import { amount, feeTable, ownTime, reasonButton, section, tell } from './parts.js';
import * as requests from './requests.js';

const METHODS = ['cash', 'card', 'transfer'];

/**
 * @param {import('./types').FrontDetail} detail
 * @param {(said: string) => Promise<void>} onChange
 * @param {(receipt: import('./types').Receipt) => void} onReceipt
 */
export function feesSection(detail, onChange, onReceipt) {
  const fault = h('div', { class: 'front-fault' });

  /** @param {() => Promise<void>} work */
  async function run(work) {
    try {
      await work();
    } catch (error) {
      tell(error, fault);
    }
  }

  return section(t('front.fees'),
    detail.due.length === 0 ? h('p', { class: 'note' }, t('front.due.none')) : [
      h('h4', null, t('front.due')), feeTable(detail.due),
      h('button', { type: 'button', class: 'button primary', onClick: () => run(async () => {
        await requests.assess(detail.movement);
        await onChange(t('front.assessed'));
      }) }, t('front.assess')),
    ],
    detail.assessments.map((assessment) => assessmentBox(assessment, run, onChange, onReceipt)), fault);
}

/**
 * @param {import('./types').Assessment} assessment
 * @param {(work: () => Promise<void>) => Promise<void>} run
 * @param {(said: string) => Promise<void>} onChange
 * @param {(receipt: import('./types').Receipt) => void} onReceipt
 */
function assessmentBox(assessment, run, onChange, onReceipt) {
  let method = METHODS[0];
  const { receipt } = assessment;
  return h('article', { class: `assessment ${assessment.state}` },
    h('h4', null, t('front.assessment', { id: assessment.id }), ' ',
      h('span', { class: 'state' }, t(`front.state.${assessment.state}`)), ' ',
      h('time', { class: 'note', datetime: assessment.assessedAt }, ownTime(assessment.assessedAt))),
    feeTable(assessment.lines, assessment.totals),
    assessment.state === 'open' && h('div', { class: 'pay' },
      h('div', { class: 'front-choice', role: 'radiogroup', 'aria-label': t('front.method') },
        METHODS.map((name) => h('label', null, h('input', {
          type: 'radio', name: `method-${assessment.id}`, value: name, checked: name === method,
          onChange: () => { method = name; },
        }), t(`front.method.${name}`)))),
      h('button', { type: 'button', class: 'button primary', onClick: () => run(async () => {
        const made = await requests.pay(assessment.id, method);
        await onChange(t('front.paid', { number: made.number }));
        onReceipt(made);
      }) }, t('front.pay')),
      reasonButton(t('front.assessment.cancel'), async (reason) => {
        await requests.cancelAssessment(assessment.id, reason);
        await onChange(t('front.assessment.cancelled'));
      })),
    receipt !== null && h('button', { type: 'button', class: 'link-button', onClick: () => run(async () =>
      onReceipt(await requests.getReceipt(receipt))) }, t('front.receipt.show', { number: receipt })));
}

/**
 * A receipt as it is printed.
 * @param {import('./types').Receipt} receipt
 * @param {(made: import('./types').Receipt) => Promise<void>} onBack the payment was given back
 * @param {() => void} onClose
 */
export function receiptView(receipt, onBack, onClose) {
  const isPayment = receipt.kind === 'payment';
  return h('article', { class: 'receipt', 'aria-labelledby': 'receipt-title' },
    h('h2', { id: 'receipt-title', tabindex: -1 },
      t(isPayment ? 'front.receipt' : 'front.receipt.back', { number: receipt.number })),
    h('dl', { class: 'front-facts' },
      fact('front.office', receipt.office), fact('front.at', ownTime(receipt.madeAt)),
      receipt.mrn && fact('front.mrn', receipt.mrn), receipt.lrn && fact('front.lrn', receipt.lrn),
      fact('front.method', t(`front.method.${receipt.method}`)),
      receipt.cancels !== null && fact('front.cancels', String(receipt.cancels)),
      receipt.cancelledBy !== null && fact('front.cancelled-by', String(receipt.cancelledBy))),
    feeTable(receipt.lines, receipt.totals),
    h('p', { class: 'receipt-note' }, t(isPayment ? 'front.receipt.note' : 'front.receipt.back-note')),
    h('div', { class: 'receipt-tools' },
      h('button', { type: 'button', class: 'button primary', onClick: () => printReceipt() }, icon('print'),
        t('front.print')),
      h('button', { type: 'button', class: 'button', onClick: onClose }, t('front.receipt.close')),
      isPayment && receipt.cancelledBy === null && reasonButton(t('front.give-back'), async (reason) => {
        await onBack(await requests.giveBack(receipt.number, reason));
      })));
}

/** @param {string} key @param {string} value */
function fact(key, value) {
  return [h('dt', null, t(key)), h('dd', null, value)];
}

/** Prints the receipt alone, without the page around it. */
function printReceipt() {
  document.body.dataset.print = 'receipt';
  addEventListener('afterprint', () => { delete document.body.dataset.print; }, { once: true });
  print();
}

/**
 * The till since the last closing, and the closings before.
 * @param {(said: string) => void} say
 */
export function tillView(say) {
  const element = h('article', { class: 'till', 'aria-labelledby': 'till-title' });

  async function draw() {
    try {
      const [till, { closings }] = [await requests.getTill(), await requests.listClosings()];
      const fault = h('div', { class: 'front-fault' });
      fill(element, h('h2', { id: 'till-title', tabindex: -1 }, t('front.till')),
        h('p', { class: 'note' }, t('front.till.lead')),
        till.totals.length === 0 ? h('p', null, t('front.till.empty')) : [
          tillTable(till.totals),
          h('button', { type: 'button', class: 'button primary', onClick: async () => {
            try {
              const closed = await requests.closeTill();
              await draw();
              say(t('front.closed', { number: closed.number }));
            } catch (error) {
              tell(error, fault);
            }
          } }, t('front.close')), fault,
        ],
        closings.map((closing) => section(t('front.closing', { number: closing.number, at: ownTime(closing.madeAt) }),
          tillTable(closing.totals))));
    } catch (error) {
      tell(error, element);
    }
  }

  draw();
  return element;
}

/** @param {import('./types').TillTotal[]} totals */
function tillTable(totals) {
  return h('div', { class: 'table-box' }, h('table', { class: 'data fee-table' },
    h('thead', null, h('tr', null, h('th', null, t('front.fund')), h('th', { class: 'num' }, t('front.taken')),
      h('th', { class: 'num' }, t('front.returned')), h('th', { class: 'num' }, t('front.net')))),
    h('tbody', null, totals.map((total) => h('tr', null, h('td', null, t(`front.fund.${total.fund}`)),
      [total.takenMinor, total.returnedMinor, total.netMinor].map((minor) =>
        h('td', { class: 'num' }, amount(minor, total.currency))))))));
}
