// The administrator's desk: organisations and their accounts.
import { fill, h } from '../dom.js';
import { selectField, textField } from '../fields.js';
import { t, term } from '../i18n.js';
import * as calls from '../movements/calls.js';
import { moment, section, sentence, table, tell, workForm } from '../movements/parts.js';

/** @typedef {import('../types').Organisation} Organisation */
/** @typedef {import('../types').Account} Account */

const KINDS = ['trader', 'guarantor', 'customs', 'front-office'];
/** @type {Record<string, string[]>} */
const ROLES = {
  trader: ['trader', 'representative', 'administrator'], guarantor: ['guarantor', 'administrator'],
  customs: ['officer', 'supervisor', 'neighbour', 'auditor', 'administrator'],
  'front-office': ['front-office', 'administrator'], operator: ['operator', 'auditor', 'administrator'],
};

/** @param {import('../pages/movements.js').Desk} desk */
export function accountsDesk(desk) {
  const isFirst = desk.me.kind === 'operator';
  const list = h('div');
  const pane = h('div', { 'aria-live': 'polite' });
  const handed = h('div', { role: 'status' });

  /** @param {unknown} error @param {HTMLElement} where */
  const fail = (error, where) => { if (!desk.isOut(error)) tell(error, where, () => fill(where)); };

  async function read() {
    try {
      const { organisations } = await calls.listOrganisations();
      fill(list, table(t('accounts.organisations'), ['name', 'kind', 'country', 'number', 'state']
        .map((key) => t(`accounts.${key}`)), organisations.map((one) => [h('button', { type: 'button',
        class: 'link-button', onClick: () => open(one) }, one.name), term('organisation', one.kind), one.country,
      h('span', { class: 'mono' }, one.identification ?? '—'), t(one.closedAt ? 'accounts.closed'
        : one.enteredAt ? 'accounts.used' : 'accounts.unused')])));
      const asked = organisations.find((one) => one.id === desk.open()) ?? (isFirst ? null : organisations[0]);
      if (asked) await open(asked);
    } catch (error) {
      fail(error, list);
    }
  }

  /** A secret is shown once; whoever hands it over needs the address. @param {import('../types').HandOver} made */
  function hand(made) {
    fill(handed, h('div', { class: 'secret' }, h('p', null, t('accounts.handed', { login: made.account.login })),
      h('code', null, made.url), h('p', { class: 'note' }, t('accounts.until'), ' ', moment(made.until))));
    handed.scrollIntoView({ block: 'nearest' });
  }

  /** @param {Organisation} organisation */
  async function open(organisation) {
    desk.opened(organisation.id);
    const body = h('div');
    fill(pane, section(organisation.name, body));
    try {
      const { accounts } = await calls.listAccounts(organisation.id);
      fill(body, accountTable(organisation, accounts), newAccount(organisation), changeForm(organisation));
    } catch (error) {
      // An administration in its own hands shows nobody its accounts; only a first administrator can be made.
      if (desk.isOut(error)) return;
      fill(body, h('p', { class: 'note' }, t('accounts.own', { problem: sentence(error) })),
        organisation.kind === 'customs' && !organisation.enteredAt && newAccount(organisation, ['administrator']));
    }
  }

  /** @param {Organisation} organisation @param {Account[]} accounts */
  function accountTable(organisation, accounts) {
    const again = () => open(organisation);
    return table(t('accounts.title'), ['login', 'name', 'role', 'offices', 'state', 'change']
      .map((key) => t(`accounts.${key}`)), accounts.map((one) => [h('span', { class: 'mono' }, one.login), one.name,
      term('role', one.role), one.offices.join(', ') || '—', t(one.disabledAt ? 'accounts.disabled'
        : one.hasPassword ? 'accounts.active' : 'accounts.waits'),
      one.id !== desk.me.account && h('span', { class: 'row' },
        button('accounts.reset', async () => hand(await calls.resetAccount(one.id)), again),
        button(one.disabledAt ? 'accounts.enable' : 'accounts.disable', () => calls.changeAccount(one.id, {
          name: one.name, role: one.role, offices: one.offices, disabled: !one.disabledAt }), again))]));
  }

  /** @param {string} key @param {() => Promise<unknown>} work @param {() => Promise<void>} then */
  function button(key, work, then) {
    return h('button', { type: 'button', class: 'button small', onClick: async () => {
      try {
        await work();
        await then();
      } catch (error) {
        fail(error, handed);
      }
    } }, t(key));
  }

  /** @param {Organisation} organisation @param {string[]} [roles] */
  function newAccount(organisation, roles = ROLES[organisation.kind] ?? []) {
    const login = textField(t('accounts.login'), { required: true, class: 'mono', minlength: 3, maxlength: 100,
      autocapitalize: 'none', spellcheck: 'false' }, { hint: t('accounts.login.hint') });
    const name = textField(t('accounts.name'), { required: true, maxlength: 200 });
    const offices = textField(t('accounts.offices'), { class: 'mono' }, { hint: t('accounts.offices.hint') });
    const role = selectField(t('accounts.role'), roles.map((id) => [id, term('role', id)]), () => sync());
    const sync = () => { offices.element.hidden = !['officer', 'supervisor'].includes(role.get()); };
    sync();
    const { form } = workForm({ go: t('accounts.make'), class: 'narrow' }, [login.element, name.element, role.element,
      offices.element], async () => {
      hand(await calls.makeAccount(organisation.id, { login: login.get(), name: name.get(), role: role.get(),
        offices: offices.element.hidden ? [] : offices.get().toUpperCase().split(/[\s,;]+/).filter(Boolean) }));
      await open(organisation);
    });
    return h('details', { class: 'more' }, h('summary', null, t('accounts.new')), form);
  }

  /** @param {Organisation} organisation */
  function changeForm(organisation) {
    const name = textField(t('accounts.name'), { required: true, maxlength: 200, value: organisation.name });
    const number = textField(t('accounts.number'), { class: 'mono', value: organisation.identification ?? '' });
    const canClose = isFirst && !['customs', 'operator'].includes(organisation.kind);
    number.element.hidden = !canClose;
    const closed = h('input', { type: 'checkbox', checked: organisation.closedAt !== null });
    const { form } = workForm({ go: t('accounts.save'), class: 'narrow' }, [name.element, number.element,
      canClose && h('label', null, closed, ' ', t('accounts.close'))], async () => {
      await calls.changeOrganisation(organisation.id, { name: name.get(), identification: number.get() || null,
        closed: closed.checked });
      await read();
    });
    return h('details', { class: 'more' }, h('summary', null, t('accounts.organisation.change')), form);
  }

  function newOrganisation() {
    const kind = selectField(t('accounts.kind'), KINDS.map((id) => [id, term('organisation', id)]), () => sync());
    const country = textField(t('accounts.country'), { required: true, class: 'mono', minlength: 2, maxlength: 2 });
    const name = textField(t('accounts.name'), { required: true, maxlength: 200 });
    const number = textField(t('accounts.number'), { class: 'mono', maxlength: 17 },
      { hint: t('accounts.number.hint') });
    const sync = () => { number.element.hidden = kind.get() === 'customs'; };
    const { form } = workForm({ go: t('accounts.make'), class: 'narrow' }, [kind.element, country.element,
      name.element, number.element], async () => {
      const made = await calls.makeOrganisation({ kind: kind.get(), country: country.get().toUpperCase(),
        name: name.get(), identification: number.element.hidden ? null : number.get().toUpperCase() || null });
      desk.opened(made.id);
      await read();
    });
    return h('details', { class: 'more' }, h('summary', null, t('accounts.organisation.new')), form);
  }

  return {
    element: h('div', { class: 'page-body' }, h('h2', { class: 'results-title' }, t('desk.accounts')),
      h('p', { class: 'note' }, t('accounts.lead')), list, isFirst && newOrganisation(), handed, pane),
    show: read,
  };
}
