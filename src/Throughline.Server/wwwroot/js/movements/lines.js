// A message as the interface gives it, lines of «path = value», read into groups that can be asked.

/**
 * @typedef {object} Group
 * @property {Record<string, string>} items
 * @property {Record<string, Group[]>} groups
 */

/** @returns {Group} */
const emptyGroup = () => ({ items: {}, groups: {} });

/** @param {string} step «Seal[2]» */
function readStep(step) {
  const match = /^(.*?)(?:\[(\d+)\])?$/.exec(step);
  return { name: match?.[1] ?? step, at: Number(match?.[2] ?? 1) - 1 };
}

/** @param {string} line */
export function readLine(line) {
  const cut = line.indexOf(' = ');
  return cut < 0 ? { path: line, value: null } : { path: line.slice(0, cut), value: line.slice(cut + 3) };
}

/** @param {string[]} lines @returns {Group} */
export function readGroup(lines) {
  const root = emptyGroup();
  for (const line of lines) {
    const { path, value } = readLine(line);
    const steps = path.split('/');
    let group = root;
    for (const step of value === null ? steps : steps.slice(0, -1)) {
      const { name, at } = readStep(step);
      const list = group.groups[name] ??= [];
      while (list.length <= at) list.push(emptyGroup());
      group = list[at];
    }
    if (value !== null) group.items[steps[steps.length - 1]] = value;
  }
  return root;
}

/** All groups of a path of names. @param {Group} group @param {string} path @returns {Group[]} */
export function groupsOf(group, path) {
  return path.split('/').reduce((found, name) => found.flatMap((one) => one.groups[name] ?? []), [group]);
}

/** All values of a path: names of groups, then of an item. @param {Group} group @param {string} path */
export function valuesOf(group, path) {
  const cut = path.lastIndexOf('/');
  const under = cut < 0 ? [group] : groupsOf(group, path.slice(0, cut));
  return under.map((one) => one.items[path.slice(cut + 1)]).filter((value) => value !== undefined);
}

/** The first value of a path, or an empty text. @param {Group} group @param {string} path */
export const valueOf = (group, path) => valuesOf(group, path)[0] ?? '';

/** «descriptionOfGoods» as people read it. @param {string} name */
export function nameWords(name) {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
  const words = spaced.split(' ').map((word) => (/^[A-Z]{2,}s?$/.test(word) ? word : word.toLowerCase())).join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A pointer of a finding as the place that people look for. @param {string} pointer */
export function placeWords(pointer) {
  const steps = pointer.replace(/^\/?C[CD]\d{3}C\/?/, '').split('/').filter((step) => step !== '');
  return steps.map((step) => {
    const { name } = readStep(step);
    const number = /\[(\d+)\]$/.exec(step)?.[1];
    return number ? `${nameWords(name)} ${number}` : nameWords(name);
  }).join(' › ');
}

/** A number as it is compared: without spaces, hyphens and case. @param {string} value */
export const normal = (value) => value.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
