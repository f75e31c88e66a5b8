import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KNOWN_LICENCES } from './known-licences.mjs';

/**
 * Every package that the lock names, of every platform: what is installed differs from machine to machine, the lock does
 * not. For each: where it stands, name, version, licence (an SPDX expression or undefined), integrity, whether it is only
 * for development, and the places of what it needs.
 */
export function lockedPackages(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([place, entry]) => place.includes('node_modules/') && !entry.link)
    .map(([place, entry]) => {
      const name = entry.name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return {
        place,
        name,
        version: entry.version,
        licence: entry.license ?? KNOWN_LICENCES[`${name}@${entry.version}`]?.licence,
        integrity: entry.integrity,
        development: entry.dev === true,
        optional: entry.optional === true || entry.devOptional === true,
        needs: placesOfNeeds(place, entry, packages),
      };
    })
    .sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version) || compare(a.place, b.place));
}

/** The same order on every machine: no locale has a say. */
export const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function placesOfNeeds(place, entry, packages) {
  const names = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies });
  return names.flatMap((name) => nearest(place, name, packages) ?? []);
}

/** Node's rule: the nearest `node_modules` upwards that has it. */
function nearest(place, name, packages) {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    const candidate = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (packages[candidate] !== undefined) return candidate;
    if (at === '') return undefined;
  }
}
