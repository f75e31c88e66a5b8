import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { billOfMaterials } from './bill-of-materials.mjs';
import { lockedPackages } from './locked-packages.mjs';

const LOCK = {
  packages: {
    '': { name: 'holdfast' },
    'apps/api': { name: '@holdfast/api' },
    'node_modules/@holdfast/api': { link: true, resolved: 'apps/api' },
    'node_modules/b': { version: '2.0.0', license: 'MIT', dependencies: { c: '^1.0.0' } },
    'node_modules/c': { version: '2.0.0', license: 'ISC', dev: true },
    'node_modules/b/node_modules/c': {
      version: '1.0.0',
      license: 'MIT',
      optional: true,
      integrity: 'sha512-AAEC',
    },
    'node_modules/@s/a': { version: '1.0.0', license: '(MIT OR CC0-1.0)' },
  },
};

function billOf(lock) {
  const root = mkdtempSync(join(tmpdir(), 'holdfast-bill-'));
  try {
    writeFileSync(join(root, 'package.json'), '{"name":"holdfast","version":"0.1.0","license":"Apache-2.0"}');
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
    return billOfMaterials(root, lockedPackages(root));
  } finally {
    rmSync(root, { recursive: true });
  }
}

it('lists every package with its purl, digest, licence and what it needs, found as Node finds it', () => {
  const bill = JSON.parse(billOf(LOCK));
  assert.deepEqual(
    bill.components.map((part) => [part.purl, part.scope]),
    [
      ['pkg:npm/%40s/a@1.0.0', 'required'],
      ['pkg:npm/b@2.0.0', 'required'],
      ['pkg:npm/c@1.0.0', 'optional'],
      ['pkg:npm/c@2.0.0', 'excluded'],
    ],
  );
  assert.deepEqual(bill.components[2].hashes, [{ alg: 'SHA-512', content: '000102' }]);
  assert.deepEqual(bill.dependencies[1], { ref: 'b@2.0.0', dependsOn: ['c@1.0.0'] });
});

it('gives the same bytes for the same lock, in whatever order the lock lists it', () => {
  const turned = { packages: Object.fromEntries(Object.entries(LOCK.packages).reverse()) };
  assert.equal(billOf(turned), billOf(LOCK));
});
