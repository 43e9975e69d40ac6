// The part of the HTTP interface that stands behind a login.
import { ApiError, call, send } from '../api.js';

/** @param {string} path @param {Record<string, string | number | null | undefined>} params */
function withQuery(path, params) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== '' && value !== null && value !== undefined) query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** @param {string} job @param {string} path @param {'PUT' | 'DELETE'} method @param {unknown} [body] */
const change = (job, path, method, body) => send(job, path, {
  method, headers: { 'content-type': 'application/json' },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

/** Who is logged in, or null. @returns {Promise<import('../types').Me | null>} */
export async function getMe() {
  try {
    return await call('me', 'access/me');
  } catch (error) {
    if (error instanceof ApiError && (error.problem.status === 401 || error.problem.status === 404)) return null;
    throw error;
  }
}

/** @returns {Promise<import('../types').Demonstration>} */
export const getDemonstration = () => call('demonstration', 'demonstration');

/** @returns {Promise<{ url: string }>} */
export const startDemonstration = () => send('demonstration', 'demonstration', { method: 'POST' });

/** @param {string} login @param {string} password @returns {Promise<import('../types').Me>} */
export const login = (login, password) => call('login', 'access/login', { login, password });

/** @param {string} secret @param {string} password @returns {Promise<import('../types').Me>} */
export const enterFirst = (secret, password) => call('login', 'access/first', { secret, password });

export const logout = () => send('login', 'access/logout', { method: 'POST' });

/** @param {string} current @param {string} password */
export const changePassword = (current, password) => call('password', 'access/password', { current, password });

/**
 * @param {{ q?: string, stage?: string, office?: string }} filter
 * @param {string} [job]
 * @returns {Promise<{ movements: import('../types').Movement[] }>}
 */
export const listMovements = (filter, job = 'movements') => call(job, withQuery('transit/movements', filter));

/** @param {string} country @param {number} number @returns {Promise<import('../types').MovementDetail>} */
export const getMovement = (country, number) => call('movement', `transit/movements/${country}/${number}`);

/**
 * @param {import('../types').Movement} movement
 * @param {string} name as what it is kept
 * @returns {Promise<{ kept: import('../types').KeptMessage, lines: string[] }>}
 */
export const getKept = ({ country, number }, name) =>
  call(`kept ${name}`, `transit/movements/${country}/${number}/kept/${name}`);

/** @param {string} path @returns {Promise<string>} a document as it was sent */
export async function getXml(path) {
  const response = await fetch(`api/v1/transit/${path}`, { headers: { accept: 'application/xml' } });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
}

/** @param {number} id @returns {Promise<{ message: import('../types').TransitMessage, lines: string[] }>} */
export const getMessage = (id) => call(`message ${id}`, `transit/messages/${id}`);

/** @param {string} xml @returns {Promise<import('../types').TransitReceipt>} */
export const sendMessage = (xml) =>
  send('send', 'transit/messages', { method: 'POST', headers: { 'content-type': 'application/xml' }, body: xml });

/**
 * @param {import('../types').TransitDecision} decision
 * @returns {Promise<{ movements: import('../types').Movement[] }>}
 */
export const decide = (decision) => call('decide', 'transit/decisions', decision);

/** @returns {Promise<{ movements: import('../types').Overdue[] }>} */
export const listOverdue = () => call('overdue', 'transit/overdue');

/** @returns {Promise<import('../types').Load>} */
export const getLoad = () => call('load', 'transit/load');

/** @returns {Promise<{ guarantees: import('../types').Guarantee[] }>} */
export const listGuarantees = () => call('guarantees', 'guarantees');

/** @param {string} grn @returns {Promise<import('../types').GuaranteeDetail>} */
export const getGuarantee = (grn) => call('guarantee', `guarantees/${encodeURIComponent(grn)}`);

/** @param {Record<string, unknown>} body @returns {Promise<import('../types').Guarantee>} */
export const offerGuarantee = (body) => call('offer', 'guarantees', body);

/** @param {string} grn @param {{ decision: string, reason: string, amountCents?: number }} body */
export const decideGuarantee = (grn, body) => call('decide', `guarantees/${encodeURIComponent(grn)}/decisions`, body);

/** @param {string} grn @param {string[]} accessCodes */
export const setAccessCodes = (grn, accessCodes) =>
  change('codes', `guarantees/${encodeURIComponent(grn)}/access-codes`, 'PUT', { accessCodes });

/** @param {Record<string, string | number | null>} filter @returns {Promise<import('../types').JournalPage>} */
export const listJournal = (filter) => call('journal', withQuery('transit/journal', filter));

/** @param {Record<string, string | number | null>} filter */
export const journalExport = (filter) => withQuery('api/v1/transit/journal/export', filter);

/** @returns {Promise<import('../types').JournalReport>} */
export const checkJournal = () => call('check', 'transit/journal/check');

/** @returns {Promise<{ organisations: import('../types').Organisation[] }>} */
export const listOrganisations = () => call('organisations', 'access/organisations');

/** @param {Record<string, unknown>} body @returns {Promise<import('../types').Organisation>} */
export const makeOrganisation = (body) => call('organisation', 'access/organisations', body);

/** @param {string} id @param {Record<string, unknown>} body */
export const changeOrganisation = (id, body) => change('organisation', `access/organisations/${id}`, 'PUT', body);

/** @param {string} id @returns {Promise<{ accounts: import('../types').Account[] }>} */
export const listAccounts = (id) => call('accounts', `access/organisations/${id}/accounts`);

/** @param {string} id @param {Record<string, unknown>} body @returns {Promise<import('../types').HandOver>} */
export const makeAccount = (id, body) => call('account', `access/organisations/${id}/accounts`, body);

/** @param {string} id @param {Record<string, unknown>} body */
export const changeAccount = (id, body) => change('account', `access/accounts/${id}`, 'PUT', body);

/** @param {string} id @returns {Promise<import('../types').HandOver>} */
export const resetAccount = (id) => send('account', `access/accounts/${id}/reset`, { method: 'POST' });

/** @returns {Promise<{ keys: import('../types').Key[] }>} */
export const listKeys = () => call('keys', 'access/keys');

/** @param {string} name @param {number} days @returns {Promise<import('../types').Key & { key: string }>} */
export const makeKey = (name, days) => call('key', 'access/keys', { name, days });

/** @param {string} id */
export const revokeKey = (id) => change('key', `access/keys/${id}`, 'DELETE');
