import { afterAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newKeyPair } from '../crypto/key-pair.js';
import { folderLocation } from '../location/folder-location.js';
import type { Location } from '../location/location.js';
import { StorageError } from '../storage-error.js';
import { chosenSource } from '../testing/chosen-source.js';
import { collected } from '../testing/objects.js';
import { scratch } from '../testing/scratch.js';
import { createRepository } from '../repository/create-repository.js';
import { EPOCH_MS } from './epochs.js';
import { openRepository } from '../repository/open-repository.js';
import type { Repository } from '../repository/repository.js';

const folder = scratch();
afterAll(folder.remove);

describe('two workstations that begin an epoch at the same moment', () => {
  it('give it one number and two keys, and everybody reads what either of them stored', async () => {
    const pair = newKeyPair();
    const unlock = { kind: 'key', privateKey: pair.privateKey } as const;
    const recipients = [{ kind: 'key', name: 'employee', publicKey: pair.publicKey }] as const;
    const location = folderLocation(folder.in('stored'));
    const began = Date.UTC(2026, 0, 1);
    const now = (): Date => new Date(began);
    const open = (name: string): Promise<Repository> =>
      openRepository({ location, workFolder: folder.in(name), unlock });
    await (
      await createRepository({ location, workFolder: folder.in('first'), recipients, unlock, now })
    ).close();
    const files = ['one', 'two'].map((name) => new Map([[name, randomBytes(50_000)]]));
    const stations = [await open('one'), await open('two')];
    const later = (): Date => new Date(began + EPOCH_MS + 1);
    const results = await Promise.all(
      stations.map((repository, i) =>
        repository.backup({
          source: chosenSource(files[i]!),
          scope: {},
          phone: `p${i}`,
          sourceName: 's',
          now: later,
        }),
      ),
    );
    await Promise.all(stations.map((repository) => repository.close()));
    expect(readdirSync(folder.in('stored/keys')).sort()).toEqual(['00000001', '00000002']);
    const reader = await open('reader');
    expect(await reader.verify({ readData: true })).toMatchObject({ damage: [], closed: 0 });
    for (const [i, { snapshotId }] of results.entries()) {
      const [[name, bytes]] = [...files[i]!] as [[string, Buffer]];
      const pieces: Uint8Array[] = [];
      for await (const piece of reader.read(snapshotId, [Buffer.from(name)])) pieces.push(piece);
      expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    }
    await reader.close();
  });
});

describe('an epoch that a killed run began', () => {
  it('is used only when every recipient has its wrap', async () => {
    const pairs = [newKeyPair(), newKeyPair(), newKeyPair()];
    const unlock = { kind: 'key', privateKey: pairs[0]!.privateKey } as const;
    const recipients = pairs.map(({ publicKey }, i) => ({ kind: 'key' as const, name: `k${i}`, publicKey }));
    const real = folderLocation(folder.in('killed-stored'));
    const began = Date.UTC(2026, 0, 1);
    let left = Number.POSITIVE_INFINITY;
    const location: Location = {
      ...real,
      put: async (name, object) => {
        if ((left -= 1) < 0) throw new StorageError('location-unreachable', 'killed');
        return real.put(name, object);
      },
    };
    const workFolder = folder.in('killed');
    const now = (): Date => new Date(began);
    const repository = await createRepository({ location, workFolder, recipients, unlock, now });
    await repository.close();
    const files = new Map([['f', randomBytes(50_000)]]);
    const backup = async (): Promise<string> => {
      const opened = await openRepository({ location, workFolder, unlock });
      try {
        const source = chosenSource(files);
        const later = (): Date => new Date(began + EPOCH_MS + 1);
        return (await opened.backup({ source, scope: {}, phone: 'p', sourceName: 's', now: later }))
          .snapshotId;
      } finally {
        await opened.close();
      }
    };
    // Wraps are stored in the order of their names, which random keys choose: 1 of 3, then 2 of 3.
    for (left of [1, 2]) await expect(backup()).rejects.toMatchObject({ code: 'location-unreachable' });
    left = Number.POSITIVE_INFINITY;
    const snapshotId = await backup();
    for (const [i, { privateKey }] of pairs.entries()) {
      const key = { kind: 'key', privateKey } as const;
      const reader = await openRepository({ location, workFolder: folder.in(`reader-${i}`), unlock: key });
      const pieces = await collected(reader.read(snapshotId, [Buffer.from('f')]));
      expect(Buffer.concat(pieces).equals(files.get('f')!)).toBe(true);
      await reader.close();
    }
  });
});

describe('a recipient whose wraps are all damaged', () => {
  it('is not shut out: the roster says who it is, and it gets the next epoch', async () => {
    const pairs = [newKeyPair(), newKeyPair()];
    const unlock = { kind: 'key', privateKey: pairs[0]!.privateKey } as const;
    const recipients = pairs.map(({ publicKey }, i) => ({ kind: 'key' as const, name: `k${i}`, publicKey }));
    let began = Date.UTC(2026, 0, 1);
    const now = (): Date => new Date((began += 1000));
    const stored = folder.in('shut-out');
    const location = folderLocation(stored);
    const workFolder = folder.in('shut-out-work');
    const repository = await createRepository({ location, workFolder, recipients, unlock, now });
    const backup = () => {
      const source = chosenSource(new Map([['f', randomBytes(1000)]]));
      return repository.backup({ source, scope: {}, phone: 'p', sourceName: 's', now });
    };
    const of = readdirSync(join(stored, 'keys/00000001')).find((name) => name.startsWith('k1-'))!;
    const [wrap] = readdirSync(join(stored, 'keys/00000001', of));
    const file = join(stored, 'keys/00000001', of, wrap!);
    const bytes = readFileSync(file);
    rmSync(file);
    writeFileSync(file, bytes.subarray(1));
    began += EPOCH_MS;
    await backup();
    const { snapshotId } = await backup();
    await repository.close();
    expect(readdirSync(join(stored, 'keys/00000002'))).toContain(of);
    const other = { kind: 'key', privateKey: pairs[1]!.privateKey } as const;
    const reader = await openRepository({
      location,
      workFolder: folder.in('shut-out-reader'),
      unlock: other,
    });
    expect(await collected(reader.read(snapshotId, [Buffer.from('f')]))).toHaveLength(1);
    await reader.close();
  });
});
