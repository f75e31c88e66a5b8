import assert from 'node:assert/strict';
import { it } from 'node:test';
import { allowedLicence } from './allowed-licence.mjs';

const inUse = (expression) => allowedLicence(expression, { development: false });

it('allows what may be given away with Holdfast', () => {
  for (const licence of [
    'MIT',
    'Apache-2.0',
    'BSD-3-Clause',
    '(MIT OR GPL-3.0-only)',
    'Apache-2.0 AND MIT',
  ]) {
    assert.ok(inUse(licence), licence);
  }
});

it('refuses what may not, and what nobody can read', () => {
  const refused = [
    'GPL-3.0-only',
    'AGPL-3.0',
    'MIT AND GPL-2.0',
    'SEE LICENSE IN x',
    'UNLICENSED',
    '',
    undefined,
    '(MIT',
    'MIT MIT',
  ];
  for (const licence of refused) assert.ok(!inUse(licence), licence);
});

it('allows a file-level copyleft for tools only', () => {
  assert.ok(!inUse('MPL-2.0'));
  assert.ok(allowedLicence('MPL-2.0', { development: true }));
});

it('binds AND closer than OR', () => {
  assert.ok(inUse('MIT OR GPL-3.0-only AND GPL-2.0-only'));
  assert.ok(!inUse('(MIT OR GPL-3.0-only) AND GPL-2.0-only'));
});
