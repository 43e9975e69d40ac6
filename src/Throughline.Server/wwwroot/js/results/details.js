// One itinerary in full: every number with where it comes from.
import { fill, h, icon, iconButton } from '../dom.js';
import { co2e, country, distance, duration, localTime, money, moneyExact, number, offset, percent } from '../format.js';
import { t, term } from '../i18n.js';
import { badges, journeyTimes } from './cards.js';
import { legChain, splitOf } from './legs.js';
import { estimateMark, sourceMark } from './source.js';
import { stepList } from './steps.js';
import { dataTable } from './table.js';
import { bandBar, bandText, barLegend, timeBar } from './timebar.js';

/** @typedef {import('../types').Itinerary} Itinerary */
/** @typedef {import('../types').PlanAnswer} PlanAnswer */

/**
 * @param {string} label
 * @param {string} value
 * @param {Node} mark
 */
function figure(label, value, mark) {
  return h('div', { class: 'figure' }, h('dt', null, label, mark), h('dd', null, value));
}

/** @param {string[]} sources distinct sources, most used first */
function sourceList(sources) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const source of sources) counts.set(source, (counts.get(source) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])
    .map(([source, count]) => h('p', null, t('source.times', { count, source })));
}

/** @param {Itinerary} itinerary */
function figures(itinerary) {
  const { steps, costs, emissions, reliability } = itinerary;
  const timeSources = sourceList(steps.map((step) => step.source ?? t('source.unknown')));
  const timed = steps.filter((step) => step.isEstimate).length;
  const priced = costs.filter((line) => line.isEstimate).length;
  return h('dl', { class: 'figures' },
    figure(t('measure.duration'), duration(itinerary.durationSeconds), sourceMark(t('measure.duration'),
      t('source.sum.time', { count: steps.length, estimates: timed }), timed > 0, timeSources)),
    figure(t('measure.cost'), money(itinerary.costMinor), sourceMark(t('measure.cost'),
      t('source.sum.cost', { count: costs.length, estimates: priced }), priced > 0,
      sourceList(costs.map((line) => line.source)))),
    figure(t('measure.co2e'), co2e(itinerary.co2eGrams), sourceMark(t('measure.co2e'),
      t('source.sum.co2e', { count: emissions.length }), false, sourceList(emissions.map((line) => line.source)))),
    figure(t('measure.handlings'), number(itinerary.handlings),
      sourceMark(t('measure.handlings'), t('source.handlings'), false)),
    figure(t('measure.distance'), distance(itinerary.distances.reduce((sum, share) => sum + share.metres, 0)),
      sourceMark(t('measure.distance'), t('source.distance'), false)),
    figure(t('measure.band'),
      t('band.short', { p10: duration(reliability.p10Seconds), p90: duration(reliability.p90Seconds) }),
      sourceMark(t('measure.band'), t('source.band'), true)));
}

/** @param {Itinerary} itinerary */
function reliabilityBox(itinerary) {
  const { reliability, steps } = itinerary;
  const rows =
    /** @type {const} */ (
    [['p10', reliability.p10, reliability.p10Seconds], ['p50', reliability.p50, reliability.p50Seconds],
    ['p90', reliability.p90, reliability.p90Seconds]]);
  const weakest = reliability.weakestStep === null || reliability.weakestStep === undefined
    ? null : steps[reliability.weakestStep];
  return [
    dataTable({
      caption: t('details.arrival.caption'), captionHidden: true, rows: [...rows],
      columns: [
        { label: t('details.chance'), head: true, cell: (row) => t(`details.chance.${row[0]}`) },
        { label: t('measure.arrival'), cell: (row) => [localTime(row[1]), h('small', null, ' ', offset(row[1]))] },
        { label: t('measure.duration'), cell: (row) => duration(row[2]), numeric: true },
      ],
    }),
    typeof reliability.onTime === 'number' && h('p', null, t('details.onTime', { share: percent(reliability.onTime) })),
    weakest && h('p', { class: 'weakest' }, icon('warn'), h('span', null, h('strong', null, t('details.weakest')), ' ',
      reliability.weakestReason ?? weakest.fromName)),
    h('p', { class: 'note' }, t('details.mean', { mean: duration(reliability.meanSeconds) })),
  ];
}

/** @param {Itinerary} itinerary @param {number} index */
function stepName(itinerary, index) {
  const step = itinerary.steps[index];
  if (!step) return '';
  return step.fromPlace === step.toPlace
    ? step.fromName : t('details.fromTo', { from: step.fromName, to: step.toName });
}

/** @param {Itinerary} itinerary */
function costTable(itinerary) {
  return dataTable({
    caption: t('details.costs.caption'), captionHidden: true, rows: itinerary.costs,
    columns: [
      { label: t('details.cost.what'), head: true, cell: (row) => row.label },
      { label: t('details.cost.amount'), numeric: true, cell: (row) => moneyExact(row.amountMinor),
        sort: (row) => row.amountMinor },
      { label: t('details.source'), cell: (row) => sourceMark(row.label, row.source, row.isEstimate) },
    ],
  });
}

/** @param {Itinerary} itinerary */
function emissionTable(itinerary) {
  return dataTable({
    caption: t('details.emissions.caption'), captionHidden: true, rows: itinerary.emissions,
    columns: [
      { label: t('details.emission.step'), head: true,
        cell: (row) => [term('mode', row.mode), ' ', h('small', null, stepName(itinerary, row.step))] },
      { label: t('measure.distance'), numeric: true, cell: (row) => distance(row.distanceMetres),
        sort: (row) => row.distanceMetres },
      { label: t('details.emission.factor'), numeric: true,
        cell: (row) => number(row.gramsPerTonneKm, { maximumFractionDigits: 2 }) },
      { label: t('measure.co2e'), numeric: true, cell: (row) => co2e(row.co2eGrams), sort: (row) => row.co2eGrams },
      { label: t('details.source'),
        cell: (row) => sourceMark(t('details.emission.factor'), row.source, /estimate/i.test(row.source)) },
    ],
  });
}

/** @param {Itinerary} itinerary */
function distanceTable(itinerary) {
  return dataTable({
    caption: t('details.distances.caption'), captionHidden: true, rows: itinerary.distances,
    columns: [
      { label: t('measure.mode'), head: true, cell: (row) => term('mode', row.mode), sort: (row) => row.mode },
      { label: t('measure.country'), cell: (row) => country(row.country), sort: (row) => country(row.country) },
      { label: t('measure.distance'), numeric: true, cell: (row) => distance(row.metres), sort: (row) => row.metres },
    ],
  });
}

/** @param {string} territory */
function territoryName(territory) {
  const name = term('territory', territory);
  return name === territory && /^[A-Z]{2}$/.test(territory) ? country(territory) : name;
}

/** @param {Itinerary} itinerary */
function customsPart(itinerary) {
  const crossings = itinerary.steps.filter((step) => step.kind.toLowerCase() === 'crossing');
  return [
    h('ol', { class: 'territories' }, itinerary.customsTerritories.map((item) => h('li', null, territoryName(item)))),
    crossings.length > 0 && dataTable({
      caption: t('details.customs.caption'), captionHidden: true, rows: crossings,
      columns: [
        { label: t('details.crossing'), head: true,
          cell: (row) => t('details.fromTo', { from: row.fromName, to: row.toName }) },
        { label: t('details.formality'), cell: (row) => term('formality', row.formality) || t('unknown') },
        { label: t('details.dwell'), numeric: true, cell: (row) => duration(row.seconds) },
      ],
    }),
  ];
}

/** @param {Itinerary} itinerary */
function splitTable(itinerary) {
  return dataTable({
    caption: t('details.split.caption'), captionHidden: true,
      rows: splitOf(itinerary).filter(([, seconds]) => seconds > 0),
    columns: [
      {
        label: t('details.split.part'), head: true,
        cell: ([part]) => [h('span', { class: `bar-key part-${part}`, 'aria-hidden': 'true' }), ' ', t(`part.${part}`)],
      },
      { label: t('details.split.time'), numeric: true, cell: ([, seconds]) => duration(seconds) },
      { label: t('details.split.share'), numeric: true,
        cell: ([, seconds]) => percent(seconds / Math.max(1, itinerary.durationSeconds)) },
    ],
  });
}

/**
 * @param {string} title
 * @param {import('../dom.js').Child | import('../dom.js').Child[]} content
 * @param {boolean} [open]
 */
function section(title, content, open = false) {
  return h('details', { class: 'detail-section', open }, h('summary', null, h('h3', null, title)),
    h('div', { class: 'detail-body' }, content));
}

/**
 * @param {HTMLElement} root
 * @param {Itinerary} itinerary
 * @param {object} options
 * @param {string[]} options.reasons
 * @param {() => void} options.onClose
 * @param {(kind: string, id: string) => void} options.onElement
 */
export function showDetails(root, itinerary, { reasons, onClose, onElement }) {
  const end = Math.max(itinerary.durationSeconds, itinerary.reliability.p90Seconds);
  const copied = h('span', { role: 'status', class: 'copied' });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      copied.textContent = t('details.copied');
    } catch {
      copied.textContent = t('details.copy.failed');
    }
  };
  const estimates = itinerary.steps.filter((step) => step.isEstimate).length;
  fill(root, h('div', { class: 'panel-head' }, h('h2', { tabindex: -1 }, t('details.title')), copied,
    iconButton('link', 'details.copy', copy), iconButton('print', 'details.print', () => print()),
    iconButton('close', 'panel.close', onClose)),
  h('div', { class: 'panel-body details', dataset: { itinerary: itinerary.id } },
    badges(reasons), legChain(itinerary), journeyTimes(itinerary), figures(itinerary),
    timeBar(itinerary, end), bandBar(itinerary, end), barLegend(),
    h('p', { class: 'note' }, bandText(itinerary)),
    estimates > 0
      && h('p', { class: 'note' }, estimateMark(), ' ',
      t('details.estimates', { count: estimates, all: itinerary.steps.length })),
    section(t('details.steps'), stepList(itinerary, onElement), true),
    section(t('details.reliability'), reliabilityBox(itinerary), true),
    section(t('details.costs'), costTable(itinerary)),
    section(t('details.emissions'), emissionTable(itinerary)),
    section(t('details.customs'), customsPart(itinerary)),
    section(t('details.distances'), distanceTable(itinerary)),
    section(t('details.split'), splitTable(itinerary))));
}
