// The list of findings: one can be moved through with the arrows, and long lists grow as they are scrolled.
import * as api from '../api.js';
import { fill, h, icon } from '../dom.js';
import { t } from '../i18n.js';

/** @typedef {import('../types').Finding} Finding */
/** @typedef {import('../types').Severity} Severity */

const CHUNK = 150;
const MOST_STOPS = 20;
const ICONS = { error: 'close', warning: 'warn', hint: 'info' };

/** @param {Finding} finding */
export const ruleName = (finding) =>
  (finding.errorReason === 'N/A' ? t('declarations.structure') : finding.errorReason);

/** One finding in a line, as it is copied. @param {Finding} finding */
export function findingText(finding) {
  const where = finding.countries.length > 0 ? ` [${finding.countries.join(', ')}]` : '';
  const severity = t(`declarations.severity.${finding.severity}`);
  const stops = finding.later.map((stop) => ` ${stop.message} ${stop.pointer} (${stop.office})`).join(';');
  return `${finding.line}: ${severity} ${ruleName(finding)} (${finding.errorCode})${where} ${finding.errorPointer}: `
    + `${finding.message} ${finding.remedy}${stops}`;
}

/** Where the goods would be stopped, and in which message the declaration would show it. @param {Finding} finding */
function laterStops(finding) {
  const stops = finding.later.slice(0, MOST_STOPS);
  return h('ul', { class: 'finding-later', 'aria-label': t('declarations.later') },
    stops.map((stop) => h('li', null,
      t('declarations.later.stop', { office: stop.office, message: stop.message }), ' ',
      h('code', null, stop.pointer))),
    finding.later.length > MOST_STOPS
      && h('li', null, t('declarations.later.more', { count: finding.later.length - MOST_STOPS })));
}

/** What a rule asks, fetched when somebody wants to know. @param {string} id @param {HTMLElement} place */
async function explain(id, place) {
  if (place.childElementCount > 0) {
    place.replaceChildren();
    return;
  }
  try {
    const rule = await api.getRule(id);
    fill(place,
      rule.says ? h('p', null, rule.says) : h('p', null, t('declarations.rule.list', { id: rule.id })),
      rule.fix && h('p', null, rule.fix),
      rule.example && h('p', { class: 'note' }, t('declarations.rule.example', { text: rule.example })),
      h('p', { class: 'note' }, t('declarations.rule.places', { count: rule.appliesAt.length })));
  } catch (error) {
    if (!api.isCancelled(error)) fill(place, h('p', { class: 'note' }, t('declarations.rule.unknown')));
  }
}

/**
 * @param {(finding: Finding, focus: boolean) => void} onShow a finding was moved to (false) or chosen (true)
 */
export function findingList(onShow) {
  /** @type {Finding[]} */
  let findings = [];
  /** @type {HTMLElement[]} */
  let rows = [];
  let active = -1;
  const list = h('ol', { class: 'findings', 'aria-label': t('declarations.findings') });
  const more = h('div', { class: 'findings-more', 'aria-hidden': 'true' });
  const element = h('div', { class: 'findings-box' }, list, more);

  /** @param {Finding} finding @param {number} at */
  function row(finding, at) {
    const place = h('div', { class: 'finding-rule', role: 'status' });
    const main = h('button', {
      type: 'button', class: 'finding-main', tabindex: at === Math.max(active, 0) ? 0 : -1,
      onClick: () => { choose(at); onShow(finding, true); },
    },
    h('span', { class: 'finding-head' },
      icon(ICONS[finding.severity]),
      h('span', { class: 'finding-severity' }, t(`declarations.severity.${finding.severity}`)),
      h('span', { class: 'finding-reason' }, ruleName(finding)),
      h('span', { class: 'finding-line' },
        finding.line > 0 ? t('declarations.line', { line: finding.line }) : '')),
    h('span', { class: 'finding-message' }, finding.message),
    h('span', { class: 'finding-remedy' }, finding.remedy),
    finding.countries.length > 0
      && h('span', { class: 'finding-countries' },
        t('declarations.countries.find', { list: finding.countries.join(', ') })),
    h('code', { class: 'finding-pointer' }, finding.errorPointer));
    const rule = finding.errorReason !== 'N/A' && h('button', {
      type: 'button', class: 'link-button finding-why', tabindex: -1,
      onClick: () => explain(finding.errorReason, place),
    }, t('declarations.rule.ask', { id: finding.errorReason }));
    const isFirstLater = finding.later.length > 0 && !(findings[at - 1]?.later.length > 0);
    return h('li', { class: `finding finding-${finding.severity}` },
      isFirstLater && h('h3', { class: 'finding-part' }, t('declarations.later.title')),
      main, finding.later.length > 0 && laterStops(finding), rule, place);
  }

  /** @param {number} count */
  function grow(count) {
    const from = rows.length;
    const to = Math.min(findings.length, Math.max(count, from + CHUNK));
    if (to <= from) return;
    const added = findings.slice(from, to).map((finding, i) => row(finding, from + i));
    rows.push(...added);
    list.append(...added);
    more.hidden = rows.length === findings.length;
  }

  /** @param {number} at @param {boolean} [reach] whether the keyboard goes there too */
  function choose(at, reach = false) {
    if (at < 0 || at >= findings.length) return;
    grow(at + 1);
    for (const [i, on] of /** @type {[number, boolean][]} */ ([[active, false], [at, true]])) {
      if (i < 0 || !rows[i]) continue;
      rows[i].classList.toggle('active', on);
      for (const button of rows[i].querySelectorAll('button')) button.tabIndex = on ? 0 : -1;
    }
    if (active < 0 && at !== 0) rows[0].querySelector('button')?.setAttribute('tabindex', '-1');
    active = at;
    rows[at].scrollIntoView({ block: 'nearest' });
    if (reach) rows[at].querySelector('button')?.focus();
  }

  list.addEventListener('keydown', (event) => {
    /** @type {Record<string, number>} */
    const steps = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: findings.length - 1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    const at = Math.min(Math.max(steps[event.key], 0), findings.length - 1);
    choose(at, true);
    onShow(findings[at], false);
  });
  list.addEventListener('focusin', () => { if (active < 0) choose(0); });
  new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) grow(0);
  }, { rootMargin: '600px' }).observe(more);

  return {
    element,
    /** @param {Finding[]} next */
    set(next) {
      findings = next;
      rows = [];
      active = -1;
      list.replaceChildren();
      element.scrollTop = 0;
      grow(CHUNK);
      more.hidden = rows.length === findings.length;
    },
    /** The first finding of a line. @param {number} line */
    chooseLine(line) {
      const at = findings.findIndex((finding) => finding.line === line);
      choose(at, true);
      if (at >= 0) onShow(findings[at], false);
    },
    /** Puts the keyboard back on the finding that was chosen last. */
    focus() {
      choose(Math.max(active, 0), true);
    },
  };
}
