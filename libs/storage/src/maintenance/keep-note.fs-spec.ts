import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { scratch } from '../testing/scratch.js';
import { keepNote } from './keep-note.js';

const folder = scratch();
afterAll(folder.remove);
const fresh = () => ({ kind: 'folder' as const, root: mkdtempSync(join(folder.path, 'notes-')) });
const COMPANY = '0b7f4a9e-8c1d-4f6a-9b2e-3d5c7a1f0e42';
const NAME = `audit/${COMPANY}/0000000000000012.json`;
const bytes = Buffer.from('{"anchor":"…"}\n');

describe('a note beside the repositories of a folder', () => {
  it('is added once, found again, and says that no lock holds it', async () => {
    const place = fresh();
    expect(await keepNote(place, NAME, bytes, new Date())).toEqual({ outcome: 'stored', locked: false });
    expect(await keepNote(place, NAME, bytes, new Date())).toEqual({ outcome: 'present', locked: false });
    expect(readFileSync(join(place.root, NAME))).toEqual(bytes);
    expect(readdirSync(join(place.root, 'audit', COMPANY))).toEqual(['0000000000000012.json']);
  });

  it('never replaces what has its name', async () => {
    const place = fresh();
    await keepNote(place, NAME, bytes, new Date());
    const other = keepNote(place, NAME, Buffer.from('{}'), new Date());
    await expect(other).rejects.toMatchObject({ code: 'object-altered' });
    expect(readFileSync(join(place.root, NAME))).toEqual(bytes);
  });

  it('follows no link of a folder or file', async () => {
    const [place, outside] = [fresh(), fresh()];
    symlinkSync(outside.root, join(place.root, 'audit'));
    await expect(keepNote(place, NAME, bytes, new Date())).rejects.toMatchObject({
      code: 'location-refused',
    });
    expect(readdirSync(outside.root)).toEqual([]);
    const linked = fresh();
    mkdirSync(join(linked.root, 'audit', COMPANY), { recursive: true });
    writeFileSync(join(outside.root, 'same'), bytes);
    symlinkSync(join(outside.root, 'same'), join(linked.root, NAME));
    await expect(keepNote(linked, NAME, bytes, new Date())).rejects.toMatchObject({ code: 'object-altered' });
  });

  it.each(['config', `audit/${COMPANY}/12.json`, `audit/../${COMPANY}/0000000000000012.json`, `/${NAME}`])(
    'has no other place: %s',
    async (name) => {
      const place = fresh();
      await expect(keepNote(place, name, bytes, new Date())).rejects.toMatchObject({
        code: 'location-refused',
      });
      expect(readdirSync(place.root)).toEqual([]);
    },
  );

  it('tells a folder that cannot be written apart', async () => {
    const place = fresh();
    writeFileSync(join(place.root, 'audit'), 'in the way');
    await expect(keepNote(place, NAME, bytes, new Date())).rejects.toMatchObject({
      code: 'location-refused',
    });
  });
});
