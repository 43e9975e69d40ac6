// Light and dark: what the system says, unless the user chose.
import { iconButton } from './dom.js';

const KEY = 'throughline.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
/** @type {(() => void)[]} */
const listeners = [];

function apply() {
  const chosen = localStorage.getItem(KEY);
  const theme = chosen === 'dark' || chosen === 'light' ? chosen : dark.matches ? 'dark' : 'light';
  document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

/** @param {() => void} listener */
export function onTheme(listener) {
  listeners.push(listener);
}

export function startTheme() {
  dark.addEventListener('change', apply);
  apply();
}

export function themeButton() {
  return iconButton('sun', 'theme.toggle', () => {
    const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    // Back at what the system says, the choice is forgotten, so that the page follows the system again.
    if ((next === 'dark') === dark.matches) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
    apply();
  });
}
