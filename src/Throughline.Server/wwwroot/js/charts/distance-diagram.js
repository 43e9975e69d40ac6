// The time/cost-distance diagram of UNESCAP and CAREC: kilometres to the right, hours or dollars upwards. Slopes are
// running, vertical jumps are what happens at one place: borders, transfers, waiting.
import { h, s } from '../dom.js';
import { distance, duration, hours, money, number, shortName } from '../format.js';
import { t, term } from '../i18n.js';
import { isKind } from '../results/legs.js';
import { dataTable } from '../results/table.js';
import { axes, chartBox, hourTicks, LabelSpace, textWidth, ticks } from './frame.js';

/** @typedef {import('../types').Itinerary} Itinerary */
/** @typedef {{ km: number, y: number }} Point */
/** @typedef {{ from: Point, to: Point, name: string, kind: string, place: string, mode: string }} Piece */
/** @typedef {{ name: string, colour: number, pieces: Piece[], end: Point }} Series */
/** @typedef {'time' | 'cost'} Measure */
/** @typedef {{ itinerary: Itinerary, name: string, colour: number }} Drawn */

/** Cost of each step: what its cost lines say. @param {Itinerary} itinerary */
function stepCosts(itinerary) {
  const costs = itinerary.steps.map(() => 0);
  for (const line of itinerary.costs) if (line.step in costs) costs[line.step] += line.amountMinor;
  return costs;
}

/** @param {Drawn} drawn @param {Measure} measure @returns {Series} */
function seriesOf({ itinerary, name, colour }, measure) {
  const costs = stepCosts(itinerary);
  let at = { km: 0, y: 0 };
  /** @type {Piece[]} */
  const pieces = [];
  itinerary.steps.forEach((step, i) => {
    const rise = measure === 'time' ? step.seconds / 3600 : costs[i] / 100;
    // A crossing runs its few kilometres after the dwell, yet people read it as a jump at one place.
    const to = { km: at.km + step.distanceMetres / 1000, y: at.y + rise };
    const moving = isKind(step, 'run', 'ride', 'access');
    pieces.push(
      { from: at, to, name: moving ? term('mode', step.mode) : t(`step.kind.${step.kind.toLowerCase()}`),
      kind: step.kind.toLowerCase(), place: shortName(step.fromName), mode: step.mode ?? '' });
    at = to;
  });
  return { name, colour, pieces, end: at };
}

/** @param {number} value @param {Measure} measure */
function valueText(value, measure) {
  return measure === 'time' ? hours(value * 3600) : money(value * 100);
}

/** Jumps worth a name: borders first, then the tallest. @param {Series} series @param {number} high */
function jumps(series, high) {
  return series.pieces.filter((piece) =>
    !['run', 'ride', 'access', 'rest'].includes(piece.kind) && piece.to.y - piece.from.y >= high * 0.02)
    .map((piece) => ({ piece, size: (piece.to.y - piece.from.y) * (piece.kind === 'crossing' ? 2 : 1) }));
}

/**
 * @param {Series[]} all
 * @param {Measure} measure
 * @param {number} width
 * @param {number} height
 */
function draw(all, measure, width, height) {
  const narrow = width < 520;
  const box = { width, height, left: narrow ? 44 : 56, right: narrow ? 12 : 24, top: 28, bottom: 40 };
  const farthest = Math.max(1, ...all.map((series) => series.end.km)) * 1.02;
  const high = Math.max(1, ...all.map((series) => series.end.y)) * 1.06;
  const x = (/** @type {number} */ km) => box.left + (km / farthest) * (width - box.left - box.right);
  const y = (/** @type {number} */ value) => height - box.bottom - (value / high) * (height - box.top - box.bottom);
  const svg = s('svg', { viewBox: `0 0 ${width} ${height}`, width, height, class: 'distance-diagram' });
  svg.append(axes({
    box, x, y, xTicks: ticks(0, farthest, narrow ? 4 : 8), xLabel: t('chart.axis.km'),
    yTicks: measure === 'time' ? hourTicks(high, 7) : ticks(0, high, 6),
    yLabel: t(measure === 'time' ? 'chart.axis.hours' : 'chart.axis.usd'),
  }));
  for (const series of all) {
    const path = series.pieces.map((piece) => `L${x(piece.to.km).toFixed(1)} ${y(piece.to.y).toFixed(1)}`).join('');
    svg.append(s('path', { class: `series series-${series.colour}`, d: `M${x(0)} ${y(0)}${path}` }));
    for (const { piece } of jumps(series, high)) {
      svg.append(s('path', {
        class: `jump series-${series.colour} jump-${piece.kind}`,
        d: `M${x(piece.from.km)} ${y(piece.from.y)}L${x(piece.to.km)} ${y(piece.to.y)}`,
      }, s('title', null,
        t('chart.jump',
        { name: piece.name, place: piece.place, value: valueText(piece.to.y - piece.from.y, measure) }))));
    }
    svg.append(s('circle', { class: `end series-${series.colour}`, cx: x(series.end.km), cy: y(series.end.y), r: 4 }));
  }
  svg.append(labels(all, measure, high, x, y, width));
  return svg;
}

/**
 * What is waited and handled one after the other at one place is named once.
 * @param {Series} series
 * @param {number} high
 */
function stops(series, high) {
  /** @type {{ piece: Piece, size: number }[]} */
  const merged = [];
  for (const jump of jumps(series, high)) {
    const last = merged[merged.length - 1];
    if (last && last.piece.place === jump.piece.place && last.piece.to.km === jump.piece.from.km
      && last.piece.to.y === jump.piece.from.y) {
      last.piece = { ...last.piece, to: jump.piece.to };
      last.size += jump.size;
    } else {
      merged.push({ ...jump });
    }
  }
  return merged;
}

/**
 * @param {Series[]} all
 * @param {Measure} measure
 * @param {number} high
 * @param {(km: number) => number} x
 * @param {(value: number) => number} y
 * @param {number} width
 */
function labels(all, measure, high, x, y, width) {
  const space = new LabelSpace();
  const group = s('g', { class: 'labels' });
  const wanted = all.flatMap((series) => stops(series, high).map((jump) => ({ ...jump, series })))
    .sort((a, b) => b.size - a.size);
  for (const { piece, series } of wanted) {
    const text = t('chart.jump.short', { place: piece.place, value: valueText(piece.to.y - piece.from.y, measure) });
    const size = textWidth(text);
    const at = y((piece.from.y + piece.to.y) / 2);
    const right = x(piece.to.km) + 7;
    const left = right + size > width ? x(piece.from.km) - 7 - size : right;
    if (left < 40 || !space.take(left, at - 8, size, 15)) continue;
    group.append(s('text', { class: `label series-text-${series.colour}`, x: left, y: at + 4 }, text));
  }
  return group;
}

/**
 * @param {Drawn[]} drawn
 * @param {Measure} measure
 * @param {number} [height]
 */
export function distanceDiagram(drawn, measure, height = 300) {
  const all = drawn.map((item) => seriesOf(item, measure));
  const label =
    t(measure === 'time' ? 'chart.time.label' : 'chart.cost.label',
    { names: drawn.map((item) => item.name).join(', ') });
  const legend = h('ul', { class: 'chart-legend' }, all.map((series) => h('li', null,
    h('span', { class: `line-key series-${series.colour}`, 'aria-hidden': 'true' }), series.name, ' ',
    h('small', null, distance(series.end.km * 1000), ', ', valueText(series.end.y, measure)))));
  return h('div', { class: 'chart-block' }, legend,
    chartBox(label, (width, high) => draw(all, measure, width, high), { height }));
}

/** The same facts as a table. @param {Drawn[]} drawn */
export function distanceTable(drawn) {
  return h('div', { class: 'stack' }, drawn.map((item) => {
    const [time, cost] = [seriesOf(item, 'time'), seriesOf(item, 'cost')];
    const rows =
      time.pieces.map((piece, i) => ({ piece, cost: cost.pieces[i], seconds: item.itinerary.steps[i].seconds }));
    return dataTable({
      caption: item.name, rows,
      columns: [
        { label: t('chart.column.place'), head: true, cell: (row) => row.piece.place },
        { label: t('chart.column.what'), cell: (row) => row.piece.name },
        { label: t('chart.column.km'), numeric: true,
          cell: (row) => number(row.piece.to.km, { maximumFractionDigits: 0 }) },
        { label: t('chart.column.time'), numeric: true, cell: (row) => duration(row.seconds) },
        { label: t('chart.column.timeSum'), numeric: true, cell: (row) => hours(row.piece.to.y * 3600) },
        { label: t('chart.column.cost'), numeric: true, cell: (row) => money((row.cost.to.y - row.cost.from.y) * 100) },
        { label: t('chart.column.costSum'), numeric: true, cell: (row) => money(row.cost.to.y * 100) },
      ],
    });
  }));
}
