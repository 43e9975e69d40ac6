// The desk of an office that goods come to: type or scan an MRN, compare, decide. The offices of transit and of
// destination work alike; they differ in what can be decided.
import { fill, h } from '../dom.js';
import { textField } from '../fields.js';
import { t } from '../i18n.js';
import { movementBrowser } from '../movements/browser.js';
import * as calls from '../movements/calls.js';
import { cameraButton } from '../movements/camera.js';
import { normal } from '../movements/lines.js';
import { officerDetail } from '../movements/officer-detail.js';
import { sentence, workForm } from '../movements/parts.js';
import { actionName, stateName } from '../movements/words.js';

/** What an office does with goods of which it has no record: it asks the office of departure. */
const UNKNOWN = { transit: ['pass', 'incident'], destination: ['register-arrival'] };

/**
 * @param {import('../pages/movements.js').Desk} desk
 * @param {'transit' | 'destination'} role
 */
export function officeDesk(desk, role) {
  const { me } = desk;
  const note = h('div', { class: 'scan-note', role: 'status' });
  const office = textField(t('scan.office'), {
    value: me.offices[0] ?? localStorage.getItem(`throughline.${role}`) ?? '',
    list: me.offices.length > 1 ? 'own-offices' : null, class: 'mono', spellcheck: 'false',
    onChange: () => { localStorage.setItem(`throughline.${role}`, office.get()); browser.reload(); } },
  { hint: t('scan.office.hint') });
  const offices = h('datalist', { id: 'own-offices' }, me.offices.map((value) => h('option', { value })));
  const field = textField(t('scan.mrn'), { class: 'mono scan', autocapitalize: 'characters', spellcheck: 'false',
    onKeydown: (/** @type {KeyboardEvent} */ event) => { if (event.key === 'Enter') scan(field.get()); } },
  { hint: t('scan.mrn.hint') });
  const browser = movementBrowser({
    desk, label: t(`office.${role}.list`), none: t(`office.${role}.none`), choose: t(`office.${role}.choose`),
    load: async () => {
      const office_ = office.get();
      const [decide, expected] = await Promise.all([
        calls.listMovements({ stage: 'decide', office: office_ }, 'decide-list'),
        calls.listMovements({ stage: 'expected', office: office_ }, 'expected-list')]);
      return { movements: [...decide.movements, ...expected.movements].filter((m) => m.role === role) };
    },
    draw: (detail, on) => officerDetail(detail, { ...on, scansNext: true }),
    decided: (moved, action) => {
      const now = moved.find((m) => m.role === role) ?? moved[0];
      desk.say(t('movements.decide.done', { action: actionName(role, action),
        state: now ? stateName(now.role, now.state) : '' }));
      // The next lorry is at the barrier: the field takes its number at once.
      field.set('');
    },
  });

  /** @param {string} text */
  async function scan(text) {
    const value = text.trim();
    fill(note);
    if (value === '') return;
    try {
      const { movements } = await calls.listMovements({ q: normal(value), office: office.get() }, 'scan');
      const found = movements.filter((m) => m.role === role);
      const open = found.filter((m) => m.stage !== 'done');
      const [one] = open.length > 0 ? open : found;
      if (!one) {
        fill(note, unknown(normal(value)));
      } else {
        if (open.length > 1) note.textContent = t('scan.several', { n: open.length });
        await browser.open(one);
      }
    } catch (error) {
      if (!desk.isOut(error)) note.textContent = sentence(error);
    }
  }

  /** Goods that nobody announced here. @param {string} mrn */
  function unknown(mrn) {
    if (!/^\d{2}[A-Z]{2}[A-Z0-9]{14}$/.test(mrn)) return h('p', { class: 'form-error' }, t('scan.none', { mrn }));
    const at = office.get() || me.offices[0] || '';
    if (at === '') return h('p', { class: 'form-error' }, t('scan.unknown.office', { mrn }));
    const reason = textField(t('movements.decide.reason'), { required: true, maxlength: 512,
      value: t(`scan.unknown.reason.${role}`) });
    const { form } = workForm({ go: t('scan.unknown.go') }, [
      h('p', null, t('scan.unknown', { mrn, office: at })), reason.element], async () => {
      await calls.decide({ role, office: at, movement: mrn, action: UNKNOWN[role][0], reason: reason.get(),
        details: {}, seen: null });
      fill(note, h('p', null, t('scan.unknown.asked', { mrn })));
      await browser.reload();
      await scan(mrn);
    });
    return form;
  }

  return {
    element: browser.element,
    side: h('div', { class: 'desk-side' }, field.element, cameraButton((code) => { field.set(code); scan(code); }),
      h('button', { type: 'button', class: 'button primary', onClick: () => scan(field.get()) }, t('scan.go')), note,
      office.element, offices),
    async show() {
      await browser.reload();
      if (desk.open()) await browser.openKey(desk.open());
      else field.input.focus({ preventScroll: true });
    },
    refresh: () => browser.reload(true),
    keys: { j: () => browser.move(1), k: () => browser.move(-1), l: browser.focusList,
      s: () => { field.input.focus(); field.input.select(); }, '/': () => field.input.focus(),
      d: () => /** @type {HTMLElement | null} */ (browser.element.querySelector('.decision input'))?.focus(),
      r: () => /** @type {HTMLElement | null} */ (browser.element.querySelector('.raw-button'))?.click() },
  };
}
