// What an officer gives with each decision beside the reason. The names are those of the procedure.

/**
 * @typedef {object} Detail
 * @property {string} name
 * @property {string} [label] key of its texts, where it is not the name
 * @property {'text' | 'date' | 'number' | 'choice' | 'several'} kind
 * @property {string[]} [options] values of a choice; the texts are `detail.NAME.VALUE`
 * @property {boolean} [required]
 * @property {(chosen: Record<string, string>) => boolean} [when] only asked for when this holds
 */

const INCIDENTS = ['1', '2', '3', '4', '5', '6'];
const NEW_SEALS = ['2', '4'];
const NEW_VEHICLE = ['3', '6'];

/** @type {Detail} */
const TEXT = { name: 'text', kind: 'text' };

/** @type {Detail[]} */
const FOUND = [{ name: 'seals', label: 'seal-state', kind: 'choice', options: ['', '1', '0'] },
  { ...TEXT, required: true }];

/** @type {Record<string, Detail[]>} */
const DETAILS = {
  'departure release': [{ name: 'code', label: 'result-code', kind: 'choice', options: ['', 'A1', 'A2', 'A3'] },
    { name: 'limit', kind: 'date' }, { name: 'seals', label: 'new-seals', kind: 'text' }],
  'departure control': [{ name: 'types', kind: 'several',
    options: ['10', '20', '30', '40', '41', '42', '43', '44', '45'], required: true }],
  'departure ask-documents': [{ name: 'documents', kind: 'several',
    options: ['N380', 'N730', 'N720', 'N271', 'N703', 'N705', 'N740', 'N851', 'N853', 'C640'], required: true }],
  'departure recover': [{ name: 'amount', kind: 'number' }, { name: 'currency', kind: 'text' }],
  'departure enquire': [TEXT],
  'departure inform': [TEXT],
  'departure notify-guarantor': [TEXT],
  'transit incident': [{ name: 'code', label: 'incident-code', kind: 'choice', options: INCIDENTS, required: true },
    { ...TEXT, required: true }, { name: 'city', kind: 'text', required: true },
    { name: 'street', kind: 'text' }, { name: 'postcode', kind: 'text' },
    { name: 'seals', label: 'new-seals', kind: 'text', required: true, when: (c) => NEW_SEALS.includes(c.code) },
    { name: 'container', kind: 'text', when: (c) => NEW_SEALS.includes(c.code) },
    { name: 'vehicle', kind: 'text', required: true, when: (c) => NEW_VEHICLE.includes(c.code) },
    { name: 'nationality', kind: 'text', when: (c) => NEW_VEHICLE.includes(c.code) }],
  'destination release': [{ name: 'seals', label: 'seal-state', kind: 'choice', options: ['', '1', '0'] }],
  'destination minor-discrepancies': FOUND,
  'destination major-discrepancies': FOUND,
  'destination answer': [{ name: 'code', label: 'answer-code', kind: 'choice', options: ['1', '2', '3', '4'] }, TEXT],
  'destination ask-information': [TEXT],
  'destination dispatch-recovery': [TEXT],
  'destination accept-recovery': [{ name: 'accept', kind: 'choice', options: ['1', '0'] }],
};

/** Decisions that take something away from somebody: they are asked about once more. */
const GRAVE = ['reject', 'refuse', 'cancel', 'recover', 'write-off', 'major-discrepancies', 'refuse-invalidation',
  'accept-invalidation'];

/**
 * What must be there for a decision beside the state: a message that came, or a fact.
 * @type {Record<string, string>}
 */
const ASKED = { answer: 'enquiry', 'ask-information': 'enquiry', 'accept-recovery': 'recovery-request',
  'dispatch-recovery': 'recovery-request', 'accept-invalidation': 'invalidation',
  'refuse-invalidation': 'invalidation' };

/** The decisions that answer something or need nothing. @param {import('../types').MovementDetail} detail */
export function possible({ actions, kept, facts }) {
  const known = [...kept.map((message) => message.name), ...Object.keys(facts)];
  return actions.filter((action) => !ASKED[action] || known.includes(ASKED[action]));
}

/** @param {string} role @param {string} action */
export const detailsOf = (role, action) => DETAILS[`${role} ${action}`] ?? [];

/** @param {string} action */
export const isGrave = (action) => GRAVE.includes(action);

/** Decisions that are never the first to come to mind stand behind the others. @param {string[]} actions */
export function inOrder(actions) {
  const first = ['accept', 'release', 'pass', 'control', 'permit-unloading', 'minor-discrepancies'];
  const rank = (/** @type {string} */ action) => {
    const at = first.indexOf(action);
    return at >= 0 ? at : isGrave(action) ? 100 : 50;
  };
  return [...actions].sort((a, b) => rank(a) - rank(b));
}
