// Building the page: elements, SVG and icons without a framework.
import { t } from './i18n.js';

const SVG_NS = 'http://www.w3.org/2000/svg';

/** @typedef {Node | string | number | null | undefined | false | Children} Child */
/** @typedef {Child[]} Children */

/**
 * @param {Element} element
 * @param {Record<string, any>} props
 */
function apply(element, props) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on') && typeof value === 'function') {
      element.addEventListener(name.slice(2).toLowerCase(), value);
    } else if (name === 'style') {
      // Through the object model: a style attribute would be refused by the content security policy.
      for (const [key, css] of Object.entries(value)) {
        /** @type {HTMLElement} */ (element).style.setProperty(key, String(css));
      }
    } else if (name === 'dataset') {
      Object.assign(/** @type {HTMLElement} */ (element).dataset, value);
    } else if (['value', 'checked', 'disabled', 'selected', 'hidden'].includes(name)
      && element instanceof HTMLElement) {
      /** @type {any} */ (element)[name] = value;
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
}

/**
 * @param {Node} parent
 * @param {Children} children
 */
function append(parent, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(parent, child);
    else parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/**
 * An HTML element.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any> | null} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  if (tag === 'select') {
    append(element, children);
    apply(element, props ?? {});
  } else {
    apply(element, props ?? {});
    append(element, children);
  }
  return element;
}

/**
 * An SVG element.
 * @param {string} tag
 * @param {Record<string, any> | null} [props]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function s(tag, props, ...children) {
  const element = document.createElementNS(SVG_NS, tag);
  apply(element, props ?? {});
  append(element, children);
  return element;
}

/**
 * Replaces what an element holds.
 * @param {Element} parent
 * @param {...Child} children
 */
export function fill(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
}

/** @param {string} id */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`#${id} is missing in index.html`);
  return element;
}

let counter = 0;
/** @param {string} prefix */
export function uniqueId(prefix) {
  counter += 1;
  return `${prefix}-${counter}`;
}

/** Outlines on a 24-unit grid; drawn here so that no icon font has to be loaded. @type {Record<string, string>} */
const ICONS = {
  rail: 'M7 3h10a2 2 0 0 1 2 2v9a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3V5a2 2 0 0 1 2-2Z'
    + 'M5 10h14M9 13.5h.01M15 13.5h.01M8 17l-2.5 4M16 17l2.5 4',
  road: 'M2 6h12v10H2ZM14 9h4l4 4v3h-8ZM6.5 16a2 2 0 1 0 .01 4 2 2 0 0 0 0-4ZM17.5 16a2 2 0 1 0 .01 4 2 2 0 0 0 0-4Z',
  sea: 'M3 14h18l-2.5 5a4 4 0 0 1-2 1H7.500a4 4 0 0 1-2-1ZM6 14V9h12v5M10 9V5h4v4',
  ferry: 'M3 14h18l-2.500 5a4 4 0 0 1-2 1H7.500a4 4 0 0 1-2-1ZM5 14v-3h14v3M8 11V8h8v3M12 8V4',
  air: 'M12 3c1 0 1.500 1.500 1.500 3v4l7 4.500v2l-7-2v4l2 1.500v1.500L12 21'
    + 'l-3.500.5V20l2-1.500v-4l-7 2v-2l7-4.500V6c0-1.500.5-3 1.500-3Z',
  pipeline: 'M3 9h18M3 15h18M8 7v10M16 7v10',
  border: 'M12 3l8 3v6c0 5-3.500 8-8 9-4.500-1-8-4-8-9V6Z',
  transfer: 'M4 8h13l-3-3M20 16H7l3 3',
  wait: 'M12 4a8 8 0 1 0 .01 16 8 8 0 0 0 0-16ZM12 8v4l3 2',
  rest: 'M19 14A8 8 0 1 1 10 5a6.500 6.500 0 0 0 9 9Z',
  start: 'M12 21s-6-5.500-6-11a6 6 0 1 1 12 0c0 5.500-6 11-6 11ZM12 8.500v3M10.500 10h3',
  end: 'M6 21V4M6 4h11l-2 4 2 4H6',
  swap: 'M7 4v15M7 4 4 7M7 4l3 3M17 20V5M17 20l-3-3M17 20l3-3',
  pin: 'M12 21s-6-5.500-6-11a6 6 0 1 1 12 0c0 5.500-6 11-6 11ZM12 8a2 2 0 1 0 .01 4 2 2 0 0 0 0-4Z',
  close: 'M6 6l12 12M18 6 6 18',
  edit: 'M4 20l1-4L16 5l3 3L8 19ZM14 7l3 3',
  info: 'M12 4a8 8 0 1 0 .01 16 8 8 0 0 0 0-16ZM12 11v5M12 8h.01',
  down: 'M6 9l6 6 6-6',
  sun: 'M12 8a4 4 0 1 0 .01 8 4 4 0 0 0 0-8ZM12 2v2M12 20v2M2 12h2M20 12h2'
    + 'M5 5l1.500 1.500M17.500 17.500 19 19M19 5l-1.500 1.500M6.500 17.500 5 19',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7Z',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  chart: 'M4 4v16h16M7 16l4-4 3 2 5-7',
  table: 'M4 5h16v14H4ZM4 10h16M4 14.500h16M10 5v14',
  layers: 'M12 4l9 5-9 5-9-5ZM4 13.500l8 4.500 8-4.500',
  warn: 'M12 4l9 16H3ZM12 10v4M12 17h.01',
};

/**
 * @param {string} name
 * @param {{ label?: string, class?: string }} [options]
 */
export function icon(name, options = {}) {
  const path = s('path', { d: ICONS[name] ?? ICONS.info });
  const props = options.label ? { role: 'img', 'aria-label': options.label } : { 'aria-hidden': 'true' };
  return s('svg', { viewBox: '0 0 24 24', class: `icon ${options.class ?? ''}`, ...props }, path);
}

/**
 * A button with an icon only; its name is read out and shown on hover.
 * @param {string} iconName
 * @param {string} labelKey
 * @param {() => void} onClick
 * @param {Record<string, any>} [props]
 */
export function iconButton(iconName, labelKey, onClick, props = {}) {
  const label = t(labelKey);
  return h('button', { type: 'button', class: 'icon-button', title: label, 'aria-label': label, onClick, ...props },
    icon(iconName));
}
