// The XML with its line numbers and marks: a text area, and behind it only those lines that can be seen, so that a
// document of any length scrolls freely.
import { h } from '../dom.js';
import { t } from '../i18n.js';

/** @typedef {import('../types').Finding} Finding */

const LONG_PASTE = 5000;
const WEIGHT = { error: 3, warning: 2, hint: 1 };

/** Where each line begins. @param {string} text */
function lineStarts(text) {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/**
 * @param {object} options
 * @param {() => void} options.onEdit the text was changed by hand
 * @param {() => void} options.onPaste a text was pasted where there was none
 * @param {(line: number) => void} options.onMark a mark was chosen
 * @param {() => void} options.onLeave the user wants to go back to the findings
 */
export function sourceView({ onEdit, onPaste, onMark, onLeave }) {
  /** @type {number[]} */
  let starts = [0];
  /** The gravest finding of each line. @type {Map<number, Finding>} */
  let marks = new Map();
  let current = 0;
  let drawn = false;
  const area = h('textarea', {
    class: 'source-text', spellcheck: 'false', autocomplete: 'off', autocapitalize: 'off', wrap: 'off',
    'aria-label': t('declarations.source'), placeholder: t('declarations.source.hint'),
  });
  const numbers = h('div', { class: 'source-numbers' });
  const bands = h('div', { class: 'source-bands', 'aria-hidden': 'true' });
  const element = h('div', { class: 'source' }, numbers, h('div', { class: 'source-box' }, bands, area));

  const lineHeight = () => parseFloat(getComputedStyle(area).lineHeight) || 18;

  function draw() {
    drawn = false;
    const height = lineHeight();
    const first = Math.max(0, Math.floor(area.scrollTop / height) - 1);
    const last = Math.min(starts.length, first + Math.ceil(area.clientHeight / height) + 3);
    const rows = [];
    const marked = [];
    for (let line = first + 1; line <= last; line += 1) {
      const finding = marks.get(line);
      const top = `${(line - 1) * height - area.scrollTop}px`;
      const kind = `${finding ? `mark-${finding.severity}` : ''} ${line === current ? 'current' : ''}`;
      rows.push(finding
        ? h('button', {
          type: 'button', tabindex: -1, class: `source-number ${kind}`, style: { top }, title: finding.message,
          onClick: () => onMark(finding.line),
        }, line)
        : h('span', { class: `source-number ${kind}`, style: { top } }, line));
      if (finding || line === current) marked.push(h('div', { class: `source-band ${kind}`, style: { top } }));
    }
    numbers.replaceChildren(...rows);
    bands.replaceChildren(...marked);
  }

  function redraw() {
    if (drawn) return;
    drawn = true;
    requestAnimationFrame(draw);
  }

  function measure() {
    starts = lineStarts(area.value);
    numbers.style.setProperty('--digits', String(Math.max(3, String(starts.length).length)));
    redraw();
  }

  area.addEventListener('scroll', redraw, { passive: true });
  area.addEventListener('input', () => { current = 0; measure(); onEdit(); });
  area.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const wasEmpty = area.value === '';
    if (!wasEmpty && text.length < LONG_PASTE) return;
    // Browsers lay a text area out anew for every line that is pasted: thousands of lines would take a minute.
    event.preventDefault();
    area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input'));
    if (wasEmpty && text !== '') onPaste();
  });
  area.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onLeave();
  });
  new ResizeObserver(redraw).observe(area);

  return {
    element,
    get: () => area.value,
    /** @param {string} text */
    set(text) {
      area.value = text;
      marks = new Map();
      current = 0;
      measure();
      area.scrollTo(0, 0);
    },
    /** @param {Finding[]} findings */
    mark(findings) {
      marks = new Map();
      for (const finding of findings) {
        const known = marks.get(finding.line);
        if (finding.line > 0 && (!known || WEIGHT[finding.severity] > WEIGHT[known.severity])) {
          marks.set(finding.line, finding);
        }
      }
      redraw();
    },
    /**
     * Shows a line, and with `focus` puts the cursor there.
     * @param {number} line
     * @param {number} column
     * @param {boolean} focus
     */
    show(line, column, focus) {
      if (line < 1 || line > starts.length) return;
      current = line;
      const from = starts[line - 1];
      const end = line < starts.length ? starts[line] - 1 : area.value.length;
      const text = area.value.slice(from, end);
      const at = from + (column > 1 && column <= text.length ? column - 1 : text.length - text.trimStart().length);
      area.setSelectionRange(at, end);
      if (focus) area.focus({ preventScroll: true });
      area.scrollTop = Math.max(0, (line - 1) * lineHeight() - area.clientHeight / 3);
      area.scrollLeft = 0;
      redraw();
    },
    redraw,
  };
}

/** An element a line, for documents that came without lines. @param {string} text */
export function indent(text) {
  const pieces = text.replace(/>\s+</g, '><').split(/(?<=>)(?=<)/);
  let depth = 0;
  const lines = [];
  for (const piece of pieces) {
    const closes = piece.startsWith('</');
    const alone = closes || /^<[?!]/.test(piece) || piece.endsWith('/>') || /<\/[^>]*>$/.test(piece);
    if (closes) depth = Math.max(0, depth - 1);
    lines.push('  '.repeat(depth) + piece);
    if (!alone) depth += 1;
  }
  return `${lines.join('\n')}\n`;
}
