// The own account: password, and keys for systems where the role has any.
import { fill, h } from '../dom.js';
import { numberField, textField } from '../fields.js';
import { t, term } from '../i18n.js';
import * as calls from '../movements/calls.js';
import { facts, moment, section, sentence, table, workForm } from '../movements/parts.js';

/** Whoever decides or administers has no keys. */
const KEYLESS = ['officer', 'supervisor', 'administrator'];

/** @param {import('../pages/movements.js').Desk} desk */
export function accountDesk(desk) {
  const { me } = desk;
  const keys = h('div');
  const made = h('div', { role: 'status' });
  const hasKeys = !KEYLESS.includes(me.role);
  const current = textField(t('account.current'), { type: 'password', required: true,
    autocomplete: 'current-password' });
  const next = textField(t('account.next'), { type: 'password', required: true, autocomplete: 'new-password',
    minlength: 12 }, { hint: t('account.next.hint') });
  const password = workForm({ go: t('account.password.go'), class: 'narrow' }, [current.element, next.element],
    async () => {
      await calls.changePassword(current.input.value, next.input.value);
      current.set('');
      next.set('');
      desk.say(t('account.password.done'));
    });
  const name = textField(t('account.key.name'), { required: true, maxlength: 100 });
  const days = numberField(t('account.key.days'), { required: true, min: 1, max: 366, value: 90 });
  const key = workForm({ go: t('account.key.make'), class: 'narrow' }, [name.element, days.element], async () => {
    const one = await calls.makeKey(name.get(), days.get() ?? 90);
    name.set('');
    fill(made, h('div', { class: 'secret' }, h('p', null, t('account.key.made')), h('code', null, one.key)));
    await readKeys();
  });

  async function readKeys() {
    if (!hasKeys) return;
    try {
      const list = (await calls.listKeys()).keys;
      fill(keys, list.length === 0 ? h('p', { class: 'note' }, t('account.keys.none'))
        : table(t('account.keys'), ['name', 'made', 'until', 'end'].map((id) => t(`account.key.${id}`)),
          list.map((one) => [one.name, moment(one.createdAt), moment(one.expiresAt),
            h('button', { type: 'button', class: 'button small', onClick: async () => {
              await calls.revokeKey(one.id);
              await readKeys();
            } }, t('account.key.revoke'))])));
    } catch (error) {
      if (!desk.isOut(error)) fill(keys, h('p', { class: 'form-error' }, sentence(error)));
    }
  }

  return {
    element: h('div', { class: 'page-body' }, h('h2', { class: 'results-title' }, t('desk.account')),
      facts([[t('account.login'), me.login], [t('account.role'), term('role', me.role)],
        [t('account.country'), me.country], [t('account.identification'), me.identification ?? ''],
        [t('account.offices'), me.offices.join(', ')]]),
      section(t('account.password'), password.form),
      hasKeys && section(t('account.keys'), h('p', { class: 'note' }, t('account.keys.lead')), keys, made, key.form)),
    show: readKeys,
  };
}
