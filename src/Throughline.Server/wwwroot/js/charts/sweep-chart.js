// One thing varied: how the best way and named routes answer, and where they change places.
import { h, s } from '../dom.js';
import { duration, money, number } from '../format.js';
import { t } from '../i18n.js';
import { dataTable } from '../results/table.js';
import { axes, chartBox, hourTicks, LabelSpace, textWidth, ticks } from './frame.js';

/** @typedef {import('../types').SweepAnswer} SweepAnswer */
/** @typedef {import('../types').SweepValue} SweepValue */
/** @typedef {'duration' | 'p50' | 'p90' | 'cost'} Measure */
/** @typedef {{ id: string, name: string, colour: number, values: (number | null)[], best: boolean }} Line */

/** Which best itinerary goes with a measure. @type {Record<Measure, string>} */
const BEST = { duration: 'fastest', p50: 'fastest', p90: 'most-reliable', cost: 'cheapest' };

/** @param {SweepValue | undefined} value @param {Measure} measure @returns {number | null} hours or dollars */
function read(value, measure) {
  if (!value) return null;
  const raw = { duration: value.durationSeconds, p50: value.p50Seconds, p90: value.p90Seconds,
    cost: value.costMinor }[measure];
  if (raw === null) return null;
  return measure === 'cost' ? raw / 100 : raw / 3600;
}

/**
 * @param {SweepAnswer} answer
 * @param {Measure} measure
 * @param {(id: string) => string} routeName
 * @returns {Line[]}
 */
function linesOf(answer, measure, routeName) {
  const best = BEST[measure];
  const routes = Object.keys(answer.points[0]?.routes ?? {});
  return [
    {
      id: best, name: t('sweep.best', { reason: t(`reason.${best}`) }), colour: 0, best: true,
      values: answer.points.map((point) => read(point.best[best], measure)),
    },
    ...routes.map((id, i) => ({
      id, name: routeName(id), colour: (i % 5) + 1, best: false,
      values: answer.points.map((point) => read(point.routes[id], measure)),
    })),
  ];
}

/** The changes that belong to a measure. @param {SweepAnswer} answer @param {Measure} measure */
function changesOf(answer, measure) {
  const routes = new Set(Object.keys(answer.points[0]?.routes ?? {}));
  const tracked =
    answer.changes.filter((change) => change.measure === measure && routes.has(change.from) && routes.has(change.to));
  return tracked.length > 0 ? tracked : answer.changes.filter((change) => change.measure === BEST[measure]);
}

/** @param {string} unit */
export function unitText(unit) {
  return { h: t('sweep.unit.h'), '1/week': t('sweep.unit.week'), year: t('sweep.unit.year') }[unit] ?? unit;
}

/** @param {number} value @param {Measure} measure */
function valueText(value, measure) {
  return measure === 'cost' ? money(value * 100) : duration(value * 3600);
}

/**
 * @param {SweepAnswer} answer
 * @param {Measure} measure
 * @param {(id: string) => string} routeName
 * @param {number} width
 * @param {number} height
 */
function draw(answer, measure, routeName, width, height) {
  const lines = linesOf(answer, measure, routeName);
  const box = { width, height, left: 58, right: 26, top: 44, bottom: 42 };
  const at = answer.points.map((point) => point.value);
  const [low, top] = [Math.min(...at), Math.max(...at)];
  const all = lines.flatMap((line) => line.values.filter((value) => value !== null));
  const high = Math.max(1, ...all) * 1.06;
  // Lines that run close together far from zero would be one line: then the axis starts below the lowest.
  const floor = Math.min(...all) > high * 0.45 ? Math.min(...all) * 0.85 : 0;
  const x = (/** @type {number} */ value) =>
    box.left + ((value - low) / Math.max(1e-9, top - low)) * (width - box.left - box.right);
  const y = (/** @type {number} */ value) =>
    height - box.bottom - ((value - floor) / (high - floor)) * (height - box.top - box.bottom);
  const plain = { useGrouping: answer.unit !== 'year', maximumFractionDigits: 1 };
  const svg = s('svg', { viewBox: `0 0 ${width} ${height}`, width, height, class: 'sweep-chart' });
  svg.append(axes({
    box, x, y, xTicks: ticks(low, top, Math.max(3, Math.floor(width / 80)),
      answer.unit === 'h' ? [1, 2, 3, 6] : [1, 2, 5]),
    yTicks: measure === 'cost' ? ticks(floor, high, 6) : hourTicks(high, 7, floor),
    xText: (value) => number(value, plain), xLabel: unitText(answer.unit),
    yLabel: t(measure === 'cost' ? 'chart.axis.usd' : 'chart.axis.hours'),
  }));
  for (const line of lines) svg.append(drawLine(line, at, x, y));
  svg.append(drawChanges(answer, measure, routeName, x, box));
  svg.append(endLabels(lines, at, x, y, width));
  return svg;
}

/**
 * @param {Line} line
 * @param {number[]} at
 * @param {(value: number) => number} x
 * @param {(value: number) => number} y
 */
function drawLine(line, at, x, y) {
  let pen = 'M';
  let path = '';
  line.values.forEach((value, i) => {
    if (value !== null) path += `${pen}${x(at[i]).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = value === null ? 'M' : 'L';
  });
  const dots = line.best ? [] : line.values.flatMap((value, i) => (value === null ? []
    : [s('circle', { class: `dot series-${line.colour}`, cx: x(at[i]), cy: y(value), r: 2.4 })]));
  return s('g', null, s('path', { class: line.best ? 'best-line' : `series series-${line.colour}`, d: path }), dots);
}

/**
 * @param {SweepAnswer} answer
 * @param {Measure} measure
 * @param {(id: string) => string} routeName
 * @param {(value: number) => number} x
 * @param {{ width: number, height: number, top: number, bottom: number, right: number }} box
 */
function drawChanges(answer, measure, routeName, x, box) {
  const space = new LabelSpace();
  return s('g', { class: 'changes' }, changesOf(answer, measure).map((change) => {
    const value = change.breakEven ?? (change.between[0] + change.between[1]) / 2;
    const at = x(value);
    const text = t('sweep.change', { value: number(value), from: routeName(change.from), to: routeName(change.to) });
    const size = textWidth(text);
    const left = at + size + 6 > box.width ? at - size - 6 : at + 6;
    const row = [0, 1, 2].find((i) => space.take(left, i * 14, size, 12));
    return [
      s('line', { class: 'change-line', x1: at, x2: at, y1: box.top - 14, y2: box.height - box.bottom }),
      row !== undefined && s('text', { class: 'change-label', x: left, y: box.top - 6 + row * 14 }, text),
    ];
  }));
}

/**
 * @param {Line[]} lines
 * @param {number[]} at
 * @param {(value: number) => number} x
 * @param {(value: number) => number} y
 * @param {number} width
 */
function endLabels(lines, at, x, y, width) {
  const space = new LabelSpace();
  return s('g', { class: 'labels' }, lines.filter((line) => !line.best).map((line) => {
    const last = line.values.findLastIndex((value) => value !== null);
    const value = line.values[last];
    if (value === null || value === undefined) return null;
    const size = textWidth(line.name);
    const left = Math.min(x(at[last]) - size, width - size);
    const below = !space.take(left, y(value) - 20, size, 14);
    return s('text', { class: `label series-text-${line.colour}`, x: left, y: y(value) + (below ? 16 : -8) },
      line.name);
  }));
}

/**
 * @param {SweepAnswer} answer
 * @param {Measure} measure
 * @param {(id: string) => string} routeName
 */
export function sweepChart(answer, measure, routeName) {
  const lines = linesOf(answer, measure, routeName);
  const legend = h('ul', { class: 'chart-legend' }, lines.map((line) => h('li', null,
    h('span', { class: line.best ? 'line-key best-key' : `line-key series-${line.colour}`, 'aria-hidden': 'true' }),
    line.name)));
  const label = t('sweep.chart.label', { names: lines.map((line) => line.name).join(', ') });
  return h('div', { class: 'chart-block' }, legend,
    chartBox(label, (width, height) => draw(answer, measure, routeName, width, height), { height: 420 }));
}

/**
 * What changes where, in sentences.
 * @param {SweepAnswer} answer
 * @param {Measure} measure
 * @param {(id: string) => string} routeName
 */
export function changeSentences(answer, measure, routeName) {
  const changes = changesOf(answer, measure);
  if (changes.length === 0) return h('p', { class: 'note' }, t('sweep.nochange'));
  return h('ul', { class: 'sentences' },
    changes.map((change) => h('li', null, t(change.breakEven === null ? 'sweep.sentence.between' : 'sweep.sentence', {
    value: number(change.breakEven ?? 0), a: number(change.between[0]), b: number(change.between[1]),
      unit: unitText(answer.unit),
    from: routeName(change.from), to: routeName(change.to),
  }))));
}

/** @param {SweepAnswer} answer @param {Measure} measure @param {(id: string) => string} routeName */
export function sweepTable(answer, measure, routeName) {
  const lines = linesOf(answer, measure, routeName);
  const rows = answer.points.map((point, i) => ({ point, i }));
  const plain = { useGrouping: answer.unit !== 'year', maximumFractionDigits: 2 };
  const cell = (/** @type {number | null} */ value) => (value === null ? t('sweep.noway') : valueText(value, measure));
  return dataTable({
    caption: t('sweep.table.caption', { unit: unitText(answer.unit) }), rows,
    columns: [
      { label: unitText(answer.unit), head: true, numeric: true, cell: (row) => number(row.point.value, plain),
        sort: (row) => row.point.value },
      ...lines.map((line) => ({
        label: line.name, numeric: true, sort: (/** @type {any} */ row) => line.values[row.i],
        cell: (/** @type {any} */ row) =>
          [cell(line.values[row.i]), line.best && h('small', null, ' ', row.point.best[line.id]?.via ?? '')],
      })),
    ],
  });
}

