import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { newKeyPair } from '../crypto/key-pair.js';
import { folderLocation } from '../location/folder-location.js';
import { ChunkReader } from '../repository/chunk-reader.js';
import { createRepository } from '../repository/create-repository.js';
import { chosenSource } from '../testing/chosen-source.js';
import { collected } from '../testing/objects.js';
import { scratch } from '../testing/scratch.js';

const folder = scratch();
afterAll(folder.remove);

describe('the contents of a snapshot', () => {
  it('come in the order of the tree, four at a time too, and open a bundle once', async () => {
    const files = new Map<string, Buffer>();
    for (let at = 0; at < 500; at += 1) files.set(`note ${String(at).padStart(3, '0')}`, randomBytes(600));
    files.set('photo', randomBytes(3_000_000));
    const { privateKey, publicKey } = newKeyPair();
    const repository = await createRepository({
      location: folderLocation(folder.in('stored')),
      workFolder: folder.in('work'),
      recipients: [{ kind: 'key', name: 'a', publicKey }],
      unlock: { kind: 'key', privateKey },
    });
    const run = {
      source: chosenSource(files),
      scope: {},
      phone: 'p',
      sourceName: 's',
      now: () => new Date(),
    };
    const { snapshotId } = await repository.backup(run);
    const chunk = jest.spyOn(ChunkReader.prototype, 'chunk');
    const names: string[] = [];
    const reading: Promise<void>[] = [];
    for await (const { entry, bytes } of repository.contents({ snapshotId })) {
      const name = String(entry.path[0]);
      names.push(name);
      reading.push(
        collected(bytes()).then((read) => expect(Buffer.concat(read).equals(files.get(name)!)).toBe(true)),
      );
      if (reading.length === 4) await Promise.all(reading.splice(0));
    }
    await Promise.all(reading);
    expect(names).toEqual([...files.keys()].sort());
    // The photo's chunks and one bundle, not one for each note.
    expect(chunk.mock.calls.filter(([kind]) => kind === 'data').length).toBeLessThan(60);
    chunk.mockRestore();
    const some = repository.contents({ snapshotId, paths: [[Buffer.from('note 007')]] });
    expect((await collected(some)).map(({ entry }) => String(entry.path[0]))).toEqual(['note 007']);
    await repository.close();
  });
});
