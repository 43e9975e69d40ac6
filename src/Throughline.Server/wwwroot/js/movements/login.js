// Who is there: the forms that let somebody in.
import * as api from '../api.js';
import { h } from '../dom.js';
import { textField } from '../fields.js';
import { t } from '../i18n.js';

/**
 * The form of a login, or with a secret that of the first password.
 * @param {string | null} secret
 * @param {(me: import('../types').Me) => void} onIn
 */
export function loginForm(secret, onIn) {
  const isFirst = secret !== null;
  const prefix = isFirst ? 'movements.first' : 'movements.login';
  const name = textField(t('movements.login.name'), { autocomplete: 'username', required: true });
  const password = textField(t('movements.login.password'), {
    type: 'password', required: true, autocomplete: isFirst ? 'new-password' : 'current-password',
  });
  const fault = h('p', { class: 'login-fault', role: 'alert', hidden: true });
  const button = h('button', { type: 'submit', class: 'button primary' }, t(`${prefix}.go`));
  const form = h('form', { class: 'login', onSubmit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    button.disabled = true;
    fault.hidden = true;
    try {
      const given = password.input.value;
      onIn(isFirst ? await api.enterFirst(secret, given) : await api.login(name.get(), given));
    } catch (error) {
      if (api.isCancelled(error)) return;
      fault.textContent = told(error);
      fault.hidden = false;
      password.input.focus();
    } finally {
      button.disabled = false;
    }
  } },
    h('h2', { class: 'results-title' }, t(`${prefix}.title`)), h('p', null, t(`${prefix}.lead`)),
    isFirst ? null : name.element, password.element, fault, button);
  return form;
}

/** @param {unknown} error */
function told(error) {
  if (!(error instanceof api.ApiError)) return String(error);
  const { problem } = error;
  if (problem.title.startsWith('error.')) return t(problem.title, { status: problem.status ?? '' });
  return problem.errors?.length ? problem.errors.map((e) => e.message).join(' ') : problem.detail ?? problem.title;
}
