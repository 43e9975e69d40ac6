// A declaration, or any message with its content, as a person reads it; all values and the document on demand.
import { fill, h } from '../dom.js';
import { t, term } from '../i18n.js';
import { getXml } from './calls.js';
import { groupsOf, nameWords, placeWords, readLine, valueOf, valuesOf } from './lines.js';
import { download, facts, sentence, table } from './parts.js';
import { dayText } from './words.js';

/** @typedef {import('./lines.js').Group} Group */

/** Whoever reads a screen over an officer's shoulder need not use the guarantee. */
const SECRET = 'accessCode';
const MOST_ITEMS = 50;

/** @param {Group} group */
function partyText(group) {
  const id = group.items.identificationNumber ?? group.items.TIRHolderIdentificationNumber ?? '';
  const address = group.groups.Address?.[0]?.items ?? {};
  const where = [address.streetAndNumber, address.postcode, address.city, address.country].filter(Boolean).join(', ');
  return h('span', { class: 'lines' }, [group.items.name, id, where].filter(Boolean)
    .map((line) => h('span', null, line)));
}

/** @param {Group} root */
function journey(root) {
  const offices = [valueOf(root, 'CustomsOfficeOfDeparture/referenceNumber'),
    ...valuesOf(root, 'CustomsOfficeOfTransitDeclared/referenceNumber'),
    valueOf(root, 'CustomsOfficeOfDestinationDeclared/referenceNumber')
      || valueOf(root, 'CustomsOfficeOfDestinationActual/referenceNumber')].filter(Boolean);
  const limit = valueOf(root, 'TransitOperation/limitDate');
  return facts([
    [t('decl.mrn'), valueOf(root, 'TransitOperation/MRN')],
    [t('decl.lrn'), valueOf(root, 'TransitOperation/LRN')],
    [t('decl.type'), valueOf(root, 'TransitOperation/declarationType')],
    [t('decl.offices'), offices.length > 0 && h('span', { class: 'mono' }, offices.join(' → '))],
    [t('decl.countries'), [valueOf(root, 'Consignment/countryOfDispatch'),
      valueOf(root, 'Consignment/countryOfDestination')].filter(Boolean).join(' → ')],
    [t('decl.limit'), limit && dayText(limit)],
  ].map(([name, value]) => [String(name), value || '']));
}

/** @param {Group} root */
function parties(root) {
  return facts(/** @type {[string, import('../dom.js').Child][]} */ ([['holder', 'HolderOfTheTransitProcedure'],
    ['representative', 'Representative'], ['consignor', 'Consignment/Consignor'],
    ['consignee', 'Consignment/Consignee'], ['carrier', 'Consignment/Carrier'],
    ['trader', 'TraderAtDestination']]).flatMap(([name, path]) => groupsOf(root, String(path))
    .map((group) => /** @type {[string, import('../dom.js').Child]} */ ([t(`decl.${name}`), partyText(group)]))));
}

/** Containers with their seals, and vehicles. @param {Group} root */
export function transportOf(root) {
  const equipment = groupsOf(root, 'Consignment/TransportEquipment').map((group) => ({
    container: group.items.containerIdentificationNumber ?? '',
    seals: (group.groups.Seal ?? []).map((seal) => seal.items.identifier ?? '').filter(Boolean),
  }));
  const vehicles = ['DepartureTransportMeans', 'ActiveBorderTransportMeans'].flatMap((name) =>
    groupsOf(root, `Consignment/${name}`).map((group) => ({
      what: name, number: group.items.identificationNumber ?? '', nationality: group.items.nationality ?? '',
    }))).filter((vehicle, i, all) => vehicle.number && all.findIndex((v) => v.number === vehicle.number) === i);
  return { equipment, vehicles };
}

/** @param {Group} root */
function transport(root) {
  const { equipment, vehicles } = transportOf(root);
  return facts([
    ...vehicles.map((v) => /** @type {[string, import('../dom.js').Child]} */ (
      [t('decl.vehicle'), h('span', { class: 'mono' }, [v.number, v.nationality].filter(Boolean).join(' · '))])),
    ...equipment.map((e) => /** @type {[string, import('../dom.js').Child]} */ ([e.container
      ? t('decl.container') : t('decl.seals'), h('span', { class: 'lines mono' },
      e.container && h('span', null, e.container),
      h('span', null, e.seals.length > 0 ? t('decl.sealed', { list: e.seals.join(', ') }) : t('decl.unsealed')))])),
  ]);
}

/** @param {Group} root */
function guarantees(root) {
  return facts(groupsOf(root, 'Guarantee').flatMap((guarantee) => {
    const type = term('guarantee.type', guarantee.items.guaranteeType);
    const references = guarantee.groups.GuaranteeReference ?? [];
    /** @type {[string, import('../dom.js').Child][]} */
    const rows = references.map(({ items }) => [type, h('span', { class: 'lines' },
      h('span', { class: 'mono' }, items.GRN ?? ''),
      h('span', null, [items.amountToBeCovered, items.currency].filter(Boolean).join(' ')))]);
    return rows.length > 0 ? rows
      : [/** @type {[string, import('../dom.js').Child]} */ ([type, guarantee.items.otherGuaranteeReference ?? ''])];
  }));
}

/** @param {Group} root */
function goods(root) {
  const items = groupsOf(root, 'Consignment/HouseConsignment/ConsignmentItem');
  if (items.length === 0) return null;
  const rows = items.slice(0, MOST_ITEMS).map((item) => {
    const packaging = item.groups.Packaging ?? [];
    return [item.items.declarationGoodsItemNumber ?? '', valueOf(item, 'Commodity/descriptionOfGoods'),
      valueOf(item, 'Commodity/CommodityCode/harmonizedSystemSubHeadingCode')
        + valueOf(item, 'Commodity/CommodityCode/combinedNomenclatureCode'),
      packaging.map((p) => [p.items.numberOfPackages, p.items.typeOfPackages].filter(Boolean).join(' ')).join(', '),
      valueOf(item, 'Commodity/GoodsMeasure/grossMass')];
  });
  return [h('p', { class: 'note' }, t('decl.mass', { kg: valueOf(root, 'Consignment/grossMass') }),
    items.length > MOST_ITEMS && ` ${t('decl.items.more', { n: items.length, shown: MOST_ITEMS })}`),
  table(t('decl.goods'), ['number', 'description', 'code', 'packages', 'gross'].map((k) => t(`decl.goods.${k}`)),
    rows, [4])];
}

/** @param {Group} root */
function documents(root) {
  const found = ['PreviousDocument', 'SupportingDocument', 'TransportDocument', 'AdditionalReference'].flatMap((name) =>
    ['Consignment', 'Consignment/HouseConsignment', 'Consignment/HouseConsignment/ConsignmentItem'].flatMap((path) =>
      groupsOf(root, `${path}/${name}`).map((group) => [nameWords(name), group.items.type ?? '',
        group.items.referenceNumber ?? ''])));
  return found.length === 0 ? h('p', { class: 'note' }, t('decl.documents.none'))
    : table(t('decl.documents'), ['kind', 'type', 'number'].map((k) => t(`decl.documents.${k}`)), found);
}

/** Every value of a message, with its place. @param {string[]} lines */
export function allValues(lines) {
  return h('dl', { class: 'facts values' }, lines.map((line) => {
    const { path, value } = readLine(line);
    if (value === null) return [h('dt', { class: 'group' }, placeWords(path)), h('dd')];
    return [h('dt', { title: path, dataset: { path } }, placeWords(path)),
      h('dd', null, path.endsWith(SECRET) ? '····' : value)];
  }));
}

/**
 * @param {Group} root
 * @param {string[]} lines
 * @param {string} xmlPath where the document is fetched when somebody wants it
 */
export function declarationView(root, lines, xmlPath) {
  const raw = h('div', { class: 'raw' });
  /** @param {string} title @param {import('../dom.js').Child} content nothing when it is empty */
  const part = (title, content) => content && !(content instanceof Element && !content.hasChildNodes())
    && h('section', { class: 'decl-part' }, h('h4', null, title), content);
  const all = h('details', { class: 'more' }, h('summary', null, t('decl.all', { n: lines.length })));
  all.addEventListener('toggle', () => { if (all.open && !all.querySelector('dl')) all.append(allValues(lines)); });
  const showRaw = async () => {
    if (raw.hasChildNodes()) {
      fill(raw);
      return;
    }
    try {
      const xml = await getXml(xmlPath);
      fill(raw, h('pre', { class: 'xml', tabindex: 0 }, xml), h('button', { type: 'button', class: 'button small',
        onClick: () => download('message.xml', 'application/xml', xml) }, t('decl.raw.save')));
    } catch (error) {
      fill(raw, h('p', { class: 'form-error' }, sentence(error)));
    }
  };
  return h('div', { class: 'declaration' },
    part(t('decl.journey'), journey(root)), part(t('decl.transport'), transport(root)),
    part(t('decl.goods'), goods(root)), part(t('decl.parties'), parties(root)),
    part(t('decl.guarantees'), guarantees(root)), part(t('decl.documents'), documents(root)), all,
    h('button', { type: 'button', class: 'button small raw-button', onClick: showRaw }, t('decl.raw')), raw);
}
