// «Where does this number come from?»: a mark beside every number that opens its source.
import { byId, fill, h, icon } from '../dom.js';
import { t } from '../i18n.js';

/** A small sign that a figure is our own estimate. */
export function estimateMark() {
  return h('abbr', { class: 'estimate', title: t('source.estimate.long') }, t('source.estimate'));
}

/**
 * Whether a basis says that the figure is an estimate.
 * @param {string | null | undefined} basis
 */
export function saysEstimate(basis) {
  return basis !== null && basis !== undefined && /estimate/i.test(basis);
}

/**
 * @param {HTMLElement} popover
 * @param {HTMLElement} button
 */
function place(popover, button) {
  const box = button.getBoundingClientRect();
  const size = popover.getBoundingClientRect();
  const left = Math.max(8, Math.min(innerWidth - size.width - 8, box.left - 20));
  const below = box.bottom + 6;
  const top = below + size.height > innerHeight - 8 ? Math.max(8, box.top - size.height - 6) : below;
  popover.style.left = `${left}px`;
  popover.style.top = `${top}px`;
}

/**
 * The mark of one number, with the estimate sign where it is one.
 * @param {string} what name of the number, read out with the button
 * @param {string | null | undefined} source
 * @param {boolean} isEstimate
 * @param {import('../dom.js').Child[]} [more] further lines of the explanation
 */
export function sourceMark(what, source, isEstimate, more = []) {
  const label = t('source.of', { what });
  const button =
    h('button', { type: 'button', class: 'source-button', 'aria-label': label, title: t('source.title') },
    icon('info'));
  button.addEventListener('click', () => {
    const popover = byId('source-popover');
    fill(popover, h('h3', null, label), h('p', null, source || t('source.unknown')),
      isEstimate && h('p', { class: 'source-estimate' }, estimateMark(), ' ', t('source.estimate.long')),
      more.length > 0 && h('div', { class: 'source-more' }, more));
    popover.showPopover();
    place(popover, button);
  });
  return h('span', { class: 'source-mark' }, isEstimate && estimateMark(), button);
}
