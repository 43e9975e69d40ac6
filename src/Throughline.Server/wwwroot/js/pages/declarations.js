// The declarations page: a document, all that is wrong with it, and where.
import * as api from '../api.js';
import { findingList, findingText } from '../declarations/findings.js';
import { indent, sourceView } from '../declarations/source.js';
import { byId, fill, h, icon } from '../dom.js';
import { checkField, selectField, textField } from '../fields.js';
import { country, number } from '../format.js';
import { t } from '../i18n.js';
import { errorBox } from '../results/blocked.js';

/** @typedef {import('../types').CheckAnswer} CheckAnswer */
/** @typedef {'all' | 'later' | import('../types').Severity} Filter */

const MOST_BYTES = 8_000_000;
const SEVERITIES = /** @type {const} */ (['error', 'warning', 'hint']);

/** The text of a file in the encoding that it says it has. @param {File} file */
async function readText(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff
    ? 'utf-16be' : '';
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const named = /^[^<]*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1];
  try {
    return new TextDecoder(utf16 || named || 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** What is sent is UTF-8, whatever the document was. @param {string} text */
const asUtf8 = (text) => text.replace(/^(\s*<\?xml[^>]*encoding\s*=\s*)(["'])[^"']*\2/, '$1$2UTF-8$2');

/** @param {string} name @param {string} type @param {string} text */
function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** @param {import('../app.js').App} app */
export function declarationsPage(app) {
  /** @type {CheckAnswer | null} */
  let answer = null;
  let name = '';
  /** @type {Filter} */
  let filter = 'all';
  const list = findingList((finding, focus) => source.show(finding.line, finding.column, focus));
  const source = sourceView({
    onEdit: () => { if (answer) stale.hidden = false; },
    onPaste: () => { name = ''; check(); },
    onMark: (line) => {
      if (!shown().some((finding) => finding.line === line)) setFilter('all');
      list.chooseLine(line);
    },
    onLeave: () => list.focus(),
  });
  const stale = h('p', { class: 'stale', hidden: true }, t('declarations.stale'));
  const verdict = h('div', { class: 'verdict-box' });
  const tools = h('div', { class: 'finding-tools' });
  const found = h('section', { class: 'found', 'aria-label': t('declarations.findings') }, verdict, stale, tools,
    list.element);
  const page = h('div', { class: 'declarations' }, found, source.element);
  const profile = selectField(t('declarations.profile'), [
    ['ncts', t('declarations.profile.ncts')], ['corridor', t('declarations.profile.corridor')]], () => recheck());
  const date = textField(t('declarations.date'), { type: 'date', min: '2000-01-01', max: '2099-12-31',
    onChange: () => recheck() }, { hint: t('declarations.date.hint') });
  const route = checkField(t('declarations.route'), () => recheck());
  const checkButton = h('button', { type: 'button', class: 'button primary', onClick: () => check() },
    t('declarations.check'));
  const chooser = h('input', { type: 'file', accept: '.xml,application/xml,text/xml', hidden: true,
    onChange: () => take(chooser.files) });

  const shown = () => (answer?.findings ?? []).filter((finding) => filter === 'all'
    || (filter === 'later' ? finding.later.length > 0 : finding.severity === filter));

  function recheck() {
    if (answer) check();
  }

  /** @param {string} text @param {string} from */
  function load(text, from) {
    name = from;
    source.set(text);
    check();
  }

  /** @param {FileList | null | undefined} files */
  async function take(files) {
    const file = files?.[0];
    if (!file) return;
    if (file.size > MOST_BYTES) {
      sayTooLarge(file.name, file.size);
      chooser.value = '';
      return;
    }
    load(await readText(file), file.name);
    chooser.value = '';
  }

  /** @param {string} file */
  async function sample(file) {
    const response = await fetch(`samples/${file}`);
    load(await response.text(), file);
  }

  /** @param {string} text */
  function say(text) {
    answer = null;
    source.mark([]);
    list.set([]);
    fill(tools);
    fill(verdict, h('p', { class: 'verdict', role: 'alert' }, icon('warn'), text));
  }

  /** @param {string} what @param {number} size */
  function sayTooLarge(what, size) {
    say(t('declarations.tooLarge', { name: what || t('declarations.document'), size: (size / 1e6).toFixed(1) }));
  }

  async function check() {
    const text = source.get();
    if (text.trim() === '') {
      say(t('declarations.empty'));
      return;
    }
    const body = asUtf8(text);
    // Pasted, or longer in UTF-8 than in the encoding of its file.
    const size = new Blob([body]).size;
    if (size > MOST_BYTES) {
      sayTooLarge(name, size);
      return;
    }
    checkButton.disabled = true;
    page.setAttribute('aria-busy', 'true');
    try {
      answer = await api.checkDocument(body, { date: date.get(), profile: profile.get(), route: route.get() });
      stale.hidden = source.get() === text;
      if (filter !== 'all' && shown().length === 0) filter = 'all';
      source.mark(answer.findings);
      draw();
      // Where everything stands in one column, the findings would come below the form, out of sight.
      if (matchMedia('(max-width: 800px)').matches) found.scrollIntoView();
      app.say(summary(answer));
    } catch (error) {
      if (api.isCancelled(error)) return;
      say('');
      fill(verdict, errorBox(error instanceof api.ApiError ? error.problem
        : { title: 'error.script', detail: String(error) }, () => check()));
    } finally {
      checkButton.disabled = false;
      page.removeAttribute('aria-busy');
    }
  }

  /** @param {CheckAnswer} got */
  function summary(got) {
    const counts = SEVERITIES.map((severity) =>
      t(`declarations.count.${severity}`, { count: got[`${severity}s`], n: number(got[`${severity}s`]) }));
    return `${t(got.accepted ? 'declarations.accepted' : 'declarations.refused')} ${counts.join(', ')}.`;
  }

  /** @param {Filter} next */
  function setFilter(next) {
    filter = next;
    draw();
  }

  function draw() {
    if (!answer) return;
    const got = answer;
    const rest = got.errors + got.warnings + got.hints - got.findings.length;
    fill(verdict, h('div', { class: `verdict ${got.accepted ? 'good' : 'bad'}` },
      h('h2', null, t(got.accepted ? 'declarations.accepted' : 'declarations.refused')),
      h('p', null, got.code ? `${got.code} · ${got.title}` : t('declarations.none')),
      h('p', { class: 'note' }, t('declarations.read', { date: got.date })),
      rest > 0 && h('p', { class: 'note' },
        t('declarations.cut', { shown: number(got.findings.length), count: rest, n: number(rest) })),
      got.countries.length > 0
        && h('p', { class: 'note' }, t('declarations.countries', { list: got.countries.map(country).join(' → ') }))));
    /** @type {[Filter, number][]} */
    const filters = [['all', got.errors + got.warnings + got.hints], ['error', got.errors],
      ['warning', got.warnings], ['hint', got.hints]];
    const later = got.findings.filter((finding) => finding.later.length > 0).length;
    if (later > 0) filters.push(['later', later]);
    const copied = h('span', { class: 'copied', role: 'status' });
    fill(tools,
      h('div', { class: 'segmented', role: 'group', 'aria-label': t('declarations.filter') }, filters.map(
        ([id, count]) => h('button', {
          type: 'button', 'aria-pressed': String(filter === id), onClick: () => {
            setFilter(id);
            /** @type {HTMLElement | null} */ (tools.querySelector('[aria-pressed="true"]'))?.focus();
          },
        }, t(`declarations.filter.${id}`, { n: number(count) })))),
      got.findings.length > 0 && h('button', { type: 'button', class: 'button small quiet', onClick: async () => {
        try {
          await navigator.clipboard.writeText(shown().map(findingText).join('\n'));
          copied.textContent = t('declarations.copied');
        } catch {
          copied.textContent = t('details.copy.failed');
        }
      } }, t('declarations.copy')),
      h('button', { type: 'button', class: 'button small quiet', onClick: () => download(
        `${name.replace(/\.xml$/i, '') || 'document'}-findings.json`, 'application/json',
        JSON.stringify({ document: name || null, ...got }, null, 2)) }, t('declarations.download')), copied);
    list.set(shown());
    found.classList.toggle('none', shown().length === 0);
  }

  function drawSide() {
    const drop = h('button', { type: 'button', class: 'drop', onClick: () => chooser.click() },
      h('strong', null, t('declarations.choose')), h('span', null, t('declarations.drop')));
    fill(byId('side'), h('section', { class: 'declarations-side' },
      h('h2', { class: 'results-title' }, t('declarations.title')),
      h('p', null, t('declarations.lead')),
      drop, chooser,
      h('div', { class: 'samples' }, h('span', { class: 'note' }, t('declarations.samples')),
        h('button', { type: 'button', class: 'link-button', onClick: () => sample('declaration.xml') },
          t('declarations.sample.good')),
        h('button', { type: 'button', class: 'link-button', onClick: () => sample('declaration-with-errors.xml') },
          t('declarations.sample.bad'))),
      profile.element, date.element, route.element,
      h('div', { class: 'row' }, checkButton, h('button', { type: 'button', class: 'button', onClick: () => {
        if (source.get().includes('<')) load(indent(source.get()), name);
      } }, t('declarations.indent'))),
      h('p', { class: 'note' }, t('declarations.keys')),
      h('p', { class: 'note' }, t('declarations.privacy'))));
  }

  /** @param {DragEvent} event */
  function onDrag(event) {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    document.body.classList.toggle('dropping', event.type === 'dragover');
    if (event.type === 'drop') take(event.dataTransfer.files);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      check();
    }
  }

  return {
    show() {
      drawSide();
      fill(byId('page'), page);
      if (!answer && source.get() === '') fill(verdict, h('p', { class: 'lead' }, t('declarations.first')));
      for (const type of /** @type {const} */ (['dragover', 'dragleave', 'drop'])) addEventListener(type, onDrag);
      addEventListener('keydown', onKey);
      source.redraw();
    },
    hide() {
      for (const type of /** @type {const} */ (['dragover', 'dragleave', 'drop'])) removeEventListener(type, onDrag);
      removeEventListener('keydown', onKey);
      document.body.classList.remove('dropping');
    },
    redraw: source.redraw,
    update() {},
  };
}
