// For holders: who may collect papers and fees for a movement of theirs.
import { fill, h } from '../dom.js';
import { selectField } from '../fields.js';
import { t } from '../i18n.js';
import { feeTable, ownTime, section, tell } from './parts.js';
import { declaredList, paperList } from './papers.js';
import * as requests from './requests.js';

/**
 * @param {import('../types').Movement} movement
 * @param {(said: string) => void} say
 */
export function mandateView(movement, say) {
  const element = h('article', { class: 'front-detail', 'aria-labelledby': 'front-title' });
  const given = h('div', { class: 'mandate-code', role: 'status' });

  async function draw() {
    try {
      const offices = (await requests.listOffices()).offices;
      const { mandates } = await requests.listMandates(movement.country, movement.number);
      const papers = await requests.getPapers(movement.country, movement.number);
      fill(element,
        h('h2', { id: 'front-title', tabindex: -1 }, movement.mrn ?? movement.lrn ?? t('movements.unnumbered')),
        h('p', { class: 'note' }, t('front.mandate.lead')),
        giveForm(offices), given, mandateList(mandates),
        papersAndFees(movement.country, movement.number, papers));
    } catch (error) {
      tell(error, element);
    }
  }

  /** @param {import('./types').FrontOffice[]} offices */
  function giveForm(offices) {
    const fault = h('div', { class: 'front-fault' });
    const office = selectField(t('front.mandate.to'), [['', t('front.mandate.code')],
      ...offices.map((o) => /** @type {[string, string]} */ ([o.id, `${o.name} (${o.country})`]))]);
    return h('form', { class: 'mandate-form', onSubmit: async (/** @type {Event} */ event) => {
      event.preventDefault();
      try {
        const made = await requests.giveMandate(movement.country, movement.number, office.get());
        if (made.code) {
          fill(given, h('p', null, t('front.mandate.code-lead')), h('p', { class: 'code mono' }, made.code),
            h('p', { class: 'note' }, t('front.mandate.until', { at: ownTime(made.expiresAt) })));
        }
        await draw();
        say(t('front.mandate.given'));
      } catch (error) {
        tell(error, fault);
      }
    } }, office.element, h('button', { type: 'submit', class: 'button primary' }, t('front.mandate.go')), fault);
  }

  /** @param {import('./types').Mandate[]} mandates */
  function mandateList(mandates) {
    const running = mandates.filter((m) => !m.endedAt && new Date(m.expiresAt) > new Date());
    if (running.length === 0) return h('p', { class: 'note' }, t('front.mandate.none'));
    return section(t('front.mandate.list'), h('ul', { class: 'front-plain' }, running.map((mandate) => h('li', null,
      mandate.name ?? t('front.mandate.unclaimed'), ' ',
      h('span', { class: 'note' }, t('front.mandate.until', { at: ownTime(mandate.expiresAt) })), ' ',
      h('button', { type: 'button', class: 'link-button', onClick: async () => {
        try {
          await requests.endMandate(mandate.id);
          await draw();
          say(t('front.mandate.ended'));
        } catch (error) {
          tell(error, element);
        }
      } }, t('front.mandate.end'))))));
  }

  draw();
  return element;
}

/**
 * Papers and fees of a movement as officers and holders see them.
 * @param {string} country
 * @param {number} number
 * @param {Awaited<ReturnType<typeof requests.getPapers>>} papers
 */
export function papersAndFees(country, number, papers) {
  return [
    section(t('front.papers'), declaredList(papers.declared, null), paperList(papers.papers, null,
      (paper) => `api/v1/transit/movements/${country}/${number}/papers/${paper.id}/scan`)),
    section(t('front.fees'), papers.assessments.length === 0 ? h('p', { class: 'note' }, t('front.fees.none'))
      : papers.assessments.map((assessment) => h('article', { class: `assessment ${assessment.state}` },
        h('h4', null, assessment.office, ' ', h('span', { class: 'state' }, t(`front.state.${assessment.state}`))),
        feeTable(assessment.lines, assessment.totals)))),
  ];
}
