import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { attributesOf, loadPeople } from './people.js';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-people-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ada = { id: 'a', name: 'Ada', email: 'ada@example.com' };
const load = (json: unknown) => {
  const file = join(folder, 'people.json');
  writeFileSync(file, JSON.stringify(json));
  return loadPeople(file);
};

describe('people', () => {
  it('are read from a file, and told without what they do not have', async () => {
    const [read] = await load([ada]);
    expect(attributesOf(read!)).toEqual({ displayName: 'Ada', email: 'ada@example.com' });
  });

  it.each([
    ['nobody', [], '>=1 items'],
    ['two of one id', [ada, ada], 'one id'],
    ['no address', [{ ...ada, email: 'ada' }], 'email'],
    ['a word that is not known', [{ ...ada, role: 'owner' }], 'role'],
  ])('are refused: %s', async (_name, json, why) => {
    await expect(load(json)).rejects.toThrow(why);
  });
});
