// The login of the front office page.
import { canUsePasskeys, passkeyButton } from '../access/passkeys.js';
import { h } from '../dom.js';
import { textField } from '../fields.js';
import { t } from '../i18n.js';
import { tell } from './parts.js';
import * as requests from './requests.js';

/** @param {(me: import('../types').Me) => void} onIn */
export function entrance(onIn) {
  const name = textField(t('movements.login.name'), { autocomplete: 'username', required: true });
  const password = textField(t('movements.login.password'),
    { type: 'password', required: true, autocomplete: 'current-password' });
  const fault = h('div', { class: 'front-fault' });
  return h('form', { class: 'login', onSubmit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    try {
      onIn(await requests.login(name.get(), password.input.value));
    } catch (error) {
      tell(error, fault);
      password.input.focus();
    }
  } },
    h('h2', { class: 'results-title' }, t('movements.login.title')), h('p', null, t('front.login.lead')),
    name.element, password.element,
    h('button', { type: 'submit', class: 'button primary' }, t('movements.login.go')),
    canUsePasskeys() && passkeyButton(onIn, fault), fault);
}
