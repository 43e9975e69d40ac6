// One movement before an officer: the declaration beside what is known of it, and the decision.
import { fill, h, icon } from '../dom.js';
import { t, term } from '../i18n.js';
import { possible } from './actions.js';
import * as calls from './calls.js';
import { comparison } from './compare.js';
import { declarationView } from './declaration.js';
import { decisionForm } from './decision.js';
import { checkList, riskList } from './findings.js';
import { historyList, messageList } from './history.js';
import { readGroup } from './lines.js';
import { dueIn, facts, moment, section, sentence } from './parts.js';
import { dayText, numberOf, officeName, phase, stateName } from './words.js';

/** @typedef {import('../types').MovementDetail} MovementDetail */
/** @typedef {import('../types').Movement} Movement */

/** What an office goes by before all: the first of these that it has. */
const MAIN = ['declaration', 'record'];

/**
 * Number, state and what runs out; the same for officers and parties.
 * @param {MovementDetail} detail
 * @param {boolean} [isOfficial]
 */
export function detailHead(detail, isOfficial = true) {
  const { movement } = detail;
  return h('header', { class: 'detail-head' },
    h('h2', { id: 'movement-title', tabindex: -1, class: 'mono' }, numberOf(movement)),
    h('p', { class: 'movement-where' }, officeName(movement.role), ' ',
      h('span', { class: 'mono' }, movement.office), movement.mrn && movement.lrn
      && h('span', { class: 'note' }, ` · ${t('movements.lrn', { lrn: movement.lrn })}`)),
    h('p', { class: 'movement-state' }, h('strong', { class: phase(movement, isOfficial) },
      stateName(movement.role, movement.state)), ' ', movement.meaning),
    movement.limit && h('p', null, icon('end'), ' ', t('movements.limit', { day: dayText(movement.limit) })),
    detail.due.length > 0 && h('ul', { class: 'due-list' }, detail.due.map((due) => h('li', null, icon('wait'), ' ',
      dueIn(due.at), ' ', due.meaning, ' ', h('span', { class: 'note' }, moment(due.at))))),
    detail.accompanyingDocument && h('p', null, h('a', { href: detail.accompanyingDocument, target: '_blank',
      rel: 'noopener' }, icon('print'), ' ', t('movements.tad'))));
}

/**
 * @param {MovementDetail} detail
 * @param {object} on
 * @param {(moved: Movement[], action: string) => void} on.decided
 * @param {() => void} on.renew
 * @param {boolean} [on.scansNext] whether the field that takes seals is to be ready for the scanner
 */
export function officerDetail(detail, on) {
  const { movement } = detail;
  const paper = h('div', { class: 'movement-paper' });
  const compare = h('div', { class: 'compare-place' });
  const main = MAIN.map((name) => detail.kept.find((kept) => kept.name === name)).find(Boolean);
  const others = detail.kept.filter((kept) => kept !== main);
  /** @type {ReturnType<typeof comparison> | null} */
  let compared = null;

  /** Goes to the value that a finding is about. @param {string} pointer */
  function showPlace(pointer) {
    const path = pointer.replace(/^\/?C[CD]\d{3}C\//, '');
    const all = /** @type {HTMLDetailsElement | null} */ (paper.querySelector('details.more'));
    if (!all) return;
    all.open = true;
    // The values are made when the part opens, which the browser tells a moment later.
    setTimeout(() => {
      const rows = /** @type {HTMLElement[]} */ ([...all.querySelectorAll('dt')]);
      const row = rows.find((one) => one.dataset.path === path)
        ?? rows.find((one) => one.dataset.path?.startsWith(path));
      for (const one of rows) one.classList.toggle('found-place', one === row);
      row?.scrollIntoView({ block: 'center' });
    });
  }

  const actions = possible(detail);
  const decision = actions.length === 0 ? null : decisionForm({
    role: movement.role, actions,
    compared: () => compared?.told() ?? {},
    onDecide: async ({ action, reason, details }) => {
      const done = await calls.decide({ role: movement.role, office: movement.office, action, reason, details,
        movement: movement.mrn ?? movement.lrn ?? '', seen: movement.version });
      on.decided(done.movements, action);
    },
    onRenew: on.renew,
  });

  /** Proposes the decision that tells what differs. @param {{ differences: string[], hasSeals: boolean }} found */
  function onCompared({ differences, hasSeals }) {
    if (differences.length === 0 || !decision) return;
    const isTransit = movement.role === 'transit';
    decision.choose(isTransit ? 'incident' : 'minor-discrepancies');
    if (hasSeals) decision.set(isTransit ? 'code' : 'seals', isTransit ? '2' : '0', true);
    decision.set('text', differences.join(' ').slice(0, 500));
  }

  /** @param {string} name @param {HTMLElement} place */
  async function showKept(name, place) {
    try {
      const { lines } = await calls.getKept(movement, name);
      const root = readGroup(lines);
      fill(place, declarationView(root, lines, `movements/${movement.country}/${movement.number}/kept/${name}`));
      if (name === main?.name && movement.role !== 'departure' && actions.length > 0) {
        compared = comparison(root, onCompared);
        fill(compare, compared.element);
        if (on.scansNext && !document.activeElement?.closest('.decision')) compared.scan.focus({ preventScroll: true });
      }
    } catch (error) {
      fill(place, h('p', { class: 'form-error' }, sentence(error)));
    }
  }

  const mainPlace = h('div', null, h('p', { class: 'note' }, t('movements.loading')));
  if (main) showKept(main.name, mainPlace);
  fill(paper, h('h3', null, main ? term('kept', main.name) : t('movements.paper')),
    main ? mainPlace : h('p', { class: 'note' }, t('movements.paper.none')),
    others.map((kept) => {
      const place = h('div');
      const part = h('details', { class: 'more' }, h('summary', null, `${term('kept', kept.name)} (${kept.code})`),
        place);
      part.addEventListener('toggle', () => { if (part.open && !place.hasChildNodes()) showKept(kept.name, place); });
      return part;
    }));
  const risks = riskList(detail.findings, showPlace);
  const xmlPath = main && `movements/${movement.country}/${movement.number}/kept/${main.name}`;
  return h('article', { class: 'movement-detail', 'aria-labelledby': 'movement-title' }, detailHead(detail),
    h('div', { class: 'movement-columns' },
      h('div', { class: 'movement-work' },
        risks && section(t('findings.title'), risks), compare, decision?.form,
        xmlPath && section(t('findings.check'), checkList(xmlPath, showPlace)),
        section(t('movements.history'), historyList(movement.role, detail.history)),
        h('details', { class: 'more movement-section' },
          h('summary', null, t('movements.messages.n', { n: detail.messages.length })), messageList(detail.messages)),
        Object.keys(detail.facts).length > 0 && h('details', { class: 'more movement-section' },
          h('summary', null, t('movements.facts')),
          facts(Object.entries(detail.facts).map(([name, value]) => [term('fact', name), value])))),
      paper));
}
