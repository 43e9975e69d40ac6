// Numbers, money, durations and local times, by Intl in the language of the page.
import { language, locale, t } from './i18n.js';

/** @type {Map<string, Intl.NumberFormat>} */
const numbers = new Map();

/**
 * @param {number} value
 * @param {Intl.NumberFormatOptions} [options]
 */
export function number(value, options = { maximumFractionDigits: 1 }) {
  const key = locale() + JSON.stringify(options);
  let format = numbers.get(key);
  if (!format) numbers.set(key, (format = new Intl.NumberFormat(locale(), options)));
  // The minus of print, which is as wide as the plus; the hyphen of Intl is easily missed before a currency.
  return format.format(value).replace('-', '−');
}

/** With its code, since a dollar sign alone means another dollar elsewhere. @type {Intl.NumberFormatOptions} */
const USD = { style: 'currency', currency: 'USD', currencyDisplay: 'code' };

/** Money in US cents, whole dollars. @param {number} minor */
export function money(minor) {
  return number(minor / 100, { ...USD, maximumFractionDigits: 0 });
}

/** Money in US cents, with cents. @param {number} minor */
export function moneyExact(minor) {
  return number(minor / 100, { ...USD, minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** A change of money with its sign. @param {number} minor */
export function moneyChange(minor) {
  return number(minor / 100, { ...USD, maximumFractionDigits: 0, signDisplay: 'exceptZero' });
}

/** Mass of CO2e: kilograms, from a tonne on tonnes. @param {number} grams */
export function co2e(grams) {
  const size = Math.abs(grams);
  const digits = size >= 1e7 ? 1 : 2;
  if (size >= 1e6) {
    return t('unit.tonne',
      { n: number(grams / 1e6, { minimumFractionDigits: digits, maximumFractionDigits: digits }) });
  }
  return t('unit.kilogram', { n: number(grams / 1e3, { maximumFractionDigits: size >= 1e4 ? 0 : 1 }) });
}

/** @param {number} metres */
export function distance(metres) {
  const km = metres / 1000;
  return t('unit.kilometre', { n: number(km, { maximumFractionDigits: km < 10 ? 1 : 0 }) });
}

/** A duration as people in freight say it: minutes, hours, then days and hours. @param {number} seconds */
export function duration(seconds) {
  const sign = seconds < 0 ? '−' : '';
  const minutes = Math.round(Math.abs(seconds) / 60);
  if (minutes < 60) return sign + t('unit.minute', { n: number(minutes) });
  if (minutes < 600 && minutes % 60 !== 0) {
    return sign + t('unit.hourMinute', { h: number(Math.floor(minutes / 60)), m: number(minutes % 60) });
  }
  const hours = Math.round(minutes / 60);
  if (hours < 72) return sign + t('unit.hour', { n: number(hours) });
  return sign + t('unit.dayHour', { d: number(Math.floor(hours / 24)), h: number(hours % 24) });
}

/** @param {number} seconds */
export function durationChange(seconds) {
  if (Math.round(seconds / 60) === 0) return duration(0);
  return (seconds > 0 ? '+' : '') + duration(seconds);
}

/** Hours with one decimal, for axes and tables. @param {number} seconds */
export function hours(seconds) {
  return t('unit.hour', { n: number(seconds / 3600, { maximumFractionDigits: seconds < 36000 ? 1 : 0 }) });
}

/**
 * The local clock that an RFC 3339 time carries, as if it were UTC, so that Intl does not shift it.
 * @param {string} iso
 */
function wall(iso) {
  return new Date(`${iso.slice(0, 16)}:00Z`);
}

/** Offset of an RFC 3339 time as «+04» or «+05:30». @param {string} iso */
export function offset(iso) {
  const match = /([+-]\d\d):?(\d\d)$/.exec(iso);
  if (!match) return '+00';
  return match[2] === '00' ? match[1] : `${match[1]}:${match[2]}`;
}

/** Weekday, day, month and clock in the local time it was given in. @param {string} iso */
export function localTime(iso) {
  return new Intl.DateTimeFormat(locale(), {
    weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
      timeZone: 'UTC',
  }).format(wall(iso));
}

/** @param {string} iso */
export function localDate(iso) {
  return new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
    .format(wall(iso));
}

/** @param {string} iso */
export function localClock(iso) {
  return new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' })
    .format(wall(iso));
}

/** A name without what stands in brackets behind it, for where room is short. @param {string} name */
export function shortName(name) {
  return name.replace(/\s*\([^)]*\)/g, '') || name;
}

/** Name of a country in the language of the page. @param {string} code */
export function country(code) {
  if (code === '') return t('country.none');
  try {
    return new Intl.DisplayNames(language(), { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** A share of one as a percentage. @param {number} share */
export function percent(share) {
  return number(share, { style: 'percent', maximumFractionDigits: 0 });
}

/**
 * Offset of a time zone at a local clock reading, in minutes east of Greenwich.
 * @param {string} zone
 * @param {number} utc
 */
function zoneMinutes(zone, utc) {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(utc);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /([+-])(\d\d):(\d\d)/.exec(name);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

/**
 * A local clock reading (2029-06-03T08:00) of a time zone as an RFC 3339 time.
 * @param {string} reading
 * @param {string} zone
 */
export function zonedTime(reading, zone) {
  const utc = Date.parse(`${reading}:00Z`);
  if (Number.isNaN(utc)) return reading;
  let minutes = zoneMinutes(zone, utc);
  minutes = zoneMinutes(zone, utc - minutes * 60_000);
  const size = Math.abs(minutes);
  const pad = (/** @type {number} */ n) => String(n).padStart(2, '0');
  return `${reading}:00${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

/**
 * The local clock reading of an instant, as an input of type datetime-local wants it.
 * @param {string} iso
 * @param {string} zone
 */
export function localReading(iso, zone) {
  const utc = Date.parse(iso);
  return new Date(utc + zoneMinutes(zone, utc) * 60_000).toISOString().slice(0, 16);
}
