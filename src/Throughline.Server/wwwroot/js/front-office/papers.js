// Papers of a movement: what the declaration names, what was handed in, and the form that takes one with its scan.
import { fill, h, icon } from '../dom.js';
import { selectField, textField } from '../fields.js';
import { t } from '../i18n.js';
import { ownTime, reasonButton, section, tell } from './parts.js';
import * as requests from './requests.js';

const LISTS = ['CL754', 'CL213', 'CL214', 'CL380'];
const MEDIA = ['application/pdf', 'image/jpeg', 'image/png', 'image/tiff'];

/**
 * @param {import('./types').FrontDetail} detail
 * @param {(said: string) => Promise<void>} onChange
 */
export function papersSection(detail, onChange) {
  const form = paperForm(detail.movement, onChange);
  return section(t('front.papers'),
    declaredList(detail.declared, form.fillIn),
    paperList(detail.papers, (paper) => reasonButton(t('front.paper.withdraw'), async (reason) => {
      await requests.withdraw(paper.id, reason);
      await onChange(t('front.paper.withdrawn', { reference: paper.reference }));
    }), (paper) => `api/v1/front-office/papers/${paper.id}/scan`),
    form.element);
}

/**
 * What the declaration names, each with whether it is here.
 * @param {import('./types').DeclaredPaper[]} declared
 * @param {((paper: import('./types').DeclaredPaper) => void) | null} onCollect
 */
export function declaredList(declared, onCollect) {
  if (declared.length === 0) return h('p', { class: 'note' }, t('front.declared.none'));
  const props = { class: 'front-plain declared', 'aria-label': t('front.declared') };
  return [h('h4', null, t('front.declared')), h('ul', props, declared.map((paper) => h('li', null,
    h('span', { class: `paper-mark${paper.paper === null ? ' missing' : ''}` },
      paper.paper === null ? icon('wait') : icon('end'), t(paper.paper === null ? 'front.missing' : 'front.here')),
    h('span', { class: 'paper-name' }, h('span', { class: 'mono' }, paper.kind), ' ', paper.reference),
    onCollect && paper.paper === null && h('button', { type: 'button', class: 'link-button',
      onClick: () => onCollect(paper) }, t('front.paper.this')))))];
}

/**
 * @param {import('./types').Paper[]} papers
 * @param {((paper: import('./types').Paper) => import('../dom.js').Child) | null} tool
 * @param {(paper: import('./types').Paper) => string} address
 */
export function paperList(papers, tool, address) {
  if (papers.length === 0) return h('p', { class: 'note' }, t('front.papers.none'));
  const props = { class: 'front-plain papers', 'aria-label': t('front.papers.here') };
  return [h('h4', null, t('front.papers.here')), h('ul', props, papers.map((paper) => h('li', {
    class: paper.withdrawnAt ? 'withdrawn' : '',
  },
    h('span', { class: 'paper-name' }, h('span', { class: 'mono' }, paper.kind), ' ', paper.reference),
    h('span', { class: 'note' }, t('front.paper.dated', { day: paper.issuedOn, at: ownTime(paper.collectedAt) })),
    !paper.isDeclared && h('span', { class: 'note' }, t('front.paper.undeclared')),
    paper.withdrawnAt ? h('span', { class: 'note' }, t('front.paper.gone', { at: ownTime(paper.withdrawnAt) }))
      : paper.scannedAt ? h('a', { href: address(paper), download: '' }, t('front.scan'))
        : h('span', { class: 'paper-mark missing' }, icon('warn'), t('front.scan.missing')),
    h('span', { class: 'note mono digest', title: t('front.digest') }, paper.sha256.slice(0, 16), '…'),
    !paper.withdrawnAt && tool?.(paper))))];
}

/**
 * @param {import('./types').FrontMovement} movement
 * @param {(said: string) => Promise<void>} onChange
 */
function paperForm(movement, onChange) {
  /** @type {File | null} */
  let file = null;
  const list = selectField(t('front.paper.list'), LISTS.map((code) => [code, t(`front.list.${code}`)]));
  const kind = textField(t('front.paper.kind'), { required: true, maxlength: 4, autocapitalize: 'characters' });
  const reference = textField(t('front.paper.reference'), { required: true, maxlength: 70 });
  const day = textField(t('front.paper.day'), { type: 'date', required: true });
  const fault = h('div', { class: 'front-fault' });
  const chosen = h('p', { class: 'note', role: 'status' }, t('front.scan.none'));
  const chooser = h('input', { type: 'file', accept: MEDIA.join(','), hidden: true, onChange: () => {
    take(chooser.files?.[0] ?? null);
    chooser.value = '';
  } });
  const choose = h('button', { type: 'button', class: 'button', onClick: () => chooser.click() },
    t('front.scan.choose'));
  const go = h('button', { type: 'submit', class: 'button primary' }, t('front.paper.go'));

  /** @param {File | null} next */
  async function take(next) {
    fill(fault);
    file = null;
    if (!next) return;
    if (!MEDIA.includes(next.type)) {
      chosen.textContent = t('front.scan.media', { name: next.name });
      return;
    }
    file = next;
    chosen.textContent = t('front.scan.chosen', {
      name: next.name, digest: (await requests.digestOf(await next.arrayBuffer())).slice(0, 16),
    });
    if (!kind.get()) kind.input.focus();
  }

  const element = h('form', { class: 'paper-form', 'aria-label': t('front.paper.new'),
    onDragover: (/** @type {DragEvent} */ event) => event.preventDefault(),
    onDrop: (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      take(event.dataTransfer?.files[0] ?? null);
    },
    onSubmit: async (/** @type {Event} */ event) => {
      event.preventDefault();
      if (!file) {
        chosen.textContent = t('front.scan.none');
        choose.focus();
        return;
      }
      go.disabled = true;
      try {
        const paper = { list: list.get(), kind: kind.get().toUpperCase(), reference: reference.get(),
          issuedOn: day.get() };
        await requests.collect(movement, paper, file);
        await onChange(t('front.paper.done', { reference: paper.reference }));
      } catch (error) {
        tell(error, fault);
      } finally {
        go.disabled = false;
      }
    } },
    h('h4', null, t('front.paper.new')),
    h('div', { class: 'drop' }, h('span', null, t('front.scan.drop')), choose, chosen), chooser,
    h('div', { class: 'paper-fields' }, list.element, kind.element, reference.element, day.element), go, fault);

  return {
    element,
    /** @param {import('./types').DeclaredPaper} paper */
    fillIn(paper) {
      list.set(paper.list);
      kind.set(paper.kind);
      reference.set(paper.reference);
      choose.focus();
    },
  };
}
