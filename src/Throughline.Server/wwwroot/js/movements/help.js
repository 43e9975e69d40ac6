// The keys of a desk, shown with «?».
import { h } from '../dom.js';
import { t } from '../i18n.js';

/** @param {string[]} keys */
export function showHelp(keys) {
  const dialog = h('dialog', { class: 'help', 'aria-labelledby': 'help-title' },
    h('h2', { id: 'help-title' }, t('help.title')),
    h('dl', { class: 'keys' }, [...keys, 'arrows', 'Esc', '?'].map((key) => [
      h('dt', null, h('kbd', null, key === 'arrows' ? '↑ ↓' : key)), h('dd', null, t(`help.key.${key}`))])),
    h('form', { method: 'dialog' }, h('button', { class: 'button primary' }, t('help.close'))));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** @param {string[]} keys */
export function helpButton(keys) {
  return h('button', { type: 'button', class: 'link-button help-button', onClick: () => showHelp(keys) },
    t('help.open'));
}
