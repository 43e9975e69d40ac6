// Passkeys: a login without a password, and adding one to the own account.
import { call } from '../api.js';
import { h } from '../dom.js';
import { textField } from '../fields.js';
import { tell } from '../front-office/parts.js';
import { t } from '../i18n.js';

/** Whether this browser can use passkeys here: not at an address that is a number, and not over plain HTTP. */
export function canUsePasskeys() {
  return isSecureContext && 'PublicKeyCredential' in window && 'parseCreationOptionsFromJSON' in PublicKeyCredential
    && !/^[\d.]+$|:/.test(location.hostname);
}

/** @returns {Promise<import('../types').Me>} */
export async function loginByPasskey() {
  const { ticket, options } = await call('passkey', 'access/login/options', {});
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options));
  const credential = /** @type {PublicKeyCredential} */ (await navigator.credentials.get({ publicKey }));
  return call('passkey', 'access/login/passkey', { ticket, credential: JSON.stringify(credential) });
}

/** @param {string} password @param {string} name what device it is on */
export async function addPasskey(password, name) {
  const { ticket, options } = await call('passkey', 'access/passkeys/options', { password });
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options));
  const credential = /** @type {PublicKeyCredential} */ (await navigator.credentials.create({ publicKey }));
  return call('passkey', 'access/passkeys', { ticket, credential: JSON.stringify(credential), name });
}

/** A button that logs in by passkey. @param {(me: import('../types').Me) => void} onIn @param {Element} fault */
export function passkeyButton(onIn, fault) {
  return h('button', { type: 'button', class: 'button', onClick: async () => {
    try {
      onIn(await loginByPasskey());
    } catch (error) {
      // Whoever closes the window of the device has not done anything wrong.
      if (!(error instanceof DOMException)) tell(error, fault);
    }
  } }, t('passkey.login'));
}

/** A folded form that adds a passkey. @param {(said: string) => void} say */
export function passkeyForm(say) {
  const fault = h('div', { class: 'front-fault' });
  const password = textField(t('movements.login.password'),
    { type: 'password', required: true, autocomplete: 'current-password' });
  const name = textField(t('passkey.name'), { required: true, maxlength: 100 });
  const box = h('details', { class: 'passkey' }, h('summary', null, t('passkey.add')),
    h('form', { class: 'front-search', onSubmit: async (/** @type {Event} */ event) => {
      event.preventDefault();
      try {
        await addPasskey(password.input.value, name.get());
        password.set('');
        box.open = false;
        say(t('passkey.added'));
      } catch (error) {
        if (!(error instanceof DOMException)) tell(error, fault);
      }
    } }, h('p', { class: 'note' }, t('passkey.lead')), name.element, password.element,
    h('button', { type: 'submit', class: 'button' }, t('passkey.go')), fault));
  return box;
}
