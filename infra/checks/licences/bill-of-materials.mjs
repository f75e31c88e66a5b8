import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from './locked-packages.mjs';

/**
 * `docs/sbom.cdx.json`: the bill of materials, CycloneDX 1.6. It depends on the lock alone: no time, no serial number, no
 * name of a machine or tool version, so that the same lock gives the same bytes everywhere.
 */
export function billOfMaterials(root, packages) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const byPlace = new Map(packages.map((entry) => [entry.place, entry]));
  const dependsOn = new Map();
  for (const entry of packages) {
    const known = dependsOn.get(reference(entry)) ?? new Set();
    for (const place of entry.needs) if (byPlace.has(place)) known.add(reference(byPlace.get(place)));
    dependsOn.set(reference(entry), known);
  }
  const once = new Map();
  for (const entry of packages) {
    const seen = once.get(reference(entry));
    // One version may stand in two places, once for use and once for tools: what is given away decides.
    if (!seen || (seen.development && !entry.development)) once.set(reference(entry), entry);
  }
  return `${JSON.stringify(
    {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: {
        component: {
          'bom-ref': `${name}@${version}`,
          type: 'application',
          name,
          version,
          licenses: [{ license: { id: license } }],
        },
      },
      components: [...once.values()].map(component),
      dependencies: [...dependsOn].map(([ref, needs]) => ({ ref, dependsOn: [...needs].sort(compare) })),
    },
    null,
    1,
  )}\n`;
}

const reference = ({ name, version }) => `${name}@${version}`;

function component(entry) {
  const at = entry.name.lastIndexOf('/');
  return {
    'bom-ref': reference(entry),
    type: 'library',
    ...(at > 0 ? { group: entry.name.slice(0, at) } : {}),
    name: entry.name.slice(at + 1),
    version: entry.version,
    scope: entry.development ? 'excluded' : entry.optional ? 'optional' : 'required',
    ...(entry.integrity ? { hashes: [hash(entry.integrity)] } : {}),
    ...(entry.licence ? { licenses: [licences(entry.licence)] } : {}),
    purl: `pkg:npm/${entry.name.replace('@', '%40')}@${entry.version}`,
  };
}

function licences(expression) {
  return /\s/.test(expression) ? { expression } : { license: { id: expression } };
}

function hash(integrity) {
  const [algorithm, value] = integrity.split(' ')[0].split('-', 2);
  return { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(value, 'base64').toString('hex') };
}
