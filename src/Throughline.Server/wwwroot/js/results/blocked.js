// When there is no way: why, and buttons for what would open one.
import { h, icon } from '../dom.js';
import { t } from '../i18n.js';

/** @typedef {import('../types').Relaxation} Relaxation */

/**
 * @param {{ message: string, relaxations: Relaxation[] }} blocked
 * @param {(relaxation: Relaxation) => void} onRelax
 */
export function blockedBox(blocked, onRelax) {
  return h('section', { class: 'blocked', 'aria-labelledby': 'results-title' },
    h('h2', { id: 'results-title', class: 'results-title', tabindex: -1 }, icon('warn'), t('blocked.title')),
    h('p', null, blocked.message),
    blocked.relaxations.length === 0 ? h('p', { class: 'note' }, t('blocked.nothing')) : [
      h('p', { class: 'blocked-lead' }, t('blocked.lead')),
      h('ul', { class: 'relaxations' }, blocked.relaxations.map((relaxation) => h('li', null,
        relaxation.kind === 'restriction'
          // A rule of the corridor is not the user's to lift; it is only told.
          ? h('p', null, relaxation.explanation, h('small', null, t('blocked.restriction')))
          : h('button', { type: 'button', class: 'button', onClick: () => onRelax(relaxation) },
            relaxation.explanation)))),
    ]);
}

/** @param {import('../types').ProblemDetails} problem @param {() => void} retry */
export function errorBox(problem, retry) {
  const title = problem.title.startsWith('error.') ? t(problem.title, { status: problem.status ?? '' }) : problem.title;
  const errors = problem.errors ?? [];
  return h('section', { class: 'blocked', role: 'alert' },
    h('h2', { id: 'results-title', class: 'results-title', tabindex: -1 }, icon('warn'), title),
    // The detail only tells the errors once more.
    errors.length === 0 ? problem.detail && h('p', null, problem.detail)
      : h('ul', null, errors.map((error) => h('li', null, error.message))),
    h('button', { type: 'button', class: 'button', onClick: retry }, t('error.retry')));
}

export function loadingBox() {
  return h('section', { class: 'loading', 'aria-busy': 'true' },
    h('h2', { class: 'results-title' }, t('results.loading')),
    [0, 1, 2].map(() => h('div', { class: 'skeleton' })));
}

/** @param {string} titleKey @param {string[]} hintKeys */
export function emptyBox(titleKey, hintKeys) {
  return h('section', { class: 'empty' }, h('h2', null, t(titleKey)),
    h('ul', null, hintKeys.map((key) => h('li', null, t(key)))));
}
