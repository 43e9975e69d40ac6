// What every chart has: an SVG as wide as its box, axes with round numbers, a grid, and redrawing on resize.
import { h, s } from '../dom.js';
import { number } from '../format.js';

/** @typedef {{ width: number, height: number, left: number, right: number, top: number, bottom: number }} Box */

/**
 * Round numbers from 0 or near the low end up to the high end.
 * @param {number} low
 * @param {number} high
 * @param {number} count
 * @param {number[]} [steps] allowed steps within a power of ten
 */
export function ticks(low, high, count, steps = [1, 2, 5]) {
  const span = Math.max(1e-9, high - low);
  const power = 10 ** Math.floor(Math.log10(span / count));
  const step = power * ([...steps, 10].find((factor) => span / (power * factor) <= count) ?? 10);
  const list = [];
  for (let value = Math.ceil(low / step) * step; value <= high + step * 1e-6;
    value += step) list.push(Number(value.toFixed(9)));
  return list;
}

/**
 * Hours in steps that people use: 6, 12, days, weeks.
 * @param {number} high
 * @param {number} count
 * @param {number} [low]
 */
export function hourTicks(high, count, low = 0) {
  const step = [1, 2, 3, 6, 12, 24, 48, 72, 120, 168, 336, 720].find((size) => (high - low) / size <= count) ?? 1440;
  const list = [];
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) list.push(value);
  return list;
}

/**
 * @param {object} axes
 * @param {Box} axes.box
 * @param {(value: number) => number} axes.x
 * @param {(value: number) => number} axes.y
 * @param {number[]} axes.xTicks
 * @param {number[]} axes.yTicks
 * @param {string} axes.xLabel
 * @param {string} axes.yLabel
 * @param {(value: number) => string} [axes.xText]
 * @param {(value: number) => string} [axes.yText]
 */
export function axes({ box, x, y, xTicks, yTicks, xLabel, yLabel, xText = number, yText = number }) {
  const bottom = box.height - box.bottom;
  const right = box.width - box.right;
  return s('g', { class: 'axes' },
    yTicks.map((value) => [
      s('line', { class: 'grid', x1: box.left, x2: right, y1: y(value), y2: y(value) }),
      s('text', { class: 'tick', x: box.left - 7, y: y(value) + 3.5, 'text-anchor': 'end' }, yText(value)),
    ]),
    xTicks.map((value) => [
      s('line', { class: 'tick-line', x1: x(value), x2: x(value), y1: bottom, y2: bottom + 4 }),
      s('text', { class: 'tick', x: x(value), y: bottom + 16, 'text-anchor': 'middle' }, xText(value)),
    ]),
    s('line', { class: 'axis', x1: box.left, x2: right, y1: bottom, y2: bottom }),
    s('text', { class: 'axis-label', x: right, y: bottom + 31, 'text-anchor': 'end' }, xLabel),
    s('text', { class: 'axis-label', x: box.left, y: box.top - 9, 'text-anchor': 'start' }, yLabel));
}

/**
 * A box that draws its chart at its own width, again whenever that changes.
 * @param {string} label
 * @param {(width: number, height: number) => SVGElement} draw
 * @param {{ height?: number, className?: string }} [options]
 */
export function chartBox(label, draw, { height = 300, className = '' } = {}) {
  const element = h('div', { class: `chart ${className}`, role: 'img', 'aria-label': label });
  let drawn = 0;
  const observer = new ResizeObserver(([entry]) => {
    const width = Math.round(entry.contentRect.width);
    if (width < 40 || width === drawn) return;
    drawn = width;
    element.replaceChildren(draw(width, height));
  });
  observer.observe(element);
  return element;
}

/** Keeps labels from lying on one another: true when the box is free, which it then takes. */
export class LabelSpace {
  constructor() {
    /** @type {[number, number, number, number][]} */
    this.taken = [];
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  take(x, y, width, height) {
    const free =
      this.taken.every(([left, top, w, t]) => x + width < left || x > left + w || y + height < top || y > top + t);
    if (free) this.taken.push([x, y, width, height]);
    return free;
  }
}

/** Width of a text at the charts' label size, near enough to place it. @param {string} text */
export function textWidth(text) {
  return text.length * 6.1 + 6;
}
