// Doing what a blocked answer proposes.
import * as data from '../data.js';
import { relax } from '../request.js';
import * as state from '../state.js';

/** @typedef {import('../types').Relaxation} Relaxation */
/** @typedef {import('../types').ScenarioChoice} ScenarioChoice */

/**
 * A scenario in which all of these elements take part, or null: the named scenario that needs the fewest further
 * switches, in a year by which all of them are expected to be open.
 * @param {string[]} ids
 * @param {ScenarioChoice} choice
 * @returns {ScenarioChoice | null}
 */
export function scenarioWith(ids, choice) {
  const corridor = data.corridor();
  if (!corridor) return null;
  const rows = [...corridor.links, ...corridor.crossings, ...corridor.services].filter((row) => ids.includes(row.id));
  const tags = [...new Set(rows.map((row) => row.tag))];
  const years = rows.map((row) => ('expectedOpen' in row ? row.expectedOpen ?? 0 : 0));
  const basics = data.scenarios();
  const ranked = basics.scenarios.map((named) => {
    const missing = tags.filter((tag) => !named.tags.includes(tag));
    const switches =
      missing.map((tag) => basics.switches.find((row) => row.adds.includes(tag) && row.adds.length === 1)?.id
      ?? basics.switches.find((row) => row.adds.includes(tag))?.id ?? '');
    return { named, switches: [...new Set(switches)] };
  }).filter((item) => !item.switches.includes('')).sort((a, b) => a.switches.length - b.switches.length);
  const best = ranked[0];
  if (!best) return null;
  const year = Math.max(...years, best.named.year);
  return { name: best.named.id, switches: best.switches, year: year > best.named.year ? year : null,
    changes: choice.changes };
}

/** @param {Relaxation} relaxation */
export function lift(relaxation) {
  const { request, scenario } = state.get();
  if (relaxation.kind === 'scenario') {
    const next = scenarioWith(relaxation.ids, scenario);
    if (next) state.go({ scenario: next, itinerary: '' });
    return;
  }
  state.go({ request: relax(request, relaxation.ids), itinerary: '' });
}
