// The HTTP interface. Every answer that is not a success becomes an ApiError with the server's problem details.

/** @typedef {import('./types').ProblemDetails} ProblemDetails */

export class ApiError extends Error {
  /** @param {ProblemDetails} problem */
  constructor(problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

/** Requests under way by job; a new one of a job cancels the one before. @type {Map<string, AbortController>} */
const running = new Map();

/** True for the error of a request that a newer one replaced. @param {unknown} error */
export function isCancelled(error) {
  return error instanceof DOMException && error.name === 'AbortError';
}

/**
 * @param {string} job
 * @param {string} path
 * @param {unknown} [body]
 */
export async function call(job, path, body) {
  return body === undefined ? send(job, path, {})
    : send(job, path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

/**
 * @param {string} job
 * @param {string} path
 * @param {RequestInit} options
 */
export async function send(job, path, options) {
  running.get(job)?.abort();
  const controller = new AbortController();
  running.set(job, controller);
  /** @type {RequestInit} */
  const init = {
    ...options, signal: controller.signal,
    // The second header tells the server that a page of its own asks, and no other site.
    headers: { accept: 'application/json, application/problem+json', 'x-throughline': '1', ...options.headers },
  };
  let response;
  try {
    response = await fetch(`api/v1/${path}`, init);
  } catch (error) {
    if (isCancelled(error)) throw error;
    throw new ApiError({ title: 'error.offline' });
  }
  const text = await response.text();
  /** @type {any} */
  let value = null;
  try {
    value = JSON.parse(text);
  } catch {
    // Not JSON: the status below says enough.
  }
  if (!response.ok) throw new ApiError(value?.title ? value : { title: 'error.http', status: response.status });
  if (value === null && text !== '') throw new ApiError({ title: 'error.http', status: response.status });
  return value;
}

/** @param {import('./types').ScenarioChoice} choice @returns {import('./types').ScenarioRequest} */
export function scenarioRequest(choice) {
  return {
    ...(choice.name === '' ? {} : { name: choice.name }), switches: choice.switches, changes: choice.changes,
    ...(choice.year === null ? {} : { year: choice.year }),
  };
}

/** @returns {Promise<import('./types').Info>} */
export const getInfo = () => call('info', 'info');

/** @returns {Promise<import('./types').Scenarios>} */
export const getScenarios = () => call('scenarios', 'scenarios');

/** @param {import('./types').ScenarioChoice} choice @returns {Promise<import('./types').Corridor>} */
export function getCorridor(choice) {
  const params = new URLSearchParams();
  if (choice.name) params.set('scenario', choice.name);
  for (const id of choice.switches) params.append('switch', id);
  if (choice.year !== null) params.set('year', String(choice.year));
  for (const change of choice.changes) params.append('change', change);
  return call('corridor', `corridor?${params}`);
}

/**
 * @param {string} job
 * @param {string} text
 * @returns {Promise<import('./types').PlaceMatch[]>}
 */
export async function findPlaces(job, text) {
  const answer = await call(job, `places?q=${encodeURIComponent(text)}&limit=8`);
  return answer.places;
}

/**
 * @param {import('./types').PlanRequest} request
 * @param {import('./types').ScenarioChoice} choice
 * @returns {Promise<import('./types').PlanAnswer>}
 */
export const plan = (request, choice) => call('plan', 'plan', { request, scenario: scenarioRequest(choice) });

/**
 * @param {import('./types').PlanRequest} request
 * @param {import('./types').ScenarioChoice[]} choices
 * @returns {Promise<import('./types').CompareAnswer>}
 */
export const compare = (request, choices) =>
  call('compare', 'compare', { request, scenarios: choices.map(scenarioRequest) });

/**
 * @param {import('./types').PlanRequest} request
 * @param {import('./types').ScenarioChoice} choice
 * @param {import('./types').SweepVary} vary
 * @param {string[]} routes
 * @returns {Promise<import('./types').SweepAnswer>}
 */
export const sweep = (request, choice, vary, routes) =>
  call('sweep', 'sweep', { request, scenario: scenarioRequest(choice), vary, routes });

/**
 * @param {string} xml
 * @param {{ date: string, profile: string, route: boolean }} options
 * @returns {Promise<import('./types').CheckAnswer>}
 */
export function checkDocument(xml, { date, profile, route }) {
  const params = new URLSearchParams({ profile, route: String(route) });
  if (date) params.set('date', date);
  return send('check', `customs/check?${params}`,
    { method: 'POST', headers: { 'content-type': 'application/xml' }, body: xml });
}

/** @param {string} id @returns {Promise<import('./types').Rule>} */
export const getRule = (id) => call(`rule ${id}`, `customs/rules/${encodeURIComponent(id)}`);
