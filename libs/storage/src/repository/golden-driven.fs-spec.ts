import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DRIVEN_SECRETS, drivenFiles, drivenPhone } from '../../golden/golden-driven.mjs';
import { FORMAT } from '../format/object-header.js';
import { folderLocation, openRepository, pathText } from '../index.js';
import type { Repository } from '../index.js';
import { GOLDEN } from '../testing/golden-repository.js';
import { scratch } from '../testing/scratch.js';

jest.setTimeout(60_000);

const FORMATS = readdirSync(GOLDEN).filter((name) => /^driven-\d+$/.test(name));

const bytesOf = async (from: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of from ?? []) parts.push(part);
  return Buffer.concat(parts);
};

it('the format that this release writes has a golden repository of phones that drive', () => {
  expect(FORMATS).toContain(`driven-${FORMAT}`);
});

describe.each(FORMATS)('snapshots that a phone drove, of %s', (format) => {
  const folder = scratch();
  const ids = JSON.parse(readFileSync(join(GOLDEN, format, 'snapshots.json'), 'utf8')) as string[];
  const secrets = JSON.parse(
    readFileSync(join(GOLDEN, format.replace('driven', 'format'), 'secrets.json'), 'utf8'),
  ) as Record<string, string>;
  let repository: Repository;
  beforeAll(async () => {
    cpSync(join(GOLDEN, format, 'stored'), folder.in('stored'), { recursive: true });
    repository = await openRepository({
      location: folderLocation(folder.in('stored')),
      workFolder: folder.in('work'),
      unlock: { kind: 'key', privateKey: Buffer.from(secrets['privateKey']!, 'hex') },
    });
  });
  afterAll(async () => {
    await repository.close();
    folder.remove();
  });

  it('are whole, and are listed with the phone’s own names and openings', async () => {
    expect((await repository.verify({ readData: true })).damage).toEqual([]);
    for (const [i, id] of ids.entries()) {
      const found = new Map<string, unknown>();
      for await (const entry of repository.list(id, { recursive: true })) {
        const { path, kind, size, mtimeNs, mode, category, origin, opening } = entry;
        const sealed = opening && Buffer.from(opening).toString('hex');
        if (kind === 'file') found.set(pathText(path), [size, mtimeNs, mode, category, origin, sealed]);
      }
      const expected = drivenFiles(i + 1).map(([name, bytes, shown]): [string, unknown] => {
        if (!shown)
          return [
            `Phone backup/${name}`,
            [BigInt(bytes.length), expect.anything(), undefined, 'other', name, undefined],
          ];
        const { path, mtimeNs, mode, category, openedSize, opening, isMade } = shown;
        const size = openedSize ?? BigInt(bytes.length);
        const sealed = opening && Buffer.from(opening).toString('hex');
        return [pathText(path), [size, mtimeNs, mode, category, isMade ? undefined : name, sealed]];
      });
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
      expect(await repository.phoneSecrets(id)).toEqual(DRIVEN_SECRETS);
    }
  });

  it('give the phone its own files back', async () => {
    for (const [i, id] of ids.entries()) {
      const files = await repository.pushedFiles(id);
      for (const [name, bytes, shown] of drivenFiles(i + 1)) {
        if (shown?.isMade) expect(files.read(name)).toBeUndefined();
        else expect((await bytesOf(files.read(name))).equals(bytes)).toBe(true);
      }
      await files.close();
      const target = folder.in(`pushed ${i}`);
      expect((await repository.restore({ snapshotId: id, target, layout: 'pushed' })).failed).toEqual([]);
      expect(readFileSync(join(target, 'ef/Größe 写真')).toString()).toBe('odd');
    }
  });

  it('are gone on with: what did not change is not asked for, and stored bytes are known', async () => {
    const before = readdirSync(folder.in('stored/data'));
    const now = (): Date => new Date(Date.UTC(2026, 1, 1));
    const { source, ...request } = drivenPhone(2);
    const again = await repository.backup({ ...request, source, now });
    const counts = again.facts.categories.map(({ added, changed, removed }) => added + changed + removed);
    // The list that is made anew, and the manifests.
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(3);
    expect(readdirSync(folder.in('stored/data')).length - before.length).toBeLessThanOrEqual(1);
    const full = await repository.backup({
      ...request,
      source: drivenPhone(1).source,
      phone: 'another',
      now,
    });
    expect(full.facts.storedBytes).toBeLessThan(200_000);
    expect((await repository.verify({ readData: true })).damage).toEqual([]);
  });
});
