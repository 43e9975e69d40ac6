// The auditor's desk: the journal entry by entry, its check, and the entries to take along.
import { fill, h, icon } from '../dom.js';
import { selectField, textField } from '../fields.js';
import { number } from '../format.js';
import { t, term } from '../i18n.js';
import * as calls from '../movements/calls.js';
import { facts, moment, sentence, tell } from '../movements/parts.js';

const KINDS = ['decision', 'guarantee', 'access'];

/** @param {import('../pages/movements.js').Desk} desk */
export function journalDesk(desk) {
  /** @type {Record<string, string>} */
  let names = {};
  const kind = selectField(t('journal.kind'), [['', t('journal.kind.all')], ...KINDS.map((id) =>
    /** @type {[string, string]} */ ([id, t(`journal.kind.${id}`)]))],
  () => read());
  const movement = textField(t('journal.movement'), { class: 'mono', spellcheck: 'false', type: 'search' });
  const from = textField(t('journal.from'), { type: 'date' });
  const until = textField(t('journal.until'), { type: 'date' });
  const list = h('ol', { class: 'journal' });
  const more = h('div', { class: 'row' });
  const checked = h('div', { class: 'journal-check', role: 'status' });
  const save = h('a', { class: 'button', download: 'journal.ndjson' }, t('journal.export'));

  const filter = () => ({ kind: kind.get(), movement: movement.get(),
    from: from.get(), until: until.get() });

  /** @param {number | null} [before] */
  async function read(before = null) {
    save.href = calls.journalExport(filter());
    try {
      const page = await calls.listJournal({ ...filter(), before });
      names = { ...names, ...page.names };
      const items = page.entries.map(entryItem);
      if (before === null) fill(list, items);
      else list.append(...items);
      fill(more, list.childElementCount === 0 && page.next === null && h('p', { class: 'note' }, t('journal.none')),
        page.next !== null && h('button', { type: 'button', class: 'button', onClick: () => read(page.next) },
          t('journal.more')));
    } catch (error) {
      if (!desk.isOut(error)) tell(error, more, () => read(before));
    }
  }

  /** What an entry is about, in a line. @param {import('../types').JournalEntry} entry */
  function told(entry) {
    if (entry.isErased) return t('journal.erased');
    const { body } = entry;
    if (!body) return '';
    const input = body.input ?? {};
    const what = input.action ?? body.what ?? (body.transitions?.[0] ?? '').split(' ')[1] ?? '';
    const by = input.by ?? body.by ?? '';
    return [term('movements.kind', input.kind), what, by && (names[by] ?? by)].filter(Boolean).join(' · ');
  }

  /** @param {import('../types').JournalEntry} entry */
  function entryItem(entry) {
    const { body } = entry;
    const reason = body?.input?.reason ?? body?.reason;
    const part = h('details', null, h('summary', null, h('span', { class: 'mono num' }, String(entry.entry)),
      moment(entry.at), h('strong', null, term('journal.kind', entry.kind)),
      h('span', { class: 'mono' }, entry.mrn ?? entry.subject), h('span', { class: 'note' }, told(entry))));
    part.addEventListener('toggle', () => {
      if (!part.open || part.childElementCount > 1) return;
      part.append(h('div', { class: 'journal-body' },
        reason && h('q', null, reason),
        facts([[t('journal.subject'), entry.subject], [t('journal.seen'), body?.input?.seen ?? ''],
          [t('journal.digest'), h('code', null, entry.digest)], [t('journal.hash'), h('code', null, entry.hash)]]),
        body && h('pre', { class: 'xml', tabindex: 0 }, JSON.stringify(body, null, 2))));
    });
    return h('li', null, part);
  }

  const check = h('button', { type: 'button', class: 'button primary', onClick: async () => {
    check.disabled = true;
    fill(checked, h('p', null, t('journal.checking')));
    try {
      const report = await calls.checkJournal();
      const good = report.faults.length === 0;
      fill(checked, h('div', { class: `verdict ${good ? 'good' : 'bad'}` },
        h('h3', null, icon(good ? 'end' : 'warn'), ' ', t(good ? 'journal.good' : 'journal.bad',
          { count: report.faults.length })),
        h('p', null, t('journal.counts', { entries: number(report.entries), movements: number(report.movements),
          erased: number(report.erased) })),
        !good && h('ul', { class: 'faults' }, report.faults.map((fault) => h('li', null, fault))),
        h('p', { class: 'note' }, t('journal.note')), h('code', null, report.hash)));
    } catch (error) {
      if (!desk.isOut(error)) fill(checked, h('p', { class: 'form-error' }, sentence(error)));
    } finally {
      check.disabled = false;
    }
  } }, t('journal.check'));

  const form = h('form', { class: 'row', onSubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    read();
  } }, movement.element, kind.element, from.element, until.element,
  h('button', { type: 'submit', class: 'button' }, t('movements.find')));
  return {
    element: h('div', { class: 'page-body' }, h('h2', { class: 'results-title' }, t('desk.journal')),
      h('p', { class: 'note' }, t(desk.me.kind === 'customs' ? 'journal.lead' : 'journal.lead.operator')),
      checked, form, list, more),
    side: h('div', { class: 'desk-side' }, check, save),
    show: () => read(),
    keys: { '/': () => movement.input.focus(), v: () => check.click() },
  };
}
