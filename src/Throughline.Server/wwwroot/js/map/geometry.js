// Where a way runs on the map. Land links are drawn straight between their places, ships along turning points at
// sea, aircraft on the great circle. All of it is schematic: lengths come from the data, never from these lines.

/** @typedef {[number, number]} Point longitude, latitude */

/** @typedef {{ points: Record<string, Point>, ways: [string, string][] }} Seaways */

/** @type {Seaways} */
let seaways = { points: {}, ways: [] };
/** @type {Map<string, Point[]>} */
const seaCache = new Map();

export async function loadSeaways() {
  const response = await fetch('basemap/seaways.json');
  if (response.ok) seaways = await response.json();
}

/**
 * Great-circle distance in kilometres.
 * @param {Point} a
 * @param {Point} b
 */
export function kilometres(a, b) {
  const rad = Math.PI / 180;
  const x = Math.sin(((b[1] - a[1]) * rad) / 2) ** 2
    + Math.cos(a[1] * rad) * Math.cos(b[1] * rad) * Math.sin(((b[0] - a[0]) * rad) / 2) ** 2;
  return 12742 * Math.asin(Math.sqrt(x));
}

/**
 * @param {Point} a
 * @param {Point} b
 * @returns {Point[]}
 */
function greatCircle(a, b) {
  const rad = Math.PI / 180;
  const angle = kilometres(a, b) / 6371;
  const steps = Math.max(1, Math.min(48, Math.round(angle * 40)));
  if (angle < 1e-6) return [a, b];
  const unit = (/** @type {Point} */ p) => [
    Math.cos(p[1] * rad) * Math.cos(p[0] * rad), Math.cos(p[1] * rad) * Math.sin(p[0] * rad), Math.sin(p[1] * rad),
  ];
  const [from, to] = [unit(a), unit(b)];
  /** @type {Point[]} */
  const line = [];
  for (let i = 0; i <= steps; i += 1) {
    const f = Math.sin((1 - i / steps) * angle) / Math.sin(angle);
    const g = Math.sin((i / steps) * angle) / Math.sin(angle);
    const [x, y, z] = from.map((value, k) => f * value + g * to[k]);
    line.push([Math.atan2(y, x) / rad, Math.atan2(z, Math.hypot(x, y)) / rad]);
  }
  return line;
}

/** @param {Point} point */
function nearestSeaPoint(point) {
  let best = '';
  let bestKm = Infinity;
  for (const [name, at] of Object.entries(seaways.points)) {
    const km = kilometres(point, at);
    if (km < bestKm) [best, bestKm] = [name, km];
  }
  return bestKm < 400 ? best : '';
}

/**
 * Shortest way over the turning points (Dijkstra; there are few of them).
 * @param {string} from
 * @param {string} to
 */
function seaRoute(from, to) {
  /** @type {Map<string, { km: number, before: string }>} */
  const known = new Map([[from, { km: 0, before: '' }]]);
  const open = new Set([from]);
  while (open.size > 0) {
    let here = '';
    for (const name of open) {
      if (here === '' || (known.get(name)?.km ?? 0) < (known.get(here)?.km ?? 0)) here = name;
    }
    if (here === to) break;
    open.delete(here);
    for (const [a, b] of seaways.ways) {
      if (a !== here && b !== here) continue;
      const next = a === here ? b : a;
      const km = (known.get(here)?.km ?? 0) + kilometres(seaways.points[here], seaways.points[next]);
      if (km < (known.get(next)?.km ?? Infinity)) {
        known.set(next, { km, before: here });
        open.add(next);
      }
    }
  }
  if (!known.has(to)) return [];
  const names = [];
  for (let name = to; name !== ''; name = known.get(name)?.before ?? '') names.unshift(name);
  return names;
}

/**
 * @param {Point} a
 * @param {Point} b
 * @returns {Point[]}
 */
function seaLine(a, b) {
  const key = `${a};${b}`;
  const cached = seaCache.get(key);
  if (cached) return cached;
  const [from, to] = [nearestSeaPoint(a), nearestSeaPoint(b)];
  const names = from && to && from !== to ? seaRoute(from, to) : [];
  const line = [a, ...names.map((name) => seaways.points[name]), b];
  seaCache.set(key, line);
  return line;
}

/**
 * The line of a way from one place to the next.
 * @param {string} mode
 * @param {Point} a
 * @param {Point} b
 * @returns {Point[]}
 */
export function wayLine(mode, a, b) {
  if (mode === 'air') return greatCircle(a, b);
  if (mode === 'sea' || mode === 'ferry') return seaLine(a, b);
  return [a, b];
}

/**
 * The bounds of some points, as MapLibre wants them.
 * @param {Point[]} points
 * @returns {[Point, Point] | null}
 */
export function bounds(points) {
  if (points.length === 0) return null;
  /** @type {[Point, Point]} */
  const box = [[...points[0]], [...points[0]]];
  for (const [lon, lat] of points) {
    box[0] = [Math.min(box[0][0], lon), Math.min(box[0][1], lat)];
    box[1] = [Math.max(box[1][0], lon), Math.max(box[1][1], lat)];
  }
  return box;
}
