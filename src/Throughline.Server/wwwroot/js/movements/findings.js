// What an officer should know before deciding: risks and hits when the server assesses them, and what the checker says.
import { checkDocument } from '../api.js';
import { fill, h, icon } from '../dom.js';
import { t, term } from '../i18n.js';
import { getXml } from './calls.js';
import { placeWords } from './lines.js';
import { sentence } from './parts.js';

/** @typedef {import('../types').OfficerFinding} OfficerFinding */

const ICONS = { error: 'close', warning: 'warn', hint: 'info' };

/** @param {string | undefined} severity @returns {'error' | 'warning' | 'hint'} */
const grade = (severity) => (severity === 'error' || severity === 'hint' ? severity : 'warning');

/** @param {OfficerFinding} finding @param {(pointer: string) => void} onShow */
function item(finding, onShow) {
  const severity = grade(finding.severity);
  const { pointer } = finding;
  return h('li', { class: `officer-finding finding-${severity}` }, icon(ICONS[severity]), h('div', null,
    h('p', null, h('strong', null, finding.title ?? (term('finding.kind', finding.kind)
      || t(`declarations.severity.${severity}`))), ': ', finding.message,
    finding.status && h('span', { class: 'status' }, finding.status)),
    pointer && h('button', { type: 'button', class: 'link-button', onClick: () => onShow(pointer) },
      placeWords(pointer) || pointer)));
}

/**
 * Risks and hits of the server; nothing where it assesses none.
 * @param {OfficerFinding[] | undefined} findings
 * @param {(pointer: string) => void} onShow
 */
export function riskList(findings, onShow) {
  if (!findings) return null;
  return findings.length === 0 ? h('p', { class: 'note' }, t('findings.none'))
    : h('ul', { class: 'officer-findings' }, findings.map((finding) => item(finding, onShow)));
}

/**
 * What the checker says of a kept message, fetched when it is shown.
 * @param {string} xmlPath
 * @param {(pointer: string) => void} onShow
 */
export function checkList(xmlPath, onShow) {
  const box = h('div', { class: 'check-list', 'aria-busy': 'true' }, h('p', { class: 'note' }, t('findings.checking')));
  getXml(xmlPath).then((xml) => checkDocument(xml, { date: '', profile: 'corridor', route: false })).then((answer) => {
    box.removeAttribute('aria-busy');
    fill(box, answer.findings.length === 0 ? h('p', { class: 'note' }, t('findings.check.none'))
      : h('ul', { class: 'officer-findings' }, answer.findings.slice(0, 50).map((finding) => item({
        severity: finding.severity, title: finding.errorReason === 'N/A' ? t('declarations.structure')
          : finding.errorReason, message: `${finding.message} ${finding.remedy}`, pointer: finding.errorPointer,
      }, onShow))));
  }, (error) => {
    box.removeAttribute('aria-busy');
    fill(box, h('p', { class: 'note' }, sentence(error)));
  });
  return box;
}
