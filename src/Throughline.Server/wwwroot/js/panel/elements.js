// What we know about one crossing, link, place or service, with its source.
import * as data from '../data.js';
import { h } from '../dom.js';
import { country, distance, duration, hours, number, shortName } from '../format.js';
import { t, term } from '../i18n.js';
import { crossingPoint, linkLine, pointOf } from '../map/features.js';
import { estimateMark, saysEstimate, sourceMark } from '../results/source.js';
import { dataTable } from '../results/table.js';

/** @typedef {import('../types').Crossing} Crossing */
/** @typedef {{ title: string, kind: string, body: import('../dom.js').Child[], features: any[] }} Page */

/** @param {[string, import('../dom.js').Child | import('../dom.js').Child[]][]} rows */
function factList(rows) {
  const known = rows.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false);
  return h('dl', { class: 'facts' }, known.map(([label, value]) => [h('dt', null, label), h('dd', null, value)]));
}

/** @param {string} status @param {number | null} year @param {boolean} active */
function statusLine(status, year, active) {
  return h('p', { class: 'status-line' }, h('span', { class: `status status-${status}` }, term('status', status)),
    year !== null && h('span', null, t('element.expected', { year })),
    h('span', { class: active ? 'in-scenario' : 'not-in-scenario' },
      t(active ? 'element.active' : 'element.inactive')));
}

/** @param {string | null} text */
function openingHours(text) {
  return text === null ? h('span', { class: 'unknown' }, t('element.hours.unknown')) : text === '24h'
    ? t('element.hours.always') : text;
}

/** @param {string} source */
function sourceNote(source) {
  return h('p', { class: 'element-source' }, h('strong', null, t('details.source')), ' ', source);
}

/** @param {string} tag */
function tagText(tag) {
  return data.scenarios().tags.find((row) => row.id === tag)?.name ?? tag;
}

/** @param {any} geometry */
const feature = (geometry) => ({ type: 'Feature', properties: {}, geometry });

/** @param {Crossing} crossing @returns {Page} */
function crossingPage(crossing) {
  const [a, b] = [data.findPlace(crossing.placeA), data.findPlace(crossing.placeB)];
  const estimate = saysEstimate(crossing.dwellBasis);
  const way = (/** @type {string} */ from, /** @type {string} */ to) =>
    t('details.fromTo', { from: shortName(from), to: shortName(to) });
  const dwellRows = [
    { name: way(crossing.postA, crossing.postB), dwell: crossing.dwellAToB },
    { name: way(crossing.postB, crossing.postA), dwell: crossing.dwellBToA },
  ];
  const mark = (/** @type {string} */ what) => sourceMark(what, crossing.source, estimate,
    crossing.dwellBasis ? [h('p', null, t('element.basis', { basis: crossing.dwellBasis }))] : []);
  const observed = crossing.observations.length > 0 ? dataTable({
    caption: t('crossing.observations'), rows: crossing.observations,
    columns: [
      { label: t('crossing.direction'), head: true,
        cell: (row) => (row.direction === 'ba' ? dwellRows[1].name : dwellRows[0].name) },
      { label: t('crossing.side'), cell: (row) => term('side', row.side) },
      { label: t('crossing.year'), numeric: true, cell: (row) => String(row.year), sort: (row) => row.year },
      { label: t('crossing.statistic'), cell: (row) => term('statistic', row.statistic) },
      { label: t('crossing.hours'), numeric: true, cell: (row) => hours(row.hours * 3600), sort: (row) => row.hours },
      { label: t('details.source'), cell: (row) => sourceMark(t('crossing.observations'), row.source, false) },
    ],
  }) : h('p', { class: 'note' }, t('crossing.observations.none'));
  const at = crossingPoint(crossing);
  return {
    title: t('details.fromTo', { from: crossing.postA, to: crossing.postB }),
      kind: t('crossing.kind', { mode: term('mode', crossing.mode) }),
    features: at ? [feature({ type: 'Point', coordinates: at })] : [],
    body: [
      statusLine(crossing.status, crossing.expectedOpen, crossing.active),
      dataTable({
        caption: t('crossing.dwell'), rows: dwellRows,
        columns: [
          { label: t('crossing.direction'), head: true, cell: (row) => row.name },
          { label: t('crossing.median'), numeric: true, cell: (row) => hours(row.dwell.medianSeconds) },
          { label: t('crossing.p90'), numeric: true, cell: (row) => hours(row.dwell.p90Seconds) },
          { label: t('details.source'), cell: (row) => mark(row.name) },
        ],
      }),
      h('p', { class: 'note' }, estimate && estimateMark(), ' ', t('crossing.dwell.note')),
      factList([
        [t('crossing.hoursAt', { post: crossing.postA }), openingHours(crossing.hoursA)],
        [t('crossing.hoursAt', { post: crossing.postB }), openingHours(crossing.hoursB)],
        [t('crossing.formality'), term('formality', crossing.formality)],
        [t('crossing.regimes'), t('crossing.regimes.value', {
          a: a ? country(a.country) : crossing.postA, regimeA: term('regime', crossing.regimeA),
          b: b ? country(b.country) : crossing.postB, regimeB: term('regime', crossing.regimeB),
        })],
        [t('crossing.control'), term('control', crossing.customsControl)],
        [t('crossing.ctc'), term('sides', crossing.ctc)],
        [t('crossing.tir'), term('sides', crossing.tir)],
        [t('crossing.etir'), term('sides', crossing.etir)],
        [t('element.tag'), tagText(crossing.tag)],
      ]),
      observed,
      crossing.notes && h('p', { class: 'element-notes' }, crossing.notes),
      sourceNote(crossing.source),
    ],
  };
}

/** @param {import('../types').Link} link @returns {Page} */
function linkPage(link) {
  const line = linkLine(link);
  const mark = (/** @type {string} */ what, /** @type {boolean} */ estimate) => sourceMark(what, link.source, estimate);
  return {
    title: t('details.fromTo', { from: data.placeName(link.from), to: data.placeName(link.to) }),
    kind: t('link.kind', { mode: term('mode', link.mode) }),
    features: line ? [feature({ type: 'LineString', coordinates: line })] : [],
    body: [
      statusLine(link.status, link.expectedOpen, link.active),
      factList([
        [t('measure.distance'),
          [distance(link.lengthMetres), ' ', h('small', null, term('basis', link.lengthBasis)),
          mark(t('measure.distance'), saysEstimate(link.lengthBasis))]],
        [t('link.speed'),
          link.speedKmh !== null && [t('unit.kmh', { n: number(link.speedKmh) }), mark(t('link.speed'), true)]],
        [t('link.gauge'),
          link.gaugeMm !== null && t('unit.millimetre', { n: number(link.gaugeMm, { useGrouping: false }) })],
        [t('link.tracks'), link.tracks !== null && number(link.tracks)],
        [t('link.electrified'), link.electrified !== null && t(link.electrified ? 'yes' : 'no')],
        [t('link.capacity'), link.capacity !== null && [number(link.capacity), ' ', link.capacityUnit ?? '']],
        [t('element.tag'), tagText(link.tag)],
      ]),
      link.notes && h('p', { class: 'element-notes' }, link.notes),
      sourceNote(link.source),
    ],
  };
}

/** @param {import('../types').Service} service @returns {Page} */
function servicePage(service) {
  const time = service.durationMedianSeconds;
  const estimate = saysEstimate(service.basis);
  const mark = (/** @type {string} */ what) => sourceMark(what, service.source, estimate,
    service.basis ? [h('p', null, t('element.basis', { basis: service.basis }))] : []);
  return {
    title: service.name, kind: t('service.kind', { mode: term('mode', service.mode) }),
    features: service.stops.flatMap((stop) => {
      const at = pointOf(stop);
      return at ? [feature({ type: 'Point', coordinates: at })] : [];
    }),
    body: [
      statusLine(service.status, null, service.active),
      factList([
        [t('service.stops'), service.stops.map(data.placeName).join(' – ')],
        [t('service.operator'), service.operator],
        [t('service.perWeek'),
          service.departuresPerWeek !== null && [number(service.departuresPerWeek), mark(t('service.perWeek'))]],
        [t('service.wait'), term('wait', service.wait)],
        [t('service.time'), time !== null && [duration(time), mark(t('service.time'))]],
        [t('service.p90'), service.durationP90Seconds !== null && duration(service.durationP90Seconds)],
        [t('service.units'), service.units.map((unit) => term('unit.load', unit)).join(', ')],
        [t('service.price'),
          service.price !== null
          && [number(service.price), ' ', service.currency ?? '', ' ',
          t('service.per', { unit: service.pricePer ?? '' }), mark(t('service.price'))]],
        [t('element.tag'), tagText(service.tag)],
      ]),
      service.notes && h('p', { class: 'element-notes' }, service.notes),
      sourceNote(service.source),
    ],
  };
}

/** @param {import('../types').Place} place @returns {Page} */
function placePage(place) {
  const corridor = data.corridor();
  const names = place.names.map((row) => [languageName(row.language), h('span', { lang: row.language }, row.name)]);
  const crossings = corridor?.crossings.filter((row) => row.placeA === place.id || row.placeB === place.id) ?? [];
  return {
    title: place.name, kind: [term('kind', place.kind), country(place.country)].join(' · '),
    features: [feature({ type: 'Point', coordinates: [place.lon, place.lat] })],
    body: [
      factList([
        [t('place.unlocode'), place.unlocode],
        [t('place.position'),
          [`${number(place.lat, { maximumFractionDigits: 4 })}, ${number(place.lon, { maximumFractionDigits: 4 })}`,
          sourceMark(t('place.position'), place.source, saysEstimate(place.source))]],
        [t('place.accuracy'), place.accuracyKm !== null && t('unit.kilometre', { n: number(place.accuracyKm) })],
        [t('place.zone'), place.timeZone],
        .../** @type {[string, import('../dom.js').Child][]} */ (names),
        .../** @type {[string, string][]} */ (place.codes.map((row) => [term('scheme', row.scheme), row.code])),
        [t('place.crossings'),
          crossings.length > 0
          && crossings.map((row) => t('details.fromTo', { from: row.postA, to: row.postB })).join(', ')],
      ]),
      place.notes && h('p', { class: 'element-notes' }, place.notes),
      sourceNote(place.source),
    ],
  };
}

/** @param {string} code */
function languageName(code) {
  try {
    return new Intl.DisplayNames(document.documentElement.lang, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** What to show for «kind:id», or null where there is no such element. @param {string} key @returns {Page | null} */
export function elementPage(key) {
  const corridor = data.corridor();
  const cut = key.indexOf(':');
  const [kind, id] = [key.slice(0, cut), key.slice(cut + 1)];
  if (!corridor || cut < 0) return null;
  if (kind === 'crossing') return page(corridor.crossings, id, crossingPage);
  if (kind === 'link') return page(corridor.links, id, linkPage);
  if (kind === 'service') return page(corridor.services, id, servicePage);
  if (kind === 'place') return page(corridor.places, id, placePage);
  return null;
}

/**
 * @template {{ id: string }} T
 * @param {T[]} rows
 * @param {string} id
 * @param {(row: T) => Page} make
 */
function page(rows, id, make) {
  const row = rows.find((item) => item.id === id);
  return row ? make(row) : null;
}
