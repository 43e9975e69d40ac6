// One guarantee: balance, what is held and when it may come free, postings, what was decided.
import { h, icon, s } from '../dom.js';
import { percent } from '../format.js';
import { has, t, term } from '../i18n.js';
import { facts, moment, section, table } from '../movements/parts.js';
import { dayText, euro, stateName, today } from '../movements/words.js';
import { codesForm, officerForm } from './forms.js';

/** @typedef {import('../types').Guarantee} Guarantee */
/** @typedef {import('../types').GuaranteeDetail} GuaranteeDetail */

/** How much is held, as a bar; the words beside it say the same. @param {Guarantee} guarantee */
export function balanceBar(guarantee) {
  const share = guarantee.ceilingCents > 0 ? guarantee.reservedCents / guarantee.ceilingCents : 0;
  return s('svg', { class: `balance${share >= 0.8 ? ' high' : ''}`, viewBox: '0 0 100 6', preserveAspectRatio: 'none',
    role: 'img', 'aria-label': t('guarantees.bar', { share: percent(share) }) },
  s('rect', { class: 'balance-all', width: 100, height: 6 }),
  s('rect', { class: 'balance-held', width: Math.min(share, 1) * 100, height: 6 }));
}

/** What comes free by which day, if all goes well. @param {GuaranteeDetail} detail */
function forecast({ guarantee, reservations }) {
  const days = new Map();
  for (const one of reservations) {
    const day = one.limit === null ? '' : one.limit < today() ? 'late' : one.limit;
    days.set(day, (days.get(day) ?? 0) + one.amountCents);
  }
  const order = (/** @type {string} */ day) => (day === 'late' ? '0' : day === '' ? '9' : day);
  let free = guarantee.availableCents;
  const rows = [...days].sort(([a], [b]) => order(a).localeCompare(order(b))).map(([day, cents]) => {
    if (day === 'late' || day === '') {
      return [t(day === 'late' ? 'forecast.late' : 'forecast.unknown'), euro(cents), '—'];
    }
    free += cents;
    return [t('forecast.by', { day: dayText(day) }), euro(cents), euro(free)];
  });
  return rows.length === 0 ? h('p', { class: 'note' }, t('forecast.none'))
    : [h('p', { class: 'note' }, t('forecast.lead')),
      table(t('forecast.title'), ['day', 'amount', 'free'].map((key) => t(`forecast.${key}`)), rows, [1, 2])];
}

/** @param {GuaranteeDetail} detail */
function held({ reservations }) {
  return reservations.length === 0 ? h('p', { class: 'note' }, t('guarantees.held.none'))
    : table(t('guarantees.held'), ['mrn', 'amount', 'since', 'state', 'limit'].map((key) => t(`guarantees.${key}`)),
      reservations.map((one) => [h('span', { class: 'mono' }, one.mrn), euro(one.amountCents), moment(one.since),
        one.state ? stateName('departure', one.state) : '—',
        one.limit ? [dayText(one.limit), one.limit < today() && h('strong', { class: 'late' }, ' ',
          t('trader.overdue.mark'))] : '—']), [1]);
}

/** Why an amount was posted. @param {import('../types').Posting} posting */
function why(posting) {
  const key = `posting.${posting.reason}`;
  return has(key) ? t(key) : posting.reason;
}

/**
 * @param {GuaranteeDetail} detail
 * @param {import('../types').Me} me
 * @param {(said: string) => Promise<void>} onDone
 */
export function guaranteeDetail(detail, me, onDone) {
  const { guarantee } = detail;
  const share = guarantee.ceilingCents > 0 ? guarantee.reservedCents / guarantee.ceilingCents : 0;
  const isOfficer = me.role === 'officer' || me.role === 'supervisor';
  return h('article', { class: 'movement-detail', 'aria-labelledby': 'guarantee-title' },
    h('h2', { id: 'guarantee-title', class: 'mono', tabindex: -1 }, guarantee.grn),
    h('p', { class: 'movement-state' }, h('strong', { class: `phase phase-${guarantee.state === 'offered' ? 'decide'
      : 'waiting'}` }, t(`guarantee.state.${guarantee.state}`)), ' ',
    term('guarantee.type', guarantee.type), ' · ', t('guarantees.valid',
      { from: dayText(guarantee.validFrom), to: dayText(guarantee.validTo) })),
    guarantee.warning && h('p', { class: 'overdue-note' }, icon('warn'), ' ', guarantee.warning),
    h('div', { class: 'balance-box' }, balanceBar(guarantee), h('dl', { class: 'balance-figures' },
      [['ceiling', guarantee.ceilingCents], ['reserved', guarantee.reservedCents],
        ['available', guarantee.availableCents]].map(([name, cents]) => h('div', null,
        h('dt', null, t(`guarantees.${name}`)), h('dd', null, euro(Number(cents)),
          name === 'reserved' && h('span', { class: 'note' }, ` ${percent(share)}`)))))),
    facts([[t('guarantees.holder'), guarantee.holder], [t('guarantees.guarantor'), guarantee.guarantor]]),
    isOfficer && officerForm(guarantee, onDone),
    me.role === 'trader' && codesForm(guarantee, onDone),
    section(t('forecast.title'), forecast(detail)), section(t('guarantees.held'), held(detail)),
    section(t('guarantees.postings'), detail.postings.length === 0 ? h('p', { class: 'note' }, '—')
      : table(t('guarantees.postings'), ['at', 'why', 'mrn', 'amount', 'way'].map((key) => t(`guarantees.${key}`)),
        detail.postings.map((one) => [moment(one.at), why(one), h('span', { class: 'mono' }, one.mrn ?? '—'),
          euro(one.amountCents), `${t(`guarantees.${one.source}`)} → ${t(`guarantees.${one.target}`)}`]), [3])),
    section(t('guarantees.history'), h('ol', { class: 'history' }, detail.history.map((event) => h('li', null,
      moment(event.at), ' ', h('strong', null, term('guarantee.event', event.what)),
      event.amountCents !== null && ` ${euro(event.amountCents)}`,
      event.by && h('span', { class: 'note mono' }, ' ', event.by),
      event.reason && h('q', null, event.reason))))));
}
