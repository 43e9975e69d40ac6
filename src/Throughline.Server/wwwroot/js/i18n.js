// Texts by key from i18n/<language>.json. A missing key shows itself, so that it is noticed.

/** @type {Record<string, string | Record<string, string>>} */
let texts = {};
let current = 'en';
let plural = new Intl.PluralRules('en');

/** Languages with a text file. Others follow by adding the file and its code here. */
export const LANGUAGES = ['en'];

export function language() {
  return current;
}

/** The first language that the user wants and we have. */
function wanted() {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem('throughline.language');
  const list = [asked, ...navigator.languages].filter((code) => code !== null);
  return list.map((code) => code.split('-')[0]).find((code) => LANGUAGES.includes(code)) ?? 'en';
}

export async function loadTexts() {
  current = wanted();
  const response = await fetch(`i18n/${current}.json`);
  if (!response.ok) throw new Error(`i18n/${current}.json: ${response.status}`);
  texts = await response.json();
  plural = new Intl.PluralRules(current);
  document.documentElement.lang = current;
}

/** @param {string} key */
export function has(key) {
  return key in texts;
}

/**
 * The text of a key, with {name} filled in. A text with plural forms is chosen by the parameter `count`.
 * @param {string} key
 * @param {Record<string, string | number>} [params]
 * @returns {string}
 */
export function t(key, params = {}) {
  let text = texts[key];
  if (text === undefined) return key;
  if (typeof text === 'object') text = text[plural.select(Number(params.count ?? 0))] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in params ? String(params[name]) : whole));
}

/**
 * The text of a key that ends in a value of the data; the value itself where there is no text for it.
 * @param {string} prefix
 * @param {string | null | undefined} value
 */
export function term(prefix, value) {
  if (value === null || value === undefined || value === '') return '';
  const key = `${prefix}.${kebab(value)}`;
  return has(key) ? t(key) : value;
}

/** @param {string} value */
export function kebab(value) {
  return value.replace(/([a-z0-9])([A-Z])/g, '$1-$2').replace(/[_\s]+/g, '-').toLowerCase();
}

/** Fills the texts that index.html names by data-t and data-t-label. @param {ParentNode} root */
export function fillTexts(root) {
  for (const element of root.querySelectorAll('[data-t]')) {
    element.textContent = t(element.getAttribute('data-t') ?? '');
  }
  for (const element of root.querySelectorAll('[data-t-label]')) {
    element.setAttribute('aria-label', t(element.getAttribute('data-t-label') ?? ''));
  }
}
