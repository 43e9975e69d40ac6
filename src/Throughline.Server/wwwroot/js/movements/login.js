// The entrance: a login, the first password, or the demonstration.
import * as api from '../api.js';
import { info } from '../data.js';
import { fill, h } from '../dom.js';
import { textField } from '../fields.js';
import { t, term } from '../i18n.js';
import * as calls from './calls.js';
import { sentence } from './parts.js';

/** @typedef {(me: import('../types').Me) => void} OnIn */

/**
 * The form of a login, or with a secret that of the first password.
 * @param {string | null} secret
 * @param {OnIn} onIn
 */
function loginForm(secret, onIn) {
  const isFirst = secret !== null;
  const prefix = isFirst ? 'movements.first' : 'movements.login';
  const name = textField(t('movements.login.name'), { autocomplete: 'username', required: true });
  const password = textField(t('movements.login.password'), {
    type: 'password', required: true, autocomplete: isFirst ? 'new-password' : 'current-password',
  });
  const fault = h('p', { class: 'login-fault', role: 'alert', hidden: true });
  const button = h('button', { type: 'submit', class: 'button primary' }, t(`${prefix}.go`));
  return h('form', { class: 'login', onSubmit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    button.disabled = true;
    fault.hidden = true;
    try {
      const given = password.input.value;
      onIn(isFirst ? await calls.enterFirst(secret, given) : await calls.login(name.get(), given));
    } catch (error) {
      if (api.isCancelled(error)) return;
      fault.textContent = sentence(error);
      fault.hidden = false;
      password.input.focus();
    } finally {
      button.disabled = false;
    }
  } },
    h('h2', { class: 'results-title' }, t(`${prefix}.title`)), h('p', null, t(`${prefix}.lead`)),
    isFirst ? null : name.element, password.element, fault, button);
}

/**
 * In a demonstration: one button a part, so that nobody types a password that means nothing.
 * @param {import('../types').Demonstration} demo
 * @param {OnIn} onIn
 */
function parts(demo, onIn) {
  const fault = h('p', { class: 'login-fault', role: 'alert', hidden: true });
  return h('section', { class: 'login parts', 'aria-labelledby': 'parts-title' },
    h('h2', { class: 'results-title', id: 'parts-title' }, t('demo.parts')),
    h('p', null, t('demo.parts.lead')),
    h('ul', null, demo.logins.map((part) => h('li', null, h('button', { type: 'button', class: 'part',
      onClick: async () => {
        try {
          onIn(await calls.login(part.login, demo.password ?? ''));
        } catch (error) {
          if (api.isCancelled(error)) return;
          fault.textContent = sentence(error);
          fault.hidden = false;
        }
      } }, h('strong', null, term('role', part.role)), h('span', { class: 'mono' }, part.login),
    h('span', { class: 'note' }, part.what))))), fault);
}

/** A fresh installation offers a demonstration beside itself. */
function offer() {
  const fault = h('p', { class: 'login-fault', role: 'alert', hidden: true });
  const button = h('button', { type: 'button', class: 'button primary', onClick: async () => {
    button.disabled = true;
    button.textContent = t('demo.starting');
    fault.hidden = true;
    try {
      const { url } = await calls.startDemonstration();
      location.assign(`${url}/?view=movements`);
    } catch (error) {
      if (api.isCancelled(error)) return;
      fault.textContent = sentence(error);
      fault.hidden = false;
      button.disabled = false;
      button.textContent = t('demo.offer.go');
    }
  } }, t('demo.offer.go'));
  return h('section', { class: 'login offer', 'aria-labelledby': 'offer-title' },
    h('h2', { class: 'results-title', id: 'offer-title' }, t('demo.offer')),
    h('p', null, t('demo.offer.lead')), h('p', { class: 'note' }, t('demo.offer.own')), button, fault);
}

/**
 * @param {string | null} secret
 * @param {OnIn} onIn
 */
export function entrance(secret, onIn) {
  const more = h('div');
  const element = h('div', { class: 'entrance' }, more, loginForm(secret, onIn));
  if (info().hasTransit && secret === null) {
    calls.getDemonstration().then((demo) => {
      if (demo.isDemonstration && demo.password !== null) fill(more, parts(demo, onIn));
      else if (demo.isOffered) fill(more, offer());
    }, () => fill(more));
  }
  return element;
}
