// The front office's part of the HTTP interface.
import { ApiError, call, send } from '../api.js';

/** @typedef {import('./types').FrontDetail} FrontDetail */

const FRONT = 'front-office';

/** Who is logged in, or null. @returns {Promise<import('../types').Me | null>} */
export async function getMe() {
  try {
    return await call('front-me', 'access/me');
  } catch (error) {
    if (error instanceof ApiError && (error.problem.status === 401 || error.problem.status === 404)) return null;
    throw error;
  }
}

/** @param {string} login @param {string} password @returns {Promise<import('../types').Me>} */
export const login = (login, password) => call('front-me', 'access/login', { login, password });

export const logout = () => send('front-me', 'access/logout', { method: 'POST' });

/**
 * Movements of a holder or of an administration.
 * @param {string} q
 * @param {string | null} role only at offices of this role
 * @returns {Promise<import('../types').Movement[]>}
 */
export async function listOwnMovements(q, role) {
  const path = `transit/movements${q ? `?q=${encodeURIComponent(q)}` : ''}`;
  const { movements } = await call('front-list', path);
  return movements.filter((/** @type {import('../types').Movement} */ m) => role === null || m.role === role);
}

/** @param {string} q @returns {Promise<{ movements: import('./types').FrontMovement[] }>} */
export const listMovements = (q) => call('front-list', `${FRONT}/movements${q ? `?q=${encodeURIComponent(q)}` : ''}`);

/** @param {string} country @param {number} number @returns {Promise<FrontDetail>} */
export const getMovement = (country, number) => call('front-movement', `${FRONT}/movements/${country}/${number}`);

/** @param {string} movement @param {string} code @returns {Promise<FrontDetail>} */
export const claim = (movement, code) => call('front-claim', `${FRONT}/movements`, { movement, code });

/**
 * Notes a paper and hands in its scan.
 * @param {import('./types').FrontMovement} movement
 * @param {{ list: string, kind: string, reference: string, issuedOn: string }} paper
 * @param {File} file
 * @returns {Promise<import('./types').Paper>}
 */
export async function collect(movement, paper, file) {
  const bytes = await file.arrayBuffer();
  const made = await call('front-paper', `${FRONT}/movements/${movement.country}/${movement.number}/papers`,
    { ...paper, sha256: await digestOf(bytes), media: file.type });
  return send('front-scan', `${FRONT}/papers/${made.id}/scan`,
    { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: bytes });
}

/** SHA-256 of bytes as hexadecimal digits. @param {ArrayBuffer} bytes */
export async function digestOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {number} id @param {string} reason */
export const withdraw = (id, reason) => call('front-paper', `${FRONT}/papers/${id}/withdrawal`, { reason });

/** @param {import('./types').FrontMovement} movement @returns {Promise<import('./types').Assessment>} */
export const assess = (movement) => send('front-fee',
  `${FRONT}/movements/${movement.country}/${movement.number}/assessments`, { method: 'POST' });

/** @param {number} id @param {string} method @returns {Promise<import('./types').Receipt>} */
export const pay = (id, method) => call('front-fee', `${FRONT}/assessments/${id}/payment`, { method });

/** @param {number} id @param {string} reason */
export const cancelAssessment = (id, reason) =>
  call('front-fee', `${FRONT}/assessments/${id}/cancellation`, { reason });

/** @param {number} number @returns {Promise<import('./types').Receipt>} */
export const getReceipt = (number) => call('front-receipt', `${FRONT}/receipts/${number}`);

/** @param {number} number @param {string} reason @returns {Promise<import('./types').Receipt>} */
export const giveBack = (number, reason) => call('front-fee', `${FRONT}/receipts/${number}/cancellation`, { reason });

/** @returns {Promise<import('./types').Till>} */
export const getTill = () => call('front-till', `${FRONT}/till`);

/** @returns {Promise<{ closings: import('./types').Closing[] }>} */
export const listClosings = () => call('front-closings', `${FRONT}/closings`);

/** @returns {Promise<import('./types').Closing>} */
export const closeTill = () => send('front-fee', `${FRONT}/closings`, { method: 'POST' });

/** @returns {Promise<{ offices: import('./types').FrontOffice[] }>} */
export const listOffices = () => call('front-offices', `${FRONT}/offices`);

/** @param {string} country @param {number} number @returns {Promise<{ mandates: import('./types').Mandate[] }>} */
export const listMandates = (country, number) => call('front-mandates', `${FRONT}/mandates/${country}/${number}`);

/**
 * @param {string} country
 * @param {number} number
 * @param {string} organisation
 * @returns {Promise<import('./types').Mandate>}
 */
export const giveMandate = (country, number, organisation) =>
  call('front-mandate', `${FRONT}/mandates`, { country, number, ...(organisation ? { organisation } : {}) });

/** @param {string} id */
export const endMandate = (id) => send('front-mandate', `${FRONT}/mandates/${id}`, { method: 'DELETE' });

/**
 * @param {string} country
 * @param {number} number
 * @returns {Promise<{ declared: import('./types').DeclaredPaper[], papers: import('./types').Paper[],
 *   assessments: import('./types').Assessment[] }>}
 */
export const getPapers = (country, number) => call('movement-papers', `transit/movements/${country}/${number}/papers`);
