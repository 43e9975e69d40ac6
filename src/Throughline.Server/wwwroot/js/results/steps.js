// The steps of an itinerary with local times.
import { h, icon } from '../dom.js';
import { co2e, distance, duration, localClock, localDate, money, offset } from '../format.js';
import { t, term } from '../i18n.js';
import { isKind } from './legs.js';
import { sourceMark } from './source.js';

/** @typedef {import('../types').Step} Step */

/** @param {Step} step */
function stepIcon(step) {
  if (isKind(step, 'run', 'ride', 'access')) return step.mode ?? 'road';
  if (isKind(step, 'crossing')) return 'border';
  const kind = step.kind.toLowerCase();
  return ['transfer', 'wait', 'rest', 'start', 'end'].includes(kind) ? kind : 'info';
}

/** @param {Step} step */
function stepTitle(step) {
  const params = { from: step.fromName, to: step.toName, mode: term('mode', step.mode) };
  const kind = step.kind.toLowerCase();
  return t(step.fromPlace === step.toPlace && kind === 'crossing' ? 'step.crossing.one' : `step.${kind}`, params);
}

/** @param {Step} step */
function facts(step) {
  const spread = typeof step.medianSeconds === 'number' && typeof step.p90Seconds === 'number'
    && step.p90Seconds > step.medianSeconds
    ? t('step.spread', { p90: duration(step.p90Seconds) }) : '';
  return [
    step.distanceMetres > 0 && distance(step.distanceMetres), spread,
    step.closedSeconds > 0 && t('step.closed', { time: duration(step.closedSeconds) }),
    step.handlings > 0 && t('card.handlings', { count: step.handlings }),
    step.costMinor > 0 && money(step.costMinor),
    step.co2eGrams > 0 && co2e(step.co2eGrams),
  ].filter(Boolean).join(' · ');
}

/**
 * What a figure of the corridor is, so that it can be opened: only crossings and links have a page.
 * @param {Step} step
 */
function elementOf(step) {
  if (isKind(step, 'crossing')) return { kind: 'crossing', id: step.elements[0] };
  if (isKind(step, 'ride')) return { kind: 'service', id: step.elements[0] };
  return null;
}

/**
 * @param {import('../types').Itinerary} itinerary
 * @param {(kind: string, id: string) => void} onElement
 */
export function stepList(itinerary, onElement) {
  let day = '';
  const items = itinerary.steps.map((step) => {
    const today = localDate(step.start);
    const newDay = today === day ? null : h('span', { class: 'step-day' }, today);
    day = today;
    const element = elementOf(step);
    const title = stepTitle(step);
    return h('li', { class: `step step-${step.kind.toLowerCase()} ${step.mode ? `mode-${step.mode}` : ''}` },
      h('span', { class: 'step-time' }, newDay, h('time', { datetime: step.start }, localClock(step.start)),
        h('small', null, offset(step.start))),
      h('span', { class: 'step-line', 'aria-hidden': 'true' }, icon(stepIcon(step))),
      h('div', { class: 'step-text' },
        h('p', { class: 'step-title' },
          element ? h('button', {
            type: 'button', class: 'link-button', onClick: () => onElement(element.kind, element.id),
          }, title) : h('span', null, title),
          h('span', { class: 'step-duration' }, duration(step.seconds))),
        h('p', { class: 'step-facts' }, facts(step), sourceMark(title, step.source, step.isEstimate)),
        step.formality && h('p', { class: 'formality' }, term('formality', step.formality)),
        step.note && h('p', { class: 'step-note' }, step.note)));
  });
  const last = itinerary.steps[itinerary.steps.length - 1];
  if (last) {
    items.push(h('li', { class: 'step step-arrival' }, h('span', { class: 'step-time' },
      localDate(last.end) === day ? null : h('span', { class: 'step-day' }, localDate(last.end)),
      h('time', { datetime: last.end }, localClock(last.end)), h('small', null, offset(last.end))),
    h('span', { class: 'step-line', 'aria-hidden': 'true' }, icon('end')),
    h('div', { class: 'step-text' }, h('p', { class: 'step-title' }, t('step.arrived', { to: last.toName })))));
  }
  return h('ol', { class: 'steps' }, items);
}
